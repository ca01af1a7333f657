"""What is decided about promises, without a clock and a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from comptoir.domain.people.rules import PERMISSIONS, Viewer
from comptoir.domain.promises.rules import (
    asks,
    may_release,
    may_settle,
    meaning,
    period_of,
    reminder_of,
    standing,
    told_of_break,
    told_of_warning,
)

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
PARIS = ZoneInfo("Europe/Paris")


@dataclass
class Talk:
    is_live: bool = True
    is_answered: bool = False


@dataclass
class Entry:
    kind: str
    author: str = "agent"
    body: str = ""


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("Quelle taille ?", True),
        ("« Laquelle ? »", True),
        ("Which one?\nThe gold?", True),
        ("https://www.maison-perle.example/suivi?n=1", False),
        ("C'est noté.", False),
    ],
)
def test_a_question_is_a_mark_at_the_end_of_a_word(body, asked):
    assert asks(body) is asked


@pytest.mark.parametrize("kind", ["note", "alarm", "suggestion", "joined", "rated", "topic", "reading"])
def test_what_is_not_for_the_customer_means_nothing(kind):
    assert meaning(Talk(), Entry(kind)) == []


def test_what_the_house_says_by_itself_is_no_answer():
    assert meaning(Talk(), Entry("message", author="system", body="Merci de patienter.")) == []


@pytest.mark.parametrize(
    ("chain", "told"),
    [
        ((), [("owner",), ("owner",), ("owner",)]),
        (("owner", "referent", "manager"), [("owner",), ("owner", "referent"), ("owner", "referent", "manager")]),
    ],
)
def test_warnings_go_up_the_chain(chain, told):
    assert [told_of_warning(chain, number) for number in (1, 2, 3)] == told
    assert told_of_break(chain) == told[-1]


def test_a_reminder_comes_an_hour_before_or_half_way():
    day, half_hour = dt.timedelta(days=1), dt.timedelta(minutes=30)
    assert reminder_of(NOON, NOON + day) == NOON + day - dt.timedelta(hours=1)
    assert reminder_of(NOON, NOON + half_hour) == NOON + half_hour / 2


@pytest.mark.parametrize("role", sorted(PERMISSIONS["open_console"]))
def test_who_watches_over_the_shop_releases_and_others_their_own_word_alone(role):
    """G3."""
    watches = role not in ("advisor", "ambassador")
    viewer = Viewer(1, 7, 3, role)
    assert may_release(viewer, 3, "first_answer", 7) is watches
    assert may_release(viewer, 3, "spoken", 7) is True
    assert may_release(viewer, 3, "spoken", 8) is watches
    assert may_release(viewer, 4, "spoken", 7) is False
    assert may_settle(viewer, 3, 7) is True
    assert may_settle(viewer, 3, None) is watches


@pytest.mark.parametrize(
    ("kept", "broken", "still_open", "left", "can_tip", "is_lost"),
    [
        (0, 0, 0, 0, False, False),
        (90, 10, 0, 0, False, False),
        (80, 10, 10, 0, True, False),
        (80, 5, 15, 5, True, False),
        (80, 5, 3, 3, False, False),
        (80, 12, 8, -2, False, True),
    ],
)
def test_the_budget_of_breaks_is_what_the_share_leaves(kept, broken, still_open, left, can_tip, is_lost):
    """G4."""
    found = standing(kept=kept, broken=broken, open=still_open, share=0.9)
    assert (found.breaks_left, found.can_tip, found.is_lost) == (left, can_tip, is_lost)


@pytest.mark.parametrize(
    ("by", "begins", "ends"),
    [
        ("day", (2026, 12, 1), (2026, 12, 2)),
        ("week", (2026, 11, 30), (2026, 12, 7)),
        ("month", (2026, 12, 1), (2027, 1, 1)),
        ("quarter", (2026, 10, 1), (2027, 1, 1)),
        ("year", (2026, 1, 1), (2027, 1, 1)),
    ],
)
def test_a_period_is_of_the_shops_calendar(by, begins, ends):
    """G4."""
    expected = tuple(dt.datetime(*day, tzinfo=PARIS).astimezone(dt.UTC) for day in (begins, ends))
    assert period_of(by, NOON, PARIS) == expected


def test_a_day_of_the_change_of_clocks_has_its_own_length():
    begin, end = period_of("day", dt.datetime(2026, 10, 25, 12, tzinfo=dt.UTC), PARIS)
    assert end - begin == dt.timedelta(hours=25)
