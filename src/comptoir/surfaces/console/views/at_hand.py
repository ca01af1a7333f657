"""At hand while an agent writes: suggestions, completions after a slash or a number sign, and what is put in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.conversations.actions import note_put_in
from comptoir.domain.conversations.queries import Solved, conversation_for, last_asked, unnamed
from comptoir.domain.knowledge.actions import learn_failure, new_article, write_phrase
from comptoir.domain.knowledge.errors import PhraseNotFound
from comptoir.domain.knowledge.queries import completed_pages, completed_phrases, insertable
from comptoir.domain.knowledge.rules import TITLE_LARGEST, Written, WrittenPhrase, filled
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.at_hand.filling import values_here
from comptoir.surfaces.console.at_hand.showing import suggestions_here, text_of
from comptoir.surfaces.console.joining import solved_for_others
from comptoir.surfaces.console.paces import keep_pace
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.showing import charter_of_shop

LOOKED_UP_A_MINUTE = 400
QUERY_LONGEST = 80


@for_agents("GET", right="use_phrases")
def here(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The panel: what could answer what the customer has just asked. Asked for after the message has come, never with it."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    keep_pace(("at_hand", agent.user_id), LOOKED_UP_A_MINUTE)
    rows = suggestions_here(conversation, viewer, last_asked(conversation))
    return fragment(request, "at_hand.html", rows=rows, conversation=conversation)


@for_agents("GET", right="use_phrases")
def completions(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """What begins so: phrases for "/", pages and articles for "#"."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    keep_pace(("at_hand", agent.user_id), LOOKED_UP_A_MINUTE)
    begun = request.GET.get("q", "").replace("\0", "")[:QUERY_LONGEST]
    language = conversation.language or shop_of_id(viewer.shop_id).language
    of_sign = {"/": completed_phrases, "#": completed_pages}.get(request.GET.get("sign", ""))
    if of_sign is None:
        raise BadRequest("no such sign")
    return wire_answer({"rows": [it._asdict() for it in of_sign(viewer, begun, language)]})


@for_agents("POST", right="use_phrases")
def put_in(_request: HttpRequest, agent: Agent, conversation_id: int, kind: str, of: int) -> HttpResponse:
    """The words of a phrase, filled with what the agent may see, or the address of a page; once it is sent it counts as used."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    keep_pace(("at_hand", agent.user_id), LOOKED_UP_A_MINUTE)
    it = insertable(viewer, kind, of, conversation.language)
    text = text_of(it, viewer.shop_id)
    said = (
        filled(text, values_here(conversation, viewer, charter_of_shop(viewer.shop_id))) if kind == "phrase" else None
    )
    note_put_in(viewer=viewer, conversation_id=conversation_id, kind=kind, of=of, now=now())
    gaps = [gap._asdict() for gap in said.gaps] if said else []
    return wire_answer({"text": said.text if said else text, "gaps": gaps})


@for_agents("POST", right="use_phrases")
def no_help(_request: HttpRequest, agent: Agent, conversation_id: int, kind: str, of: int) -> HttpResponse:
    """What was proposed does not help with such questions."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    at, language = now(), conversation.language
    asked = unnamed(conversation.pk, last_asked(conversation), at)
    learn_failure(viewer=viewer, kind=kind, of=of, question=asked, language=language, now=at)
    return done()


@for_agents("POST", right="write_phrases")
def phrase_of_solution(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The solution of a conversation becomes a phrase, once; its writer goes on to change it. D4."""
    conversation, viewer, solution = _solved(agent, conversation_id)
    text = WrittenPhrase(_language(conversation), solution.problem[:TITLE_LARGEST], solution.solution)
    phrase = write_phrase(viewer=viewer, text=text, solved=conversation.pk, now=now())
    return done(reverse("console:phrase", kwargs={"phrase_id": phrase.pk}))


@for_agents("POST", right="write_articles")
def article_of_solution(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The solution of a conversation becomes the draft of an article, once; its writer goes on to change it. D4."""
    conversation, viewer, solution = _solved(agent, conversation_id)
    text = Written(title=solution.problem[:TITLE_LARGEST], body=solution.solution)
    topic = solution.topic if solution.topic in charter_of_shop(viewer.shop_id).topics else ""
    draft = new_article(
        viewer=viewer, language=_language(conversation), text=text, topic=topic, solved=conversation.pk, now=now()
    )
    return done(reverse("console:article", kwargs={"translation_id": draft.pk}))


def _solved(agent: Agent, conversation_id: int) -> tuple[Any, Viewer, Solved]:
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    solved = solved_for_others(viewer, conversation.pk)
    if solved is None:
        raise PhraseNotFound
    return conversation, viewer, solved


def _language(conversation: Any) -> str:
    languages = shop_of_id(conversation.shop_id).languages
    return conversation.language if conversation.language in languages else languages[0]
