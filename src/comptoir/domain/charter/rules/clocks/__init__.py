"""The four clocks of promises: when one is due, how much of its time has passed, and how the date came about.

`opening` counts the seconds within opening hours; `weekday` those of every day but weekends and holidays; `wall` all of them.
`working_days` counts the moments at which the shop closes. What a pause covers is not counted by any. All is exact to the microsecond.
"""

from comptoir.domain.charter.rules.clocks.calendars import Calendar, calendar_for, calendar_of
from comptoir.domain.charter.rules.clocks.counting import due, elapsed
from comptoir.domain.charter.rules.clocks.explaining import Explanation, Step, explained

__all__ = ["Calendar", "Explanation", "Step", "calendar_for", "calendar_of", "due", "elapsed", "explained"]
