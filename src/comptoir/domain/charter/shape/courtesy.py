"""Towards customers: tips and shields, never a block."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import yes_or_no
from comptoir.domain.charter.reading.tables import clause, holds


@clause
class Courtesy:
    """`[courtesy]`: whether the widget may show its tips, and whether insults are blurred for the agent."""

    tips_in_widget: bool = holds(yes_or_no, default=False)
    blur_insults: bool = holds(yes_or_no, default=True)
