"""Whether something may come back, and until when. D8."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from comptoir.domain.charter.rules import may_return, parse
from comptoir.domain.charter.tests.charters import READY

JEWELLER = next(path for path in READY if path.stem == "jeweller").read_text()
PERLE = parse(JEWELLER)
RING = SimpleNamespace(is_returnable=True, tags=())


def at(written: str) -> dt.datetime:
    return dt.datetime.fromisoformat(written)


def test_a_product_may_come_back_until_the_end_of_the_last_day():
    """D8: 30 days after the day of delivery, to midnight on the shop's own clock; the clocks change in between."""
    delivered = at("2026-10-10T16:00+02:00")

    answer = may_return(PERLE, RING, delivered, at("2026-11-09T23:59:59+01:00"))

    assert (answer.is_allowed, answer.why, answer.clause) == (True, "in_time", "returns.within")
    assert answer.until == at("2026-11-10T00:00+01:00")
    assert may_return(PERLE, RING, delivered, at("2026-11-10T00:00+01:00")).why == "too_late"


def test_the_day_of_delivery_is_that_of_the_shop():
    """D8: at half past eleven in the evening in UTC it is the next day in Paris."""
    answer = may_return(PERLE, RING, at("2026-12-01T23:30+00:00"), at("2026-12-02T12:00+00:00"))

    assert answer.until == at("2027-01-02T00:00+01:00")


@pytest.mark.parametrize(
    ("line", "delivered", "why", "kind"),
    [
        (RING, None, "not_delivered", ""),
        (
            SimpleNamespace(is_returnable=True, tags=("gift", "engraved")),
            at("2026-12-01T12:00+01:00"),
            "kind_excluded",
            "engraved",
        ),
        (SimpleNamespace(is_returnable=False, tags=()), at("2026-12-01T12:00+01:00"), "line_excluded", ""),
    ],
)
def test_it_is_said_why_not(line, delivered, why, kind):
    """D8"""
    answer = may_return(PERLE, line, delivered, at("2026-12-02T12:00+01:00"))

    assert (answer.is_allowed, answer.why, answer.kind) == (False, why, kind)


def test_a_charter_may_count_working_days():
    """D8: five of them after Christmas Eve, which is a holiday of the shop's own."""
    charter = parse(JEWELLER.replace('[returns]\nwithin = "30 d"', '[returns]\nwithin = "5 d"\nclock = "working_days"'))

    answer = may_return(charter, RING, at("2026-12-23T10:00+01:00"), at("2026-12-30T10:00+01:00"))

    assert answer.is_allowed
    assert answer.until is not None
    assert answer.until > at("2026-12-30T12:00+01:00")
    assert not may_return(charter, RING, at("2026-12-23T10:00+01:00"), at("2027-01-20T10:00+01:00")).is_allowed


def test_without_a_clause_nothing_is_promised():
    """D8"""
    charter = parse(JEWELLER.split("[returns]")[0] + "[training]" + JEWELLER.split("[training]")[1])

    assert may_return(charter, RING, at("2026-12-01T12:00+01:00"), at("2026-12-02T12:00+01:00")).why == "no_returns"
