"""What may go wrong with returns."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class ReturnNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "return_not_found"
    status = 404
    message = _("This return does not exist, or it is not yours to see.")


class OrderNotHere(Refusal):
    """The conversation speaks of no such order, or it is another customer's."""

    code = "order_not_here"
    status = 404
    message = _("This conversation knows of no such order that could come back.")


class NothingChosen(Refusal):
    """What is to come back was not said, or is more than is left."""

    code = "nothing_chosen"
    status = 400
    message = _(
        "Please choose what comes back: at most as many pieces as were bought and are not on their way back yet."
    )


class NotReturnable(Refusal):
    """The charter does not allow it, and the member may not allow more than the charter."""

    code = "not_returnable"
    status = 403
    message = _(
        "By the charter this may not come back. A referent or a manager can accept it all the same, and say why."
    )


class NoteMissing(Refusal):
    """Who decides otherwise than the charter says why."""

    code = "note_missing"
    status = 400
    message = _("Please say in a word why this is accepted all the same.")


class ReasonUnknown(Refusal):
    """A reason is one of those that can be told to the customer."""

    code = "reason_unknown"
    status = 400
    message = _("Please choose the reason that the customer is told.")


class ReturnIsElsewhere(Refusal):
    """The step does not follow from where the return stands."""

    code = "return_is_elsewhere"
    status = 409
    message = _("This cannot follow: the return stands elsewhere by now. Look at it again.")


class RefundMistaken(Refusal):
    """The amount is none, or more than was paid, or another than what was refunded already."""

    code = "refund_mistaken"
    status = 400
    message = _("Please give the amount that is paid back and its currency: at most what was paid for the order.")


class RefundPromised(Refusal):
    """Who closes a return that has come in lets go what was promised."""

    code = "refund_promised"
    status = 403
    message = _(
        "The refund was promised when the return came in. Only a referent or a manager can close it without one."
    )
