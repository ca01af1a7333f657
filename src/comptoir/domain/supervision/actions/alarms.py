"""How a watcher wants to be alarmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from comptoir.domain.supervision.models import AlarmChoice

KINDS = ("waiting", "insult", "held", "promise")
"""What is alarmed of: somebody waits too long; an insult; a message to approve; a promise nearly broken, or broken."""


def choose_alarms(
    *, user_id: int, wanted: Collection[str], quiet_from: dt.time | None = None, quiet_until: dt.time | None = None
) -> None:
    """Keep which of `KINDS` sound and notify, and between which times of the user's own day none does."""
    quiet = (quiet_from, quiet_until) if quiet_from is not None and quiet_until is not None else (None, None)
    chosen = {kind: kind in wanted for kind in KINDS}
    times = {"quiet_from": quiet[0], "quiet_until": quiet[1]}
    AlarmChoice.objects.update_or_create(user_id=user_id, defaults=chosen | times)
