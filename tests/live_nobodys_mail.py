"""Brings a live desk a mail for an address nobody has, as a provider does that takes all that comes to a domain."""

from __future__ import annotations

import sys
from uuid import uuid4

import django

django.setup()

from comptoir.domain.channels.actions import CameIn, keep_mails  # noqa: E402
from comptoir.foundation.clock import now  # noqa: E402


def main() -> None:
    """To the address of the first argument."""
    to, sender = sys.argv[1], "camille@courriel.example"
    raw = f"From: {sender}\r\nTo: {to}\r\nSubject: Une facture\r\n\r\nPour personne.\r\n".encode()
    came = CameIn("webhook", uuid4().hex, raw, envelope_from=sender, envelope_to=(to,), received_at=now())
    assert keep_mails([came], now=now()) != [None]


if __name__ == "__main__":
    main()
