"""What we decide about routing: who may be asked, who is asked first, who counts as present, how long one waits."""

from comptoir.domain.routing.rules.candidates import Candidate, Wish, has_room, is_declining, may_be_asked, ranked
from comptoir.domain.routing.rules.fallbacks import (
    LAST_RESORTS,
    is_sought,
    last_resorts,
    next_best_things,
    other_audiences,
)
from comptoir.domain.routing.rules.presence import (
    AGAIN_AFTER,
    AGAIN_AFTER_NOBODY,
    CONNECTED_WITHIN,
    HAND_OVER_WAITS,
    MISSED_AT_MOST,
    is_connected,
    is_gone,
    is_missed_too_often,
    is_spared,
)
from comptoir.domain.routing.rules.waits import expected_wait, typical_wait

__all__ = [
    "AGAIN_AFTER",
    "AGAIN_AFTER_NOBODY",
    "CONNECTED_WITHIN",
    "HAND_OVER_WAITS",
    "LAST_RESORTS",
    "MISSED_AT_MOST",
    "Candidate",
    "Wish",
    "expected_wait",
    "has_room",
    "is_connected",
    "is_declining",
    "is_gone",
    "is_missed_too_often",
    "is_sought",
    "is_spared",
    "last_resorts",
    "may_be_asked",
    "next_best_things",
    "other_audiences",
    "ranked",
    "typical_wait",
]
