"""The guide to the security of mail tells the truth: every reason, every limit, and what is to be published."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from comptoir.domain.channels.because import REASONS, REFUSED
from comptoir.letters.cleaning import cleaned, papers, pictures
from comptoir.letters.sender import BECAUSE, check_sender
from comptoir.letters.signing import record_to_publish
from comptoir.letters.tests.letters_signed import GOOD_IP, NOON, a_key, a_letter, signed
from tests.architecture.tree import ROOT
from tests.zones import zone

AT = dt.datetime.fromtimestamp(NOON, dt.UTC)
GUIDE = (ROOT / "docs/guide/mail-security.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("reason", [*BECAUSE, *cleaned.WHY])
def test_every_reason_is_told_in_the_guide(reason: str) -> None:
    assert f"`{reason}`" in GUIDE


def test_every_reason_is_told_in_words_to_those_who_see_it() -> None:
    assert set(BECAUSE) <= set(REASONS)
    assert set(cleaned.WHY) <= set(REFUSED)


def test_the_limits_are_those_that_are_kept() -> None:
    assert (cleaned.SIZE_AT_MOST, papers.PAGES_AT_MOST) == (25 * 2**20, 300)
    assert (pictures.PIXELS_AT_MOST, pictures.LONGEST_SIDE) == (65_000_000, 4096)
    assert "25 MB, 65 million points, 300 pages" in GUIDE
    assert "4,096 points" in GUIDE


def test_who_publishes_what_the_guide_says_is_believed() -> None:
    """D1: the records of the guide, with a key of our own, prove letters by either way and unmask others."""
    rows = re.findall(r"^\| `([^`]+)` \| TXT \| `([^`]+)` \|$", GUIDE, re.MULTILINE)
    names = {name: {"TXT": [content]} for name, content in rows}
    assert len(names) == 3
    domain = "reply.shop.example"
    names[f"s1._domainkey.{domain}"] = {"TXT": [record_to_publish(a_key())]}
    letter = a_letter(f"Loja <c-x@{domain}>")
    verdicts = []
    with zone(names) as resolver:
        for raw, ip in ((signed(letter, domain), "203.0.113.5"), (letter, GOOD_IP), (letter, "203.0.113.5")):
            check = check_sender(raw, client_ip=ip, at=AT, envelope_from=f"b-1.x@{domain}", resolver=resolver)
            verdicts.append((check.verdict, check.because))
    assert verdicts == [("proven", "dkim"), ("proven", "spf"), ("forged", "dmarc")]
