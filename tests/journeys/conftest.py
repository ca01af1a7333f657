"""The desk on which the journeys are walked: embedded, and once more on PostgreSQL (and Redis) where they are."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.journeys.stage import shops
from tests.live import LiveDesk
from tests.requirements import postgresql

PLACES = (
    pytest.param("embedded", marks=pytest.mark.embedded),
    pytest.param("outgrown", marks=pytest.mark.servers),
)


@pytest.fixture(scope="session", params=PLACES)
def desk(request: pytest.FixtureRequest) -> Iterator[LiveDesk]:
    """A live desk with the shops of `stage`."""
    if request.param == "outgrown":
        settings = {"DATABASE_URL": postgresql(), "REDIS_URL": os.environ.get("REDIS_URL", "")}
    else:
        settings = {"DATABASE_URL": "", "REDIS_URL": ""}
    with LiveDesk(shops=shops(), **settings) as desk:
        desk.start()
        yield desk
