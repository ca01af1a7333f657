"""How a chat finds its agent, and how it ends."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import list_of, one_of, yes_or_no
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration

FALLBACKS = ("other_audience", "referent_alarm", "message")


@clause
class Chat:
    """`[chat]`: how long an agent is asked, what happens with nobody left, and when a silent chat ends."""

    offer_lasts: Duration = holds(duration("s", "min"), default=Duration(15, "s"))
    hand_back_after: Duration = holds(duration("s", "min"), default=Duration(60, "s"))
    fallback: tuple[str, ...] = holds(list_of(one_of(*FALLBACKS), at_least=1), default=FALLBACKS)
    end_after_silence: Duration = holds(duration("min", "h"), default=Duration(30, "min"))
    ask_rating: bool = holds(yes_or_no, default=True)
    attachments: bool = holds(yes_or_no, default=True)
