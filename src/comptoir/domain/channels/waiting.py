"""Waking those who wait in this process: there is a mail to apply, or a letter to send. Other processes look for themselves."""

from __future__ import annotations

import threading

mail_waiting = threading.Event()
letters_waiting = threading.Event()


def mail_came() -> None:
    """A mail was kept that is to be applied."""
    mail_waiting.set()


def letter_written() -> None:
    """A letter was written that is to be sent."""
    letters_waiting.set()
