"""The clauses of a charter as values that never change: one noun a file, its keys declared beside their readers."""
