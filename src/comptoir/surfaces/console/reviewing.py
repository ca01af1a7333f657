"""Reviews as the console shows them: rows, and the words of clauses, reasons and verdicts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from comptoir.domain.shops.queries import shop_of_id
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields, moment, name_of


def tab_words() -> dict[str, str]:
    """The lists."""
    return {
        "todo": _("To review"),
        "done": _("Reviewed"),
        "team": _("The team"),
        "mine": _("About me"),
    }


def reason_words() -> dict[str, str]:
    """Why a conversation is looked at again."""
    return {
        "asked": _("a colleague asked for it"),
        "insult": _("the customer insulted"),
        "rating": _("a low rating"),
        "promise": _("a promise was broken"),
        "overruled": _("sent although the checker asked"),
        "newcomer": _("answered by a newcomer"),
        "random": _("drawn at random"),
    }


def verdict_words() -> dict[str, str]:
    """How a clause stands."""
    return {"kept": _("kept"), "not": _("not kept"), "none": _("no occasion")}


def clause_words(clause: str) -> str:
    """What is judged, said as it should be."""
    own = {
        "introduction": _("An introduction with a personal note"),
        "empathy": _("A word of sympathy where it was due"),
        "familiarity": _("Polite from beginning to end"),
        "spelling": _("Spelling and grammar"),
        "negative_phrasing": _("Said what can be done"),
        "bad_news_order": _("Bad news first, the good at the end"),
        "off_topic": _("Stayed on the topic"),
        "promise": _("Promised only what could be kept"),
        "contact_details": _("No personal contact details"),
        "outside_offer": _("Only the shop’s own offers"),
        "solved": _("The request was solved"),
        "warmth": _("Warm, without being forced"),
    }
    return own[clause]


def shown(review: Any, agent: Agent) -> dict[str, Any]:
    """A review as a row, and as the head of its page."""
    viewer = agent.in_shop(review.shop_id)
    granted = granted_fields(viewer, charter_of_shop(review.shop_id))
    return {
        "id": review.pk,
        "conversation": review.conversation_id,
        "who": name_of(review.conversation, granted),
        "reference": review.conversation.reference,
        "shop": shop_of_id(review.shop_id).name,
        "member": review.membership.display_name,
        "reviewer": review.reviewer.display_name if review.reviewer else "",
        "reason": reason_words()[review.reason],
        "chosen": moment(review.chosen_at),
        "reviewed": moment(review.reviewed_at),
        "word": review.word,
        "answer": review.answer,
        "is_new": review.reviewed_at is not None and review.seen_at is None,
    }
