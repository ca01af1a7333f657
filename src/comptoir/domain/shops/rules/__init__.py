"""What an order is, and whether what was told of one can be kept. Plain values, no clock, no database."""

from comptoir.domain.shops.rules.mistakes import Mistake
from comptoir.domain.shops.rules.orders import (
    LINES_AT_MOST,
    STATUSES,
    Buyer,
    OrderLine,
    ToldOrder,
    checked,
    folded,
    mistakes_in_number,
)
from comptoir.domain.shops.rules.owners import Known, Whose, whose_is
from comptoir.domain.shops.rules.signing import HOLDS, signed, signed_at
from comptoir.domain.shops.rules.spreadsheets import Reading, read_orders

__all__ = [
    "HOLDS",
    "LINES_AT_MOST",
    "STATUSES",
    "Buyer",
    "Known",
    "Mistake",
    "OrderLine",
    "Reading",
    "ToldOrder",
    "Whose",
    "checked",
    "folded",
    "mistakes_in_number",
    "read_orders",
    "signed",
    "signed_at",
    "whose_is",
]
