"""How much is too much."""

from __future__ import annotations

import pytest

from comptoir.surfaces.gateway import limits
from comptoir.surfaces.gateway.limits import Addresses, Allowances, Bucket


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    clock = [1000.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: clock[0])
    return clock


def test_a_minute_s_worth_passes_at_once_and_then_as_much_as_has_leaked(clock: list[float]):
    bucket = Bucket(30)
    assert [bucket.take() for _ in range(31)] == [True] * 30 + [False]
    clock[0] += 4
    assert [bucket.take() for _ in range(3)] == [True, True, False]


def test_long_silence_saves_up_no_more_than_a_minute_s_worth(clock: list[float]):
    bucket = Bucket(30)
    clock[0] += 86_400
    assert sum(bucket.take() for _ in range(100)) == 30


def test_everybody_has_a_bucket_and_only_the_latest_are_remembered(clock: list[float], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "CONNECTIONS_AT_MOST", 2)
    allowances = Allowances(30)
    one = allowances.of("one")
    allowances.of("another")
    assert allowances.of("one") is one
    allowances.of("a third")
    assert allowances.of("one") is one, "who came last is remembered"
    assert len(allowances._buckets) == 2


def test_an_address_opens_so_many_sockets_and_no_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "SOCKETS_AN_ADDRESS", 2)
    addresses = Addresses()
    assert [addresses.enter("1.2.3.4") for _ in range(3)] == [True, True, False]
    assert addresses.enter("1.2.3.5"), "others are not disturbed"
    addresses.leave("1.2.3.4")
    assert addresses.enter("1.2.3.4")


def test_the_house_holds_so_many_sockets_and_no_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "CONNECTIONS_AT_MOST", 3)
    addresses = Addresses()
    assert [addresses.enter(f"10.0.0.{n}") for n in range(4)] == [True, True, True, False]
