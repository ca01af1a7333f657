"""Limits count across processes, and take nothing down when Redis is gone."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches as every_cache
from django.test import RequestFactory, override_settings
from redis.exceptions import TimeoutError as RedisTimeout

from comptoir.config import caching
from comptoir.config.caching import AGAIN_AFTER, SAID_EVERY, Outage, SharedCounts
from comptoir.config.settings import caches
from comptoir.foundation.errors import TooMany
from comptoir.surfaces.console import attempts
from comptoir.surfaces.widget import limits
from tests.live import free_port
from tests.servers.own import OwnRedis

REQUEST = RequestFactory().get("/", REMOTE_ADDR="198.51.100.7")


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(caching, "outage", Outage(clock))
    return clock


@pytest.fixture
def redis() -> Iterator[OwnRedis]:
    redis = OwnRedis()
    yield redis
    redis.close()


def counting_at(url: str) -> Any:
    """The house as it counts with a Redis there; each time a process that has just begun."""
    return override_settings(CACHES=caches(url))


def a_process(url: str) -> SharedCounts:
    shared = SharedCounts(url, {})
    shared.alone.clear()
    return shared


def nowhere() -> str:
    return f"redis://127.0.0.1:{free_port()}/0"


@pytest.mark.servers
@pytest.mark.enable_socket
def test_what_one_process_counts_counts_for_the_others(redis: OwnRedis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OPENINGS_A_MINUTE", 3)
    for _process in range(3):
        with counting_at(redis.url):
            limits.count_opening(REQUEST)
    with counting_at(redis.url), pytest.raises(TooMany):
        limits.count_opening(REQUEST)


@pytest.mark.servers
@pytest.mark.enable_socket
def test_who_guesses_passwords_finds_no_second_process_to_begin_anew(redis: OwnRedis) -> None:
    """G8: guessing is slowed for the whole house."""
    for _ in range(attempts.PAIR_AT_MOST):
        with counting_at(redis.url):
            attempts.refuse_guessing(REQUEST, "rose@shop.example")
            attempts.count_failure(REQUEST, "rose@shop.example")
    with counting_at(redis.url), pytest.raises(TooMany):
        attempts.refuse_guessing(REQUEST, "rose@shop.example")


@pytest.mark.servers
@pytest.mark.enable_socket
def test_a_counter_that_has_ended_is_not_revived(redis: OwnRedis) -> None:
    one = a_process(redis.url)
    with pytest.raises(ValueError, match="no counter"):
        one.incr("posts")
    one.add("posts", 0, 60)
    assert (one.incr("posts"), a_process(redis.url).incr("posts", 2), one.get("posts")) == (1, 3, 3)


@pytest.mark.servers
@pytest.mark.enable_socket
@pytest.mark.parametrize("how", ["killed", "frozen"])
def test_without_redis_each_process_counts_alone_and_together_again_when_it_is_back(
    redis: OwnRedis, clock: Clock, how: str
) -> None:
    """G8: a limit takes nothing down."""
    one, other = a_process(redis.url), a_process(redis.url)
    one.add("posts", 0, 60)
    assert one.incr("posts") == 1
    redis.stop() if how == "killed" else redis.stop(signal.SIGSTOP)

    assert one.get("posts") is None, "what Redis knew is not known"
    assert one.add("posts", 0, 60)
    assert (one.incr("posts"), one.incr("posts")) == (1, 2)

    redis.start() if how == "killed" else redis.thaw()
    assert one.get("posts") == 2, "not asked again yet"
    clock.seconds += AGAIN_AFTER
    other.set("posts", 7, 60)
    assert one.get("posts") == 7


@pytest.mark.enable_socket
def test_a_redis_that_is_gone_is_said_once_a_minute_and_asked_every_five_seconds(
    clock: Clock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    def hangs(*_: object, **__: object) -> None:
        asked.append(clock.seconds)
        raise RedisTimeout("no answer")

    monkeypatch.setattr(caching.Counters, "get", hangs)
    one = a_process("redis://127.0.0.1:1/0")
    with caplog.at_level(logging.WARNING):
        for second in range(int(SAID_EVERY) + 1):
            clock.seconds = float(second)
            assert [one.get("posts", 0) for _ in range(3)] == [0, 0, 0]
    assert asked == [float(second) for second in range(0, int(SAID_EVERY) + 1, int(AGAIN_AFTER))]
    assert len(caplog.records) == 2
    assert "counts limits and failed sign-ins alone" in caplog.text


@pytest.mark.enable_socket
def test_limits_still_hold_in_a_process_that_counts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """G8: taking Redis away opens no door."""
    monkeypatch.setattr(limits, "OPENINGS_A_MINUTE", 2)
    with counting_at(nowhere()):
        every_cache["default"].clear()
        limits.count_opening(REQUEST)
        limits.count_opening(REQUEST)
        with pytest.raises(TooMany):
            limits.count_opening(REQUEST)


def test_without_a_redis_one_process_counts_by_itself_and_forgets_nobody_in_a_crowd() -> None:
    with override_settings(CACHES=caches("")):
        alone = every_cache["default"]
        alone.clear()
        alone.add("one", 1, 60)
        for n in range(2_000):
            alone.add(f"crowd-{n}", 1, 60)
        assert alone.get("one") == 1
        alone.clear()
