from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from comptoir.domain.people.queries import forget_members
from comptoir.domain.shops.queries import forget_shops
from comptoir.foundation.broadcast import Delivery, captured


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a process remembers for a moment belongs to the test before."""
    forget_members()
    forget_shops()


@pytest.fixture
def telling(django_capture_on_commit_callbacks: Any) -> Callable[[], AbstractContextManager[list[Delivery]]]:
    """`with telling() as frames:` what is told within stands in `frames` afterwards."""

    @contextmanager
    def within() -> Iterator[list[Delivery]]:
        with captured() as deliveries, django_capture_on_commit_callbacks(execute=True):
            yield deliveries

    return within
