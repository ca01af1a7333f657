"""Escalating a request, and the word to the customer that is due. A GET shows, a POST does it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.rules import may
from comptoir.domain.promises.actions import REASON_LARGEST
from comptoir.domain.promises.actions import escalate as pass_on
from comptoir.foundation.clock import now
from comptoir.surfaces.console import escalating
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import possible_acts, require
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.showing import charter_of_shop

KEY_LONGEST = 40


@for_agents("GET", "POST", right="escalate")
def escalate(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Pass it on to a level of the charter; the customer is told the steps where the charter says so."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    charter = charter_of_shop(conversation.shop_id)
    require("escalate", possible_acts(viewer, conversation, charter))
    if request.method == "GET":
        levels, proposed = escalating.levels_to_choose(conversation, charter)
        return fragment(
            request,
            "dialogs/escalate.html",
            conversation=conversation,
            levels=levels,
            proposed=proposed,
            watches=may(viewer.role, "keep_watching"),
            tells=charter.escalation.tell_customer,
            most=REASON_LARGEST,
        )
    level, why = words_of(request, "level", KEY_LONGEST), words_of(request, "why", REASON_LARGEST)
    pass_on(conversation_id=conversation_id, viewer=viewer, level=level, why=why, now=now())
    return done()


@for_agents("GET", right="open_console")
def word(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The word to the customer that is due here, with its draft; nothing where none is."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    return fragment(request, "word_due.html", word_due=escalating.word_here(conversation, viewer))
