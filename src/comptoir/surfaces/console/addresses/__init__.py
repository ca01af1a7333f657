"""The addresses of the newer rooms of the console, a file each."""
