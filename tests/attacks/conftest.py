"""The desk that is attacked: the real server with the whole cast."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from comptoir.config.wiring import REACTIONS
from comptoir.foundation.broadcast import captured
from comptoir.foundation.worker import Worker
from tests.attacks.planted import a_planted_house
from tests.attacks.stage import an_attacked_desk
from tests.live import LiveDesk
from tests.people import NOON


@pytest.fixture(scope="package")
def desk() -> Iterator[LiveDesk]:
    """A live desk on SQLite, shared by the attacks; each brings its own visitors, or has a shop of its own."""
    yield from an_attacked_desk()


@pytest.fixture(autouse=True)
def _full_allowance() -> None:
    """What other attacks have used up of a minute's allowance is not this one's."""
    cache.clear()


@pytest.fixture
def house(django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Any) -> Iterator[SimpleNamespace]:
    """A shop in which a customer's data stand everywhere, at noon; what was told while they came to stand there is its `news`."""
    cache.clear()
    settings.FILES_DIR = tmp_path
    with time_machine.travel(NOON, tick=False):
        with captured() as news, django_capture_on_commit_callbacks(execute=True):
            house = a_planted_house()
        with captured() as more, django_capture_on_commit_callbacks(execute=True):
            Worker(REACTIONS).deliver_all(NOON)
        house.news = [*news, *more]
        yield house
