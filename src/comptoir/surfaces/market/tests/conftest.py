from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from comptoir.domain.marketplace.tests.conftest import market, nothing_remembered  # noqa: F401  fixtures
from tests.people import NOON


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def fair(market: SimpleNamespace) -> SimpleNamespace:  # noqa: F811
    """The marketplace of its domain's tests, for its pages."""
    return market
