"""Lets two minutes pass for an agent who is not connected: a live desk's clock cannot be moved, its last sign of life can."""

from __future__ import annotations

import datetime as dt
import sys

import django

django.setup()

from comptoir.domain.routing.models import Desk  # noqa: E402
from comptoir.foundation.clock import now  # noqa: E402


def main() -> None:
    """Say that the user of this id was seen two minutes ago for the last time."""
    moved = Desk.objects.filter(user_id=int(sys.argv[1])).update(seen_at=now() - dt.timedelta(minutes=2))
    assert moved == 1


if __name__ == "__main__":
    main()
