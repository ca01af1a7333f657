"""`comptoir mail`: what an operator asks about mail without a browser."""

from __future__ import annotations

import argparse

from comptoir.config import mail_show, mail_test


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser; each of its verbs stands in a file of its own."""
    verbs = commands.add_parser("mail", help="mails, and the way they take").add_subparsers(
        required=True, metavar="WHAT"
    )
    mail_show.add_to(verbs)
    mail_test.add_to(verbs)
