"""What may go wrong with promises."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class PromiseNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "promise_not_found"
    status = 404
    message = _("This promise does not exist, or it is not yours to see.")


class PromiseIsSettled(Refusal):
    """It was kept, broken or released before."""

    code = "promise_is_settled"
    status = 409
    message = _("This promise is settled already.")


class PromiseIsExtended(Refusal):
    """Its term was extended before; it is extended once."""

    code = "promise_is_extended"
    status = 409
    message = _("The term of this promise was extended already.")


class NotYoursToSettle(Refusal):
    """The member may see the promise, and somebody else decides about it."""

    code = "not_yours_to_settle"
    status = 403
    message = _("Only the one who gave this promise, or a referent, can do this.")


class ReasonMissing(Refusal):
    """Who releases a promise says why."""

    code = "reason_missing"
    status = 400
    message = _("Please say in a word why this promise does not hold any more.")


class KeptByWhatHappens(Refusal):
    """An answer is kept by answering."""

    code = "kept_by_what_happens"
    status = 409
    message = _("This promise is kept by what happens in the conversation; nobody marks it by hand.")


class ClockDoesNotPause(Refusal):
    """The charter lets that clock run on."""

    code = "clock_does_not_pause"
    status = 409
    message = _("The charter does not let the clock of this promise stand still.")


class WordsMissing(Refusal):
    """A promise says what is promised."""

    code = "words_missing"
    status = 400
    message = _("Please write what was promised, in at most %(most)s characters.")


class NoSuchLevel(Refusal):
    """The charter has no such level of expertise, or the request stands there already."""

    code = "no_such_level"
    status = 400
    message = _("The charter has no such level, or the request is there already.")


class EscalationUnexplained(Refusal):
    """Whoever takes it up should know why."""

    code = "escalation_unexplained"
    status = 400
    message = _("Please say in a word why the request needs somebody else.")


class DueInThePast(Refusal):
    """A promise is for later, and for a time that people live to see."""

    code = "due_in_the_past"
    status = 400
    message = _("Please choose a moment in the future, at most a year from now.")


class NothingWasPromised(Refusal):
    """The message is not there, or not a message of the team to the customer."""

    code = "nothing_was_promised"
    status = 400
    message = _("A promise is taken from a message that an agent has written to the customer.")
