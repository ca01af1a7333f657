"""Sending letters: over a mailbox's own server or the house's, each once as far as anybody can know, always with the same Message-ID."""
