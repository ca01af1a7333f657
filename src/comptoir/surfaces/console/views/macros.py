"""Macros: the page on which they are written, and the key that runs one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.automation import actions
from comptoir.domain.automation.errors import MacroNotFound
from comptoir.domain.automation.queries import MacroRead, macro_for, macros_for
from comptoir.domain.automation.rules import NAME_LONGEST, SHORTCUT_LONGEST, VARIABLES, Acts, may_write_macro
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console import automating
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.incoming import body_of, words_of
from comptoir.surfaces.console.pages import desk_page

KEY_LONGEST = 40


class Run(msgspec.Struct, forbid_unknown_fields=True):
    """A macro is to run, under an id of the sender's own: sent again, its note is written once."""

    client_id: UUID


@for_agents("GET", right="open_console")
def macros(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The shop's macros and one's own."""
    viewer = _viewer(request, agent)
    choices = automating.choices_of(viewer.shop_id)
    shown: list[dict[str, Any]] = [
        {
            "macro": it,
            "acts": automating.acts_in_words(it.acts, choices),
            "may_write": may_write_macro(viewer, it.shop_id, it.owner_id),
        }
        for it in macros_for(viewer)
    ]
    return desk_page(
        request,
        agent,
        "macros.html",
        part="macros",
        shop=shop_of_id(viewer.shop_id),
        own=[it for it in shown if it["macro"].owner_id],
        shared=[it for it in shown if not it["macro"].owner_id],
        writes_shops=may(viewer.role, "write_shop_macros"),
        writes_rules=may(viewer.role, "write_rules"),
    )


@for_agents("GET", "POST", right="open_console")
def new_macro(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Write one."""
    viewer = _viewer(request, agent)
    if request.method == "POST":
        return _save(request, viewer, None)
    return _form(request, agent, viewer, MacroRead(0, viewer.shop_id, viewer.membership_id, "", "", Acts()))


@for_agents("GET", "POST", right="open_console")
def macro(request: HttpRequest, agent: Agent, macro_id: int) -> HttpResponse:
    """Write one anew."""
    viewer, found = _found(agent, macro_id)
    if request.method == "POST":
        return _save(request, viewer, macro_id)
    return _form(request, agent, viewer, found)


@for_agents("POST", right="open_console")
def drop_macro(_request: HttpRequest, agent: Agent, macro_id: int) -> HttpResponse:
    """Forget one."""
    viewer, _macro = _found(agent, macro_id)
    actions.drop_macro(viewer=viewer, macro_id=macro_id)
    return done(_list_of(viewer))


@for_agents("POST", right="open_console")
def run_macro(request: HttpRequest, agent: Agent, conversation_id: int, macro_id: int) -> HttpResponse:
    """Run one; the answer that it holds is for the composer."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    sent = body_of(request, Run)
    ran = actions.run_macro(
        viewer=viewer, conversation_id=conversation_id, macro_id=macro_id, once=sent.client_id, now=now()
    )
    return wire_answer({"name": ran.name, "reply": ran.reply})


def _found(agent: Agent, macro_id: int) -> tuple[Viewer, MacroRead]:
    """The macro, and as which of their memberships the agent may write it. Raises `MacroNotFound`, `NotAllowed`."""
    for viewer in agent.viewers:
        try:
            found = macro_for(viewer, macro_id)
        except MacroNotFound:
            continue
        if not may_write_macro(viewer, found.shop_id, found.owner_id):
            raise NotAllowed
        return viewer, found
    raise MacroNotFound


def _save(request: HttpRequest, viewer: Viewer, macro_id: int | None) -> HttpResponse:
    actions.save_macro(
        viewer=viewer,
        macro_id=macro_id,
        name=words_of(request, "name", 2 * NAME_LONGEST),
        shortcut=words_of(request, "shortcut", KEY_LONGEST),
        acts=automating.acts_in(request),
        is_own=words_of(request, "whose", KEY_LONGEST) != "shop",
        now=now(),
    )
    return done(_list_of(viewer))


def _form(request: HttpRequest, agent: Agent, viewer: Viewer, found: MacroRead) -> HttpResponse:
    shown: dict[str, Any] = {
        "macro": found,
        "acts": found.acts,
        "target": automating.target_of(found.acts),
        "choices": automating.choices_of(viewer.shop_id),
        "variables": VARIABLES,
        "name_longest": NAME_LONGEST,
        "shortcut_longest": SHORTCUT_LONGEST,
        "writes_shops": may(viewer.role, "write_shop_macros"),
        "writes_rules": may(viewer.role, "write_rules"),
    }
    return desk_page(request, agent, "macro.html", part="macros", shop=shop_of_id(viewer.shop_id), **shown)


def _list_of(viewer: Viewer) -> str:
    return f"{reverse('console:macros')}?shop={viewer.shop_id}"


def _viewer(request: HttpRequest, agent: Agent) -> Viewer:
    asked = request.POST if request.method == "POST" else request.GET
    return agent.in_shop(number_in(asked.get("shop")) or agent.viewers[0].shop_id)
