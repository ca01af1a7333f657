"""What we do for buyers and sellers who write to each other through the shop."""

from comptoir.domain.marketplace.actions.believing import believe_sender
from comptoir.domain.marketplace.actions.following import (
    ask_to_be_believed,
    follow_conversation,
    hear_of_bounce,
    lose_seller,
)
from comptoir.domain.marketplace.actions.forgetting import forget_originals
from comptoir.domain.marketplace.actions.opening import open_case
from comptoir.domain.marketplace.actions.papers import NewFile
from comptoir.domain.marketplace.actions.passing import pass_on
from comptoir.domain.marketplace.actions.relaying import (
    places_in_cases,
    relay,
    relay_all,
    remind,
    remind_all,
    tell_all_late,
    tell_late,
)
from comptoir.domain.marketplace.actions.revealing import reveal_original
from comptoir.domain.marketplace.actions.sellers import meet_seller, tell_seller
from comptoir.domain.marketplace.actions.settings import confirm_support, send_code_again, set_support, switch_off
from comptoir.domain.marketplace.actions.speaking import Spoken
from comptoir.domain.marketplace.actions.stepping import close_case, give_back, reopen_case, reroute_cases, step_in
from comptoir.domain.marketplace.actions.taking import screen_sellers_mail, take_buyer_letter, take_seller_letter
from comptoir.domain.marketplace.actions.writing import answer_as_seller, write_to_case

__all__ = [
    "NewFile",
    "Spoken",
    "answer_as_seller",
    "ask_to_be_believed",
    "believe_sender",
    "close_case",
    "confirm_support",
    "follow_conversation",
    "forget_originals",
    "give_back",
    "hear_of_bounce",
    "lose_seller",
    "meet_seller",
    "open_case",
    "pass_on",
    "places_in_cases",
    "relay",
    "relay_all",
    "remind",
    "remind_all",
    "reopen_case",
    "reroute_cases",
    "reveal_original",
    "screen_sellers_mail",
    "send_code_again",
    "set_support",
    "step_in",
    "switch_off",
    "take_buyer_letter",
    "take_seller_letter",
    "tell_all_late",
    "tell_late",
    "tell_seller",
    "write_to_case",
]
