"""Presence, waits and what remains possible: tables."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from comptoir.domain.routing.rules import (
    expected_wait,
    is_connected,
    is_gone,
    is_missed_too_often,
    is_sought,
    last_resorts,
    next_best_things,
    other_audiences,
    typical_wait,
)

NOON = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(seconds=60)


def ago(seconds: float) -> dt.datetime:
    return NOON - dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(("seen_at", "expected"), [(None, False), (NOON, True), (ago(25), True), (ago(25.1), False)])
def test_who_was_seen_within_25_seconds_is_connected(seen_at, expected):
    assert is_connected(seen_at, NOON) is expected


@pytest.mark.parametrize(("seen_at", "expected"), [(None, True), (NOON, False), (ago(60), False), (ago(60.1), True)])
def test_who_was_not_seen_for_a_minute_is_gone(seen_at, expected):
    assert is_gone(seen_at, MINUTE, NOON) is expected


@pytest.mark.parametrize(("missed", "expected"), [(0, False), (1, False), (2, True), (3, True)])
def test_two_missed_in_a_row_are_too_many(missed, expected):
    assert is_missed_too_often(missed) is expected


def test_the_typical_wait_is_the_median_so_that_one_forgotten_visitor_does_not_count_for_all():
    assert typical_wait([5, 10, 3600]) == 10
    assert typical_wait([]) is None


WAITS = [
    # position, free, available, typical, expected seconds
    (1, 1, 1, 12.0, 15),
    (1, 1, 1, 0.0, 5),
    (3, 3, 3, 20.0, 20),
    (1, 0, 2, 20.0, 40),
    (2, 0, 2, 20.0, 40),
    (3, 0, 2, 20.0, 60),
    (4, 1, 2, 20.0, 60),
    (1, 0, 0, 20.0, None),
    (1, 1, 1, None, None),
]


@pytest.mark.parametrize(("position", "free", "available", "typical", "expected"), WAITS)
def test_the_expected_wait_grows_by_turns(position, free, available, typical, expected):
    """A3."""
    assert expected_wait(position, free, available, typical) == expected


SOUGHT = [
    ("waiting", True, False, True),
    ("waiting", False, False, False),
    ("active", True, False, False),
    ("active", True, True, True),
    ("active", False, True, False),
    ("waiting", True, True, True),
    ("closed", True, True, False),
]


@pytest.mark.parametrize(("status", "is_live", "has_hand_over", "expected"), SOUGHT)
def test_somebody_is_sought_for_live_chats_that_wait_or_are_handed_over(status, is_live, has_hand_over, expected):
    assert is_sought(SimpleNamespace(status=status, is_live=is_live), has_hand_over) is expected


def test_other_audiences_are_those_that_are_there_and_may_answer():
    assert other_audiences("advisor", ["advisor", "ambassador", "expert"], ["ambassador", "advisor"]) == ("ambassador",)
    assert other_audiences("advisor", ["advisor"], ["ambassador", "advisor"]) == ()


def test_there_is_always_a_message_to_leave():
    """A6: never a dead end."""
    assert next_best_things([], True) == ["message"]
    assert next_best_things(["ambassador"], False) == ["message"]
    assert next_best_things(["ambassador"], True) == ["message", "other_audience"]
    assert last_resorts(["advisor", "message"]) == ["message"]
    assert last_resorts([]) == ["contact_card", "message"]
