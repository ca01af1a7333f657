"""What may go wrong with offers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class OfferNotFound(Refusal):
    """It is not there, or it is another shop's."""

    code = "offer_not_found"
    status = 404
    message = _("This offer does not exist, or it is not yours to give.")


class NoWallet(Refusal):
    """The charter gives no offers."""

    code = "no_wallet"
    status = 403
    message = _("By the charter this shop gives no offers in conversations.")


class OfferNotOn(Refusal):
    """Stopped, not begun, over, or another audience's."""

    code = "offer_not_on"
    status = 409
    message = _("This offer is not given now, or not by you.")


class NoCodeLeft(Refusal):
    """All are given."""

    code = "no_code_left"
    status = 409
    message = _("No code of this offer is left. Please tell who manages the offers.")


class EnoughForToday(Refusal):
    """The member has given what the charter allows in a day."""

    code = "enough_for_today"
    status = 403
    message = _("You have given as many offers today as the charter allows.")


class HasOneAlready(Refusal):
    """By the charter a customer gets one only."""

    code = "has_one_already"
    status = 409
    message = _("This customer has been given an offer before, and by the charter gets one only.")


class NotAsked(Refusal):
    """Offers are given on request."""

    code = "not_asked"
    status = 403
    message = _("By the charter an offer is given only when the customer asked for one. Please say in which message.")


class CodeWithdrawn(Refusal):
    """The shop has taken it back since it was put into the answer."""

    code = "code_withdrawn"
    status = 409
    message = _(
        "The code %(code)s was withdrawn and is worth nothing any more, so this was not sent. Please take it out, or take another from the wallet."
    )


class CodeOfSomebodyElse(Refusal):
    """It was taken for another customer, or given to them: a code is given once."""

    code = "code_of_somebody_else"
    status = 409
    message = _(
        "The code %(code)s is another customer’s, so this was not sent. Please take it out, or take one from the wallet."
    )


class GiftWaits(Refusal):
    """It stands in an answer that waits for approval."""

    code = "gift_waits"
    status = 409
    message = _("This code stands in an answer that waits for approval. Take the answer back first.")


class GiftIsSent(Refusal):
    """It cannot be put back: the customer has it."""

    code = "gift_is_sent"
    status = 409
    message = _("The customer has this code already.")


class OfferMistaken(Refusal):
    """A name and words in one language at least are wanted; days in order."""

    code = "offer_mistaken"
    status = 400
    message = _(
        "Please give the offer a name of its own, words for the customer in one language at least, and days in their order."
    )


class NoCodes(Refusal):
    """Nothing in the file or paste is a code, or it is too much at once."""

    code = "no_codes"
    status = 400
    message = _(
        "There is no code in it: one a line is wanted, of 4 to 40 letters, digits, dots or dashes, at most 50,000 at once."
    )
