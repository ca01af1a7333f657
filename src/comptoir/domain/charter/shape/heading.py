"""What the charter is called, and from when it holds."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.charter.reading.kinds import date, string_up_to
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.texts import text
from comptoir.domain.charter.shape.text import Text


@clause
class Heading:
    """`[charter]`: its title and edition are for people; it is in force from the start of a day in the shop's time zone."""

    title: Text = holds(text())
    edition: str = holds(string_up_to(80), default="")
    in_force_from: dt.date = holds(date)
