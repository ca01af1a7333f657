"""What we can tell of buyers and sellers who write to each other."""

from comptoir.domain.marketplace.kinds import kind_names
from comptoir.domain.marketplace.queries.bought import (
    BoughtLine,
    BoughtOrder,
    BoughtPage,
    SellerLines,
    order_of_buyer,
    orders_of_buyer,
)
from comptoir.domain.marketplace.queries.cases import (
    CaseFilters,
    CaseRow,
    CaseShown,
    CasesPage,
    case_for_buyer,
    case_for_seller,
    case_for_team,
    cases,
    cases_of_buyer,
    cases_of_seller,
    file_for_buyer,
    file_for_seller,
    is_case,
)
from comptoir.domain.marketplace.queries.hands import answer_due, mediation_of
from comptoir.domain.marketplace.queries.reading import CaseFile, FileShown, Message
from comptoir.domain.marketplace.queries.sellers import (
    SellerShown,
    SellersPage,
    seller_of_key,
    seller_of_link,
    seller_shown,
    seller_token,
    sellers,
)

__all__ = [
    "BoughtLine",
    "BoughtOrder",
    "BoughtPage",
    "CaseFile",
    "CaseFilters",
    "CaseRow",
    "CaseShown",
    "CasesPage",
    "FileShown",
    "Message",
    "SellerLines",
    "SellerShown",
    "SellersPage",
    "answer_due",
    "case_for_buyer",
    "case_for_seller",
    "case_for_team",
    "cases",
    "cases_of_buyer",
    "cases_of_seller",
    "file_for_buyer",
    "file_for_seller",
    "is_case",
    "kind_names",
    "mediation_of",
    "order_of_buyer",
    "orders_of_buyer",
    "seller_of_key",
    "seller_of_link",
    "seller_shown",
    "seller_token",
    "sellers",
]
