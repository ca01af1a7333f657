"""What we do for buyers and sellers who write to each other through the shop."""

from comptoir.domain.marketplace.actions.opening import open_case
from comptoir.domain.marketplace.actions.papers import NewFile
from comptoir.domain.marketplace.actions.passing import pass_on
from comptoir.domain.marketplace.actions.sellers import tell_seller
from comptoir.domain.marketplace.actions.speaking import Spoken
from comptoir.domain.marketplace.actions.stepping import close_case, give_back, reopen_case, step_in
from comptoir.domain.marketplace.actions.writing import answer_as_seller, write_to_case

__all__ = [
    "NewFile",
    "Spoken",
    "answer_as_seller",
    "close_case",
    "give_back",
    "open_case",
    "pass_on",
    "reopen_case",
    "step_in",
    "tell_seller",
    "write_to_case",
]
