"""Towards customers: tips and shields, never a block. Towards who answers them: time."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import yes_or_no
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration


@clause
class Courtesy:
    """`[courtesy]`: whether the widget may show its tips, whether insults are blurred for the agent, and how long nothing
    new is offered to an agent whom a customer needs, or has hurt.
    """

    tips_in_widget: bool = holds(yes_or_no, default=False)
    blur_insults: bool = holds(yes_or_no, default=True)
    time_for_upset: Duration = holds(duration("s", "min"), default=Duration(2, "min"))
    pause_lasts: Duration = holds(duration("s", "min"), default=Duration(5, "min"))
