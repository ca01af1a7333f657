"""Two transactions that wait for each other's locks: PostgreSQL ends one of them, and it may begin anew at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

log = logging.getLogger(__name__)

TRIES = 5
CROSSED = ("40P01", "40001")
"""What PostgreSQL calls a deadlock, and a transaction that another has overtaken."""

P = ParamSpec("P")
R = TypeVar("R")


def again_when_crossed(act: Callable[P, R]) -> Callable[P, R]:
    """Do `act`, which is one whole transaction, anew when it was ended for another's sake; inside a larger one it is not."""

    @wraps(act)
    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        for n in range(1, TRIES):
            try:
                return act(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not is_crossed(error):
                    raise
                log.info("%s was crossed by another transaction; try %s of %s", act.__qualname__, n + 1, TRIES)
        return act(*args, **kwargs)

    return tried


def is_ever_crossed() -> bool:
    """Whether transactions of this database wait for each other's locks: SQLite's take turns, and none is ended for another."""
    return connection.vendor != "sqlite"


def is_crossed(error: Exception) -> bool:
    """Whether the database ended the transaction for the sake of another one: a second try may pass."""
    return getattr(error.__cause__, "sqlstate", "") in CROSSED
