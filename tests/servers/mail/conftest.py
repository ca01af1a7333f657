"""One post office for all tests of this folder, and mailboxes in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.post_office import PostOffice, post_office_tools


@pytest.fixture(scope="session")
def post() -> Iterator[PostOffice]:
    post_office_tools()
    office = PostOffice()
    yield office
    office.close()
