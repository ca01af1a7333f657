"""What we can tell of offers."""

from comptoir.domain.offers.queries.gifts import (
    GiftFilters,
    every_gift,
    gifts,
    gifts_here,
    gifts_to,
    number_of_gifts,
    taken_out,
)
from comptoir.domain.offers.queries.offers import (
    OfferHere,
    OfferShown,
    OffersPage,
    offer_for,
    offer_of_name,
    offer_shown,
    offers_here,
    offers_of,
)
from comptoir.domain.offers.queries.standing import LOOKED_AT, day_of, request_in, standing_of
from comptoir.domain.offers.queries.whose import known_by, of_person, whose_talk

__all__ = [
    "LOOKED_AT",
    "GiftFilters",
    "OfferHere",
    "OfferShown",
    "OffersPage",
    "day_of",
    "every_gift",
    "gifts",
    "gifts_here",
    "gifts_to",
    "known_by",
    "number_of_gifts",
    "of_person",
    "offer_for",
    "offer_of_name",
    "offer_shown",
    "offers_here",
    "offers_of",
    "request_in",
    "standing_of",
    "taken_out",
    "whose_talk",
]
