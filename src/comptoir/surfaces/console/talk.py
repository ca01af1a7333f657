"""A conversation as its pane shows it: head, thread's beginning, composer, card."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from comptoir.domain.automation.queries import drafts_in, macros_for
from comptoir.domain.channels.queries import subjects_of
from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.queries import approvals_of, snapshot, told_to
from comptoir.domain.conversations.rules import BODY_LARGEST, FILES_AT_MOST, LETTER_LARGEST
from comptoir.domain.people.queries import members_of, person
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.routing.queries import hand_over_of
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.training.queries import is_trained_for
from comptoir.foundation.clock import now
from comptoir.surfaces.console import escalating, sorting
from comptoir.surfaces.console.acts import possible_acts
from comptoir.surfaces.console.card import card_of
from comptoir.surfaces.console.cases import case_facts, case_here
from comptoir.surfaces.console.clocks import first_answer_clock
from comptoir.surfaces.console.courtesy import courtesy_facts
from comptoir.surfaces.console.feeding import asked_here
from comptoir.surfaces.console.held import held_shown, returned_shown
from comptoir.surfaces.console.joining import beside
from comptoir.surfaces.console.mailing.beside import mail_facts, travels_by_mail
from comptoir.surfaces.console.returning import returns_here
from comptoir.surfaces.console.showing import (
    audience_names,
    charter_of_shop,
    granted_fields,
    name_of,
    page_link,
    role_names,
    topic_names,
)
from comptoir.surfaces.console.writing import read_in_part

COLLEAGUES_AT_MOST = 300


def talk_context(conversation: Any, viewer: Viewer) -> dict[str, Any]:
    """The whole pane."""
    charter = charter_of_shop(conversation.shop_id)
    head = head_context(conversation, viewer)
    card = card_of(conversation, viewer, charter)
    shown = told_to(viewer, conversation.pk, snapshot(conversation.pk, public=False), now())
    mail = mail_facts(conversation, viewer, charter, [it["seq"] for it in shown["entries"]])
    return head | {
        "facts": _facts(conversation, viewer, charter, head, shown)
        | {"mail": mail, "case": case_facts(conversation, viewer)},
        "mail": mail,
        "case": case_here(conversation, viewer),
        "card": card,
        "returns": returns_here(conversation, viewer, card.orders),
        "beside": beside(conversation, viewer, charter),
        "asked": asked_here(viewer, conversation.pk),
        "word_due": escalating.word_here(conversation, viewer),
        "body_largest": BODY_LARGEST,
        "writes_phrases": may(viewer.role, "write_phrases"),
    }


def head_context(conversation: Any, viewer: Viewer) -> dict[str, Any]:
    """Who it is, where it stands, who answers, what may be done: what changes while the pane is open."""
    charter = charter_of_shop(conversation.shop_id)
    granted = granted_fields(viewer, charter)
    acts, here = _may_here(viewer, conversation, charter)
    audiences, topics = audience_names(charter), topic_names(charter)
    return here | {
        "conversation": conversation,
        "who": name_of(conversation, granted),
        "shop": shop_of_id(conversation.shop_id),
        "page": page_link(conversation.page_url) if "page" in granted else ("", ""),
        "page_title": conversation.page_title if "page" in granted else "",
        "language": conversation.language if "language" in granted else "",
        "audience_name": audiences.get(conversation.audience, conversation.audience),
        "topic": topics.get(conversation.topic, conversation.topic),
        "category": topics.get(conversation.category, conversation.category),
        "subject": _subject_of(conversation),
        "sorted": sorting.sorted_as(conversation),
        "proposed": sorting.proposed(conversation, charter) if "topic" in acts else [],
        "supervised": approvals_of(viewer.membership_id) if conversation.assignee_id == viewer.membership_id else [],
        "agent": person(conversation.assignee_id) if conversation.assignee_id else None,
        "is_mine": conversation.assignee_id == viewer.membership_id,
        "clock": first_answer_clock(conversation, now()),
        "hand_over": hand_over_of(conversation.pk) if conversation.status != "closed" else None,
        "macros": macros_for(viewer) if acts & {"labels", "answer"} else [],
        "rule_drafts": drafts_in(conversation.pk) if "answer" in acts else [],
    }


def _may_here(viewer: Viewer, conversation: Any, charter: Charter) -> tuple[frozenset[str], dict[str, Any]]:
    """What may be done, and the same for the buttons and for the composer; nobody is shown how to take what training keeps from them."""
    acts = possible_acts(viewer, conversation, charter)
    takes = acts & {"take", "take-over"}
    is_trained = not takes or is_trained_for(viewer, conversation.topic, now(), charter=charter)
    composer = {"answer": "answer" in acts, "note": "note" in acts, "why_not": _why_not(conversation, is_trained)}
    acts -= frozenset() if is_trained else takes
    return acts, {"acts": acts, "may": composer}


def _subject_of(conversation: Any) -> str:
    """The words under which it is written by mail, if it is."""
    return subjects_of([conversation.pk]).get(conversation.pk, "") if travels_by_mail(conversation) else ""


def longest_body(conversation: Any) -> int:
    """Characters of an answer: a letter may be longer than what is said in a chat."""
    return LETTER_LARGEST if conversation.channel == "email" else BODY_LARGEST


def _why_not(conversation: Any, is_trained: bool) -> str:
    """Where no answer may be written: the name of the text that says why."""
    if conversation.merged_into_id:
        return "why_merged"
    if conversation.status == "closed":
        return "why_closed"
    return "not_yours" if is_trained else "not_trained"


def _facts(
    conversation: Any, viewer: Viewer, charter: Charter, head: dict[str, Any], shown: dict[str, Any]
) -> dict[str, Any]:
    roles = role_names()
    audiences = audience_names(charter)
    members = members_of(conversation.shop_id)[:COLLEAGUES_AT_MOST]
    return {
        "id": conversation.pk,
        "shop": conversation.shop_id,
        "shop_name": head["shop"].name,
        "time_zone": head["shop"].time_zone,
        "me": viewer.membership_id,
        "customer": head["who"],
        "held": held_shown(conversation, viewer),
        "returned": returned_shown(conversation, viewer),
        "snapshot": shown,
        "topics": topic_names(charter),
        "priorities": sorting.priority_names(),
        "levels": escalating.level_names(charter),
        "audiences": audiences,
        "roles": roles,
        "may": head["may"],
        "courtesy": courtesy_facts(charter),
        "corrects": may(viewer.role, "correct_answers"),
        "read_in_part": read_in_part(charter, viewer.audience),
        "limits": {"body": longest_body(conversation), "largest": settings.LARGEST_FILE, "at_most": FILES_AT_MOST},
        "colleagues": [
            {
                "id": member.pk,
                "name": member.display_name,
                "role": member.role,
                "audience": member.audience,
                "picture": member.picture,
                "title": audiences.get(member.audience) or roles[member.role],
            }
            for member in members
        ],
    }
