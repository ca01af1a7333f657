"""What we do with offers."""

from comptoir.domain.offers.actions.forgetting import forget_person, take_out_gifts
from comptoir.domain.offers.actions.giving import put_back, take_code
from comptoir.domain.offers.actions.keeping import Wanted, change_offer, import_codes, make_offer, stop_offer
from comptoir.domain.offers.actions.noting import note_sent, put_lapsed_back
from comptoir.domain.offers.actions.withdrawing import Withdrawn, withdraw_batch, withdraw_codes

__all__ = [
    "Wanted",
    "Withdrawn",
    "change_offer",
    "forget_person",
    "import_codes",
    "make_offer",
    "note_sent",
    "put_back",
    "put_lapsed_back",
    "stop_offer",
    "take_code",
    "take_out_gifts",
    "withdraw_batch",
    "withdraw_codes",
]
