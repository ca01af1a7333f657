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


@pytest.fixture(scope="package", params=PLACES)
def desk(request: pytest.FixtureRequest) -> Iterator[LiveDesk]:
    """A live desk with the shops of `stage`. It ends with the journeys: its worker must not take what others on the same PostgreSQL wait for."""
    if request.param == "outgrown":
        settings = {"DATABASE_URL": postgresql(), "REDIS_URL": os.environ.get("REDIS_URL", "")}
    else:
        settings = {"DATABASE_URL": "", "REDIS_URL": ""}
    with LiveDesk(shops=shops(), COMPTOIR_BACK_WITHIN="5", **settings) as desk:
        desk.start()
        yield desk
