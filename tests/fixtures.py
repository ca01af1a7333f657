"""What tests share: clean memories, and a real Chromium for those that ask for one."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate

from comptoir.config.settings import caches
from comptoir.domain.charter import parsing
from comptoir.domain.charter.feeds import Beside, nothing_beside
from comptoir.domain.charter.queries import charter_of_version, forget_charters
from comptoir.domain.people.queries import forget_members
from comptoir.domain.privacy.actions import forget_written
from comptoir.domain.routing.queries import forget_availability
from comptoir.domain.shops.queries import forget_shops
from comptoir.domain.training.queries import forget_passes
from comptoir.domain.wording.queries import forget_verdicts, forget_words, read_here_for
from tests.requirements import CHROMIUM_FLAGS, chromium
from tests.tables import beside, drop_database, lay_tables, lay_tables_on, name_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser


FOR_EVER = 1e9
MANY = 500


FIRST = ("tests/faults/", "tests/servers/", "tests/journeys/", "tests/browser/", "tests/attacks/")
"""Folders whose tests take long: begun first, so that no worker is alone with one of them in the end."""


def pytest_configure() -> None:
    """Passwords are hashed quickly. Who tests side by side counts apart: each worker has databases of its own."""
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickHasher"]
    worker, redis, address = (
        os.environ.get("PYTEST_XDIST_WORKER", ""),
        settings.REDIS_URL,
        os.environ.get("DATABASE_URL", ""),
    )
    if worker and address:
        os.environ["DATABASE_URL"] = beside(address, f"{name_in(address)}_{worker}")
    if worker and redis:
        os.environ["REDIS_URL"] = settings.REDIS_URL = f"{redis.rsplit('/', 1)[0]}/{int(worker.removeprefix('gw')) + 1}"
        settings.CACHES = caches(settings.REDIS_URL)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, then those with many tests; of the former a folder stays together, as it may share a desk."""
    sizes = Counter(item.path for item in items)

    def place(item: pytest.Item) -> tuple[int, str, int, str]:
        rank = next((n for n, folder in enumerate(FIRST) if item.nodeid.startswith(folder)), len(FIRST))
        together = str(item.path.parent) if rank < len(FIRST) else ""
        return rank, together, -sizes[item.path], str(item.path)

    items.sort(key=place)


@pytest.fixture(scope="module", autouse=True)
def _garbage_is_collected_between_files() -> Iterator[None]:
    """Not within a test: to look through all that a process of thousands of tests keeps takes longer than some may take."""
    gc.disable()
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _charters_are_read_once() -> Iterator[None]:
    """A charter never changes, and hundreds of tests open a shop with the same text."""
    read, known = parsing.examine, dict[str, parsing.Examination]()

    def examine(text: str, beside: Beside = nothing_beside) -> parsing.Examination:
        if text in known:
            return known[text]
        asked: list[object] = []
        found = read(text, lambda name: asked.append(name) or beside(name))
        if not asked and len(known) < MANY:
            known[text] = found
        return found

    parsing.examine = examine
    yield
    parsing.examine = read


@pytest.fixture(scope="session", autouse=True)
def _nobody_asks_for_djangos_permissions() -> None:
    """They would be written anew, in hundreds of rows, each time that a test leaves its tables empty."""
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)


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
