"""Fetching mail from mailboxes on other servers (IMAP): many at a time on few threads, told at once where the server can tell."""
