"""What may go wrong with privacy requests."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class RightsRequestNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "rights_request_not_found"
    status = 404
    message = _("This privacy request does not exist, or it is not yours to see.")


class RightUnknown(Refusal):
    """A right is one of those of the law."""

    code = "right_unknown"
    status = 400
    message = _("Please choose which right is asked for.")


class NotAsked(Refusal):
    """The entry that was named is no message of the customer in this conversation."""

    code = "not_asked"
    status = 400
    message = _("Please choose the customer’s message that asks for it.")


class AskedAlready(Refusal):
    """The same right is being asked for in the conversation; the law's time runs once."""

    code = "asked_already"
    status = 409
    message = _("The same was asked for in this conversation, and is not answered yet: see the customer’s card.")


class RightsRequestIsElsewhere(Refusal):
    """The step does not follow from where the request stands."""

    code = "rights_request_is_elsewhere"
    status = 409
    message = _("This cannot follow: the privacy request stands elsewhere by now. Look at it again.")


class IdentityMissing(Refusal):
    """Nobody's data is handed out, changed or erased before it is known who asks."""

    code = "identity_missing"
    status = 409
    message = _("Please confirm first who asks: nothing is answered before that is established.")


class WayUnknown(Refusal):
    """Who asks was established in one of a few ways."""

    code = "way_unknown"
    status = 400
    message = _("Please choose how it was established who asks.")


class ReasonNotOfTheLaw(Refusal):
    """A request is refused, or takes longer, only for a reason that the law knows and the customer is told."""

    code = "reason_not_of_the_law"
    status = 400
    message = _("Please choose the reason that the customer is told.")


class AnswerMissing(Refusal):
    """The answer is a message; none was written since it was asked."""

    code = "answer_missing"
    status = 409
    message = _("Please write the answer to the customer first: your last message here is kept as the evidence.")


class NothingWithdrawn(Refusal):
    """Only the one who asked can withdraw it, and nothing came from them since."""

    code = "nothing_withdrawn"
    status = 409
    message = _("The customer has written nothing since they asked: only they can withdraw it.")


class TermIsOver(Refusal):
    """The customer must be told of an extension within the first term, and once."""

    code = "term_is_over"
    status = 409
    message = _("It can be extended once, and only as long as the first term runs.")
