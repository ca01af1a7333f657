"""The desk that is attacked: the real server with the whole cast."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.live import LiveDesk
from tests.people import ALWAYS_OPEN


@pytest.fixture(scope="package")
def desk() -> Iterator[LiveDesk]:
    """A live desk on SQLite, shared by the attacks; each brings its own visitors, or has a shop of its own."""
    desk = LiveDesk(shops={"links": ALWAYS_OPEN}, DATABASE_URL="", REDIS_URL="", COMPTOIR_FRAMES_A_MINUTE="100000")
    desk.start()
    yield desk
    desk.close()


@pytest.fixture(autouse=True)
def _full_allowance() -> None:
    """What other attacks have used up of a minute's allowance is not this one's."""
    cache.clear()
