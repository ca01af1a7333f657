"""Sealing what others entrust to us: passwords and tokens of mailboxes stand in the database only so, and are opened only to be used."""

from __future__ import annotations

from comptoir.foundation.sealing import sealed, unsealed

PURPOSE = b"comptoir mailbox secrets 1"


def seal(text: str) -> str:
    """`text` so that nobody without the installation's secret can read it; nothing stays nothing."""
    return sealed(text, PURPOSE)


def open_sealed(text: str) -> str:
    """What was sealed; nothing where it is none of ours, or was sealed under another secret."""
    return unsealed(text, PURPOSE)
