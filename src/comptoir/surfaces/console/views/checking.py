"""The checker in the composer: how a text stands before the shop's rules, and words that the shop knows."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations.errors import MessageTooLong
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.wording.actions import add_word
from comptoir.foundation.clock import now
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import possible_acts, require
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.checking import verdict_of
from comptoir.surfaces.console.incoming import body_of
from comptoir.surfaces.console.paces import CHECKS_A_MINUTE, WORDS_A_MINUTE, keep_pace
from comptoir.surfaces.console.showing import charter_of_shop
from comptoir.surfaces.console.talk import longest_body

WRITER_LONGEST = 36


class Text(msgspec.Struct, forbid_unknown_fields=True):
    """What is being written; `language` as the agent says it, or "" to tell it from the text; `writer` names the composer."""

    body: str
    language: Literal["", "en", "fr", "pt", "ro"] = ""
    is_final: bool = False
    writer: Annotated[str, msgspec.Meta(max_length=WRITER_LONGEST)] = ""


class Word(msgspec.Struct, forbid_unknown_fields=True):
    """A word that is right in this shop."""

    word: str
    language: Literal["en", "fr", "pt", "ro"]


@for_agents("POST", right="open_console")
def check(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """How the text stands, for who may post it. Nothing of it is kept."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    require("answer", possible_acts(viewer, conversation, charter_of_shop(conversation.shop_id)))
    text = body_of(request, Text)
    most = longest_body(conversation)
    if len(text.body) > most:
        raise MessageTooLong(most=most)
    keep_pace(("check", agent.user_id), CHECKS_A_MINUTE)
    key = "" if text.is_final else f"{viewer.membership_id}:{conversation.pk}:{text.writer}"
    return wire_answer(verdict_of(conversation, viewer, text.body, language=text.language, key=key, now=now()))


@for_agents("POST", right="open_console")
def words(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Add a word to the shop's dictionary."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    require("answer", possible_acts(viewer, conversation, charter_of_shop(conversation.shop_id)))
    sent = body_of(request, Word)
    keep_pace(("words", agent.user_id), WORDS_A_MINUTE)
    add_word(conversation.shop_id, sent.language, sent.word, viewer, now=now())
    return done()
