"""What we can tell of offers."""

from comptoir.domain.offers.queries.gifts import GiftFilters, gifts, gifts_here
from comptoir.domain.offers.queries.offers import OfferHere, OfferShown, offer_for, offers_here, offers_of
from comptoir.domain.offers.queries.standing import day_of, known_by, request_in, standing_of

__all__ = [
    "GiftFilters",
    "OfferHere",
    "OfferShown",
    "day_of",
    "gifts",
    "gifts_here",
    "known_by",
    "offer_for",
    "offers_here",
    "offers_of",
    "request_in",
    "standing_of",
]
