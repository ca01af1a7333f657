"""Cases between buyers and sellers: listed, shown beside their conversation, passed on, stepped into. E4, E8."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.charter.rules import named_reason
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.marketplace.actions import give_back, pass_on, reveal_original, step_in
from comptoir.domain.marketplace.errors import NothingToPassOn
from comptoir.domain.marketplace.queries import CaseFilters, case_for_team, cases
from comptoir.domain.marketplace.rules import MAIL_LARGEST
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, NotFound
from comptoir.foundation.pages import cursor_in, cursor_text, number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.cases import TURNS, case_facts, case_here, listed
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.showing import charter_of_shop, reading

STEPS = {"step-in": step_in, "give-back": give_back}
VIEWS: dict[str, Callable[[], str]] = {
    "open": lambda: pgettext("ledger", "Open"),
    "late": lambda: _("Late"),
    "closed": lambda: _("Closed"),
    "all": lambda: _("All"),
}


@for_agents("GET", right="open_console")
def list_cases(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A page of them, by state, reason, whose turn it is, and shop."""
    view, filters = _asked_for(request, agent)
    found = cases(agent.viewers, filters, now(), after=cursor_in(request.GET.get("after")))
    reasons, shop_id = _reasons(agent), filters.shop_id or ""
    address = {"state": view, "reason": filters.reason, "turn": filters.turn, "shop": shop_id}
    return desk_page(
        request,
        agent,
        "cases.html",
        view=view,
        views=[(key, words()) for key, words in VIEWS.items()],
        reason=filters.reason,
        reasons=sorted(reasons.items(), key=lambda pair: pair[1]),
        turn=filters.turn,
        turns=[(key, words()) for key, words in TURNS.items()],
        shop_id=shop_id,
        is_mediating=bool(reasons),
        rows=[listed(it) for it in found.rows if it.is_late or not filters.is_late],
        following=urlencode(address | {"after": cursor_text(found.next_cursor)}) if found.next_cursor else "",
    )


def _asked_for(request: HttpRequest, agent: Agent) -> tuple[str, CaseFilters]:
    """Which of the views, and what is looked for in it. Raises `BadRequest`, and what `in_shop` raises."""
    view, turn = request.GET.get("state") or "open", request.GET.get("turn", "")
    if view not in VIEWS or (turn and turn not in TURNS):
        raise BadRequest("there is no such list")
    shop_id = number_in(request.GET.get("shop"))
    return view, CaseFilters(
        shop_id=agent.in_shop(shop_id).shop_id if shop_id else None,
        state={"closed": "closed", "all": ""}.get(view, "open"),
        reason=request.GET.get("reason", "")[:20],
        turn=turn,
        is_late=view == "late",
        seller_id=number_in(request.GET.get("seller")),
    )


def _reasons(agent: Agent) -> dict[str, str]:
    """The reasons for which buyers of the agent's shops may write, by key; none where no shop has sellers."""
    charters = [charter_of_shop(viewer.shop_id) for viewer in agent.viewers]
    named = [(charter, charter.mediation.reasons) for charter in charters if charter.mediation is not None]
    return {key: named_reason(charter, key, reading()) for charter, reasons in named for key in reasons}


@for_agents("GET", right="open_console")
def here(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The case of a conversation, for its card."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    return fragment(request, "card_case.html", case=case_here(conversation, viewer), conversation=conversation)


@for_agents("GET", right="open_console")
def facts(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """What the thread knows of the case, as data: it changes with what is written."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    return wire_answer(case_facts(conversation, viewer))


@for_agents("GET", "POST", right="open_console")
def pass_message_on(request: HttpRequest, agent: Agent, conversation_id: int, seq: int) -> HttpResponse:
    """Pass a message on to the other side: as it is, or as the dialog has it."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    if request.method == "POST":
        body = words_of(request, "body", MAIL_LARGEST) if "body" in request.POST else None
        is_confirmed = request.POST.get("is_confirmed") == "on"
        pass_on(
            conversation_id=conversation_id, seq=seq, viewer=viewer, body=body, is_confirmed=is_confirmed, now=now()
        )
        return done()
    shown = case_for_team(viewer, conversation_id, reading(), now())
    message = next((it for it in shown.messages if it.seq == seq), None)
    if message is None or message.author not in ("buyer", "seller"):
        raise NothingToPassOn
    note_reading(conversation, viewer, "opened")
    return fragment(request, "dialogs/pass_on.html", case=shown, message=message, largest=MAIL_LARGEST)


@for_agents("POST", right="open_console")
def step(request: HttpRequest, agent: Agent, conversation_id: int, act: str) -> HttpResponse:
    """Step in between both, or let them write to each other again."""
    if act not in STEPS:
        raise NotFound
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    STEPS[act](conversation_id=conversation_id, viewer=viewer, now=now())
    return done()


@for_agents("POST", right="see_originals")
def original(request: HttpRequest, agent: Agent, conversation_id: int, seq: int) -> HttpResponse:
    """What was written before contact details were taken out; that it was read is kept. A11."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    note_reading(conversation, viewer, "original")
    body = reveal_original(conversation_id=conversation_id, seq=seq, viewer=viewer, now=now())
    return wire_answer({"body": body})
