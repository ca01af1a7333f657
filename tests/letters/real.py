"""Real mails that others published with their test suites, with what is new in them; absent from a plain clone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comptoir.letters.tests.mails import PUBLISHED as MAILS

TRIMMER = MAILS / "discourse+email_reply_trimmer" / "test"
TALON = MAILS / "mailgun+talon" / "tests" / "fixtures"
QUOTEQUAIL = MAILS / "closeio+quotequail" / "tests" / "files"

needs_real_mails = pytest.mark.skipif(not TRIMMER.is_dir(), reason=f"real mails are not at {MAILS}")


def trimmed() -> Iterator[tuple[str, str, str]]:
    """Each text mail of the trimmer set: its name, the mail, and the new text that its collectors expect."""
    for mail in sorted((TRIMMER / "emails").glob("*.txt")):
        yield mail.stem, mail.read_text("utf-8"), (TRIMMER / "trimmed" / mail.name).read_text("utf-8")


def same(one: str, other: str) -> bool:
    """Equal but for white space, and for lines that hold nothing but quote marks."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> list[str]:
    return [word for line in text.split("\n") if line.strip("> \t") for word in line.split()]
