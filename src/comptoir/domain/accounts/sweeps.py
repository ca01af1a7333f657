"""What is done regularly: seconds between two runs, and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.accounts.actions.sign_ins import forget_old_sign_ins

SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(3600.0, forget_old_sign_ins)]
