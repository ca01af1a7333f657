"""Django's SQLite backend, with turns: writers of one process queue fairly instead of polling a locked file."""
