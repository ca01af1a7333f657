"""How a watcher wants to be alarmed."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.domain.supervision.models import AlarmChoice


class Alarms(NamedTuple):
    """Which alarms sound and notify, and between which times of the user's day none does."""

    waiting: bool = True
    insult: bool = True
    held: bool = True
    promise: bool = True
    quiet_from: dt.time | None = None
    quiet_until: dt.time | None = None


def alarms_of(user_id: int) -> Alarms:
    """What the user has chosen; all alarms where they have chosen nothing."""
    row = AlarmChoice.objects.filter(user_id=user_id).values_list(*Alarms._fields).first()
    return Alarms(*row) if row else Alarms()
