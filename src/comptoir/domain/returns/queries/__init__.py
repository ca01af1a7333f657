"""What we can tell about returns."""

from comptoir.domain.returns.queries.eligibility import Piece, Returnable, may_ask, pieces_back, returnable
from comptoir.domain.returns.queries.finding import (
    PAGE,
    Filters,
    return_for,
    return_of_shop,
    returns_of,
    returns_of_shop,
    returns_page,
)

__all__ = [
    "PAGE",
    "Filters",
    "Piece",
    "Returnable",
    "may_ask",
    "pieces_back",
    "return_for",
    "return_of_shop",
    "returnable",
    "returns_of",
    "returns_of_shop",
    "returns_page",
]
