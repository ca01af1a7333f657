"""What we can tell about routing."""

from comptoir.domain.routing.queries.availability import AudienceAvailability, availability_of_shop, forget_availability
from comptoir.domain.routing.queries.desks import desk_of, desks_of
from comptoir.domain.routing.queries.giving_back import who_may_have_it_back
from comptoir.domain.routing.queries.offers import hand_over_of, offers_of, pending_offers
from comptoir.domain.routing.queries.queue import QueuePlace, queue_place
from comptoir.domain.routing.queries.targets import hand_over_targets
from comptoir.domain.routing.queries.waiting import VisitorsWait, visitors_wait

__all__ = [
    "AudienceAvailability",
    "QueuePlace",
    "VisitorsWait",
    "availability_of_shop",
    "desk_of",
    "desks_of",
    "forget_availability",
    "hand_over_of",
    "hand_over_targets",
    "offers_of",
    "pending_offers",
    "queue_place",
    "visitors_wait",
    "who_may_have_it_back",
]
