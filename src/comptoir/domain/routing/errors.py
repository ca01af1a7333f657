"""What may go wrong in routing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class OfferNotFound(Refusal):
    """There is no such offer, or it was made to somebody else."""

    code = "offer_not_found"
    status = 404
    message = _("This offer does not exist, or it was not made to you.")


class OfferIsOver(Refusal):
    """The offer was taken back or has timed out before it was accepted."""

    code = "offer_over"
    status = 409
    message = _("This offer is over. The conversation has gone to somebody else.")


class DeskIsFull(Refusal):
    """The agent already holds as many conversations as the charter lets them."""

    code = "desk_full"
    status = 409
    message = _("You already have %(limit)s conversations, the most you may hold at once. Finish one first.")


class TooManyAtOnce(Refusal):
    """More conversations than are changed at once."""

    code = "too_many_at_once"
    status = 400
    message = _("At most %(most)s conversations can be changed at once.")


class NobodyFree(Refusal):
    """Nobody is at their desk to take the conversation over; `possible` says what can still be done."""

    code = "nobody_free"
    status = 409
    message = _("Nobody is free to take this conversation over right now. It stays with you.")

    def __init__(self, *, possible: Sequence[str], clause: str = "") -> None:
        super().__init__(clause=clause)
        self.possible = list(possible)

    def as_answer(self) -> Mapping[str, Any]:
        """As every refusal, with `possible`: "contact_card", "message"."""
        return {**super().as_answer(), "possible": self.possible}


class AlreadyBeingHandedOver(Refusal):
    """A colleague is being asked at this moment."""

    code = "already_handed_over"
    status = 409
    message = _("A colleague is already being asked to take this conversation over. Wait, or take the request back.")


class NotAHandOver(Refusal):
    """The hand-over names nobody, more than one, or the one who answers already."""

    code = "not_a_hand_over"
    status = 400
    message = _("Choose one person, one group or one audience to hand this conversation over to.")


class SummaryMissing(Refusal):
    """A colleague must be told what the talk is about."""

    code = "summary_missing"
    status = 400
    message = _("Please write a short summary for your colleague.")


class TopicNotTheirs(Refusal):
    """The charter does not let that audience answer the topic."""

    code = "topic_not_theirs"
    status = 409
    message = _("The charter does not let them answer this topic.")


class OtherAudienceNotPossible(Refusal):
    """The charter does not let the visitor choose here, or nobody else answers now."""

    code = "other_audience_not_possible"
    status = 409
    message = _("Nobody else can answer right now. You can leave a message instead.")


class AnsweredLive(Refusal):
    """Somebody is in the middle of it."""

    code = "answered_live"
    status = 409
    message = _("Somebody answers this chat: no rule takes it from them.")


class NobodyToGiveBackTo(Refusal):
    """Nobody answered before, or they are not at their desk."""

    code = "nobody_to_give_back_to"
    status = 409
    message = _("Whoever answered before is not at their desk. Hand it back to the queue, or hand it over.")


class AnswererChanged(Refusal):
    """Somebody else answers than the one from whom it was to be taken."""

    code = "answerer_changed"
    status = 409
    message = _("%(name)s answers this conversation now. Take it over again if it is still needed.")
