"""What a letter says, who sent it and how ours are built: a pure library, no Django, usable from the command line."""
