"""What tests share: clean memories, no network but this machine's, and a live desk for browsers and sockets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comptoir.domain.charter.queries import charter_of_version, forget_charters
from comptoir.domain.people.queries import forget_members
from comptoir.domain.routing.queries import forget_availability
from comptoir.domain.shops.queries import forget_shops

AT_THE_MERCY_OF_OTHERS = {"attacks", "browser", "faults", "journeys", "servers"}
"""Folders of tests that drive browsers and other processes: on a busy machine one may be late without being wrong."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a test of browsers or processes two more tries, which are said in the report; all others have one."""
    for item in items:
        if AT_THE_MERCY_OF_OTHERS.intersection(item.path.parts):
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=1))


@pytest.fixture(autouse=True)
def _clean_memories() -> Iterator[None]:
    """What processes remember for a moment must not outlive a test's database."""
    yield
    forget_shops()
    forget_members()
    forget_charters()
    forget_availability()
    charter_of_version.cache_clear()
