"""What a customer is told of an escalated request, day by day: the sentences, and when they are news. D5."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.domain.promises.rules import Steps, have_moved, told_of_level, told_of_move, word_proposed

THIRD, EIGHTH = dt.date(2026, 12, 3), dt.date(2026, 12, 8)
DAYS = st.none() | st.dates(dt.date(2026, 12, 1), dt.date(2026, 12, 5))


def told(word_on=THIRD, word_of=1, solved_on=EIGHTH):
    return SimpleNamespace(told_word_on=word_on, told_word_of=word_of, told_solved_on=solved_on)


@pytest.mark.parametrize(
    ("steps", "is_news"),
    [
        (Steps(THIRD, 1, EIGHTH), False),
        (Steps(THIRD, 1, EIGHTH, is_waiting=True), False),
        (Steps(THIRD, 1, THIRD), True),
        (Steps(EIGHTH, 1, EIGHTH), True),
        (Steps(EIGHTH, 2, EIGHTH), False),
        (Steps(None, None, EIGHTH), False),
        (Steps(THIRD, 1, None), False),
    ],
)
def test_news_is_another_day_of_the_same_thing(steps, is_news):
    """D5: a word that was written is followed by another, which is no move; what is over has no day any more."""
    assert have_moved(steps, told()) is is_news


@given(word_on=DAYS, solved_on=DAYS, word_of=st.none() | st.integers(1, 3))
def test_what_was_just_told_is_never_news(word_on, solved_on, word_of):
    """D5: never the same date told twice."""
    steps = Steps(word_on, word_of, solved_on)

    assert not have_moved(steps, told(word_on, word_of, solved_on))


def test_a_word_that_would_come_after_the_solution_is_not_promised():
    """D5."""
    said = told_of_move("en", "ABC", Steps(EIGHTH, 1, THIRD))

    assert "Tuesday, 8 December" not in said
    assert "Thursday, 3 December" in said


def test_without_any_day_no_day_is_named():
    """D5: what is late already, and what the charter does not promise."""
    said = told_of_level("en", "ABC", "Workshop", Steps(), is_further=True, told=None)

    assert said.endswith("We write to you as soon as there is news.")


def test_a_draft_says_how_it_stands_and_what_comes_when():
    """D3: the agent writes on from there."""
    assert word_proposed("en", "ABC", "", THIRD, EIGHTH) == (
        "Your request ABC is in good hands: we are working on it. We write to you again by Thursday, 3 December 2026 at "
        "the latest. We expect it to be solved by Tuesday, 8 December 2026."
    )
    assert "again" not in word_proposed("en", "ABC", "Workshop", EIGHTH, THIRD)
