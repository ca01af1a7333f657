"""What tests share: clean memories, no network but this machine's, and a live desk for browsers and sockets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comptoir.domain.charter.queries import charter_of_version, forget_charters
from comptoir.domain.people.queries import forget_members
from comptoir.domain.routing.queries import forget_availability
from comptoir.domain.shops.queries import forget_shops


@pytest.fixture(autouse=True)
def _clean_memories() -> Iterator[None]:
    """What processes remember for a moment must not outlive a test's database."""
    yield
    forget_shops()
    forget_members()
    forget_charters()
    forget_availability()
    charter_of_version.cache_clear()
