"""What tests share: clean memories, and a real Chromium for those that ask for one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection

from comptoir.config.settings import caches
from comptoir.domain.charter.queries import charter_of_version, forget_charters
from comptoir.domain.people.queries import forget_members
from comptoir.domain.privacy.actions import forget_written
from comptoir.domain.routing.queries import forget_availability
from comptoir.domain.shops.queries import forget_shops
from comptoir.domain.training.queries import forget_passes
from comptoir.domain.wording.queries import forget_verdicts, forget_words, read_here_for
from tests.requirements import CHROMIUM_FLAGS, chromium
from tests.tables import beside, drop_database, lay_tables, lay_tables_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser


FOR_EVER = 1e9


def pytest_configure() -> None:
    """Who tests side by side counts apart: each worker has a Redis database of its own."""
    worker, redis = os.environ.get("PYTEST_XDIST_WORKER", ""), settings.REDIS_URL
    if worker and redis:
        os.environ["REDIS_URL"] = settings.REDIS_URL = f"{redis.rsplit('/', 1)[0]}/{int(worker.removeprefix('gw')) + 1}"
        settings.CACHES = caches(settings.REDIS_URL)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> Iterator[bool]:
    """The database of the tests is laid from tables that are kept: no run and no worker makes them anew."""
    if request.config.getvalue("create_db"):
        yield bool(request.config.getvalue("reuse_db"))
    elif connection.vendor == "sqlite":
        file = Path(connection.settings_dict["TEST"]["NAME"])
        lay_tables(file)
        yield True
        connection.close()
        file.unlink(missing_ok=True)
    else:
        own = beside(os.environ["DATABASE_URL"], connection.creation.test_db_signature()[-1])
        lay_tables_on(own)
        yield True
        connection.close()
        drop_database(own)


@pytest.fixture(autouse=True)
def _clean_memories() -> Iterator[None]:
    """What processes remember for a moment must not outlive a test's database; and no test starts a checker that it did not ask for."""
    read_here_for(FOR_EVER)
    yield
    forget_verdicts()
    forget_words()
    forget_shops()
    forget_members()
    forget_written()
    forget_passes()
    forget_charters()
    forget_availability()
    charter_of_version.cache_clear()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of one file."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()
