"""What we can tell of what is watched over."""

from comptoir.domain.supervision.queries.alarms import Alarms, alarms_of
from comptoir.domain.supervision.queries.reviews import (
    OfMember,
    marks_of,
    own_reviews,
    review_for,
    reviews_done,
    reviews_to_do,
    reviews_waiting,
    team_averages,
)
from comptoir.domain.supervision.queries.wall import LIVE_AT_MOST, wall_of

__all__ = [
    "LIVE_AT_MOST",
    "Alarms",
    "OfMember",
    "alarms_of",
    "marks_of",
    "own_reviews",
    "review_for",
    "reviews_done",
    "reviews_to_do",
    "reviews_waiting",
    "team_averages",
    "wall_of",
]
