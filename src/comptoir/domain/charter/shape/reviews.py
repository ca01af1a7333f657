"""What is looked at again when it is over."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import share_or_none, whole_number
from comptoir.domain.charter.reading.tables import clause, holds


@clause
class Reviews:
    """`[reviews]`: the share (of a hundred) of what each member closed in a week that is drawn for a review, one at the least,
    none at 0; and up to which rating, of five, a conversation asks for one, none at 0.
    """

    drawn: float = holds(share_or_none, default=5.0)
    low_rating: int = holds(whole_number(0, 5), default=2)
