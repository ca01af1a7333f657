"""What changed between two charters, in words of the file."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.rules import compare, parse
from comptoir.domain.charter.tests.charters import READY, SMALL, small

PAGES = '[[pages]]\npath = "/a/*"\naudience = "advisor"\n[[pages]]\npath = "/b/*"\nvisitor_chooses = true\n'
MOVED = '[[pages]]\npath = "/b/*"\nvisitor_chooses = true\n[[pages]]\npath = "/a/*"\naudience = "advisor"\n'
PROMISE = '[promises.p]\nof = "chat"\nwhen = "first_answer"\nwithin = "30 s"\nclock = "opening"\n'


def changes(old: str, new: str) -> list[str]:
    return [str(change) for change in compare(parse(old), parse(new))]


@pytest.mark.parametrize("path", READY, ids=lambda path: path.stem)
def test_a_charter_does_not_differ_from_itself(path):
    assert changes(path.read_text(), path.read_text()) == []


def test_writing_out_a_default_is_no_change():
    assert changes(SMALL, small("[chat]", 'offer_lasts = "15 s"', "[courtesy]", "blur_insults = true")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (small(PROMISE), small(PROMISE.replace("30 s", "20 s")), ["promises.p.within: 30 s → 20 s"]),
        (small(PROMISE), SMALL, ["promises.p: removed (of chat, when first_answer, within 30 s, clock opening)"]),
        (SMALL, small(old="Europe/Paris", new="Europe/Rome"), ["shop.time_zone: Europe/Paris → Europe/Rome"]),
        (SMALL, small(old="2026-01-01", new="2026-02-01"), ["charter.in_force_from: 2026-01-01 → 2026-02-01"]),
        (
            SMALL,
            small(old='"14:00-18:00"', new='"14:00-19:00"'),
            ["hours.office.mon: 09:00-12:00, 14:00-18:00 → 09:00-12:00, 14:00-19:00"],
        ),
        (SMALL, small(old='en = "Charter"', new='en = "Our word"'), ["charter.title.en: Charter → Our word"]),
        (
            small(PAGES),
            small(PAGES.replace("true", 'true\ninvite_after = "5 s"')),
            ["pages[/b/*].invite_after: added (5 s)"],
        ),
        (small(PAGES), small(MOVED), ["pages: [/a/*] [/b/*] → [/b/*] [/a/*]"]),
        (SMALL, small("[wording.ambassador]", 'link = "forbid"'), ["wording.ambassador: added (link forbid)"]),
        (
            SMALL,
            small("[offers]", "per_agent_and_day = 2"),
            ["offers: added (only_on_request true, per_agent_and_day 2, once_per_customer true)"],
        ),
    ],
)
def test_each_difference_is_said_where_it_stands(old, new, said):
    """G1"""
    found = changes(old, new)

    assert [
        line
        for line in found
        if line.split(":")[0] not in {f"hours.office.{day}" for day in ("tue", "wed", "thu", "fri")}
    ] == said


def test_two_commitments_to_one_promise_are_told_apart():
    commitments = '[[commitments]]\npromise = "p"\nshare = "90 %"\nby = "month"\n[[commitments]]\npromise = "p"\nshare = "80 %"\nby = "week"\n'

    assert changes(small(PROMISE, commitments), small(PROMISE, commitments.replace("80 %", "85 %"))) == [
        "commitments[p #2].share: 80 % → 85 %"
    ]
