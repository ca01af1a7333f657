from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from comptoir.domain.people.queries import forget_members
from comptoir.domain.routing.queries import forget_availability
from comptoir.domain.routing.sweeps import forget_the_past
from comptoir.domain.routing.tests.hand_over_scene import Scene
from comptoir.domain.shops.queries import forget_shops
from comptoir.foundation.broadcast import Delivery, captured


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a process remembers for a moment belongs to the test before."""
    for forget in (forget_members, forget_availability, forget_shops, forget_the_past):
        forget()


@pytest.fixture
def telling(django_capture_on_commit_callbacks: Any) -> Callable[[], AbstractContextManager[list[Delivery]]]:
    """`with telling() as frames:` what is told within stands in `frames` afterwards."""

    @contextmanager
    def within() -> Iterator[list[Delivery]]:
        with captured() as deliveries, django_capture_on_commit_callbacks(execute=True):
            yield deliveries

    return within


@pytest.fixture
def scene(db: None) -> Scene:
    """Somebody who is about to hand over."""
    return Scene()
