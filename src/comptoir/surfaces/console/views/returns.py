"""Returns: asked for beside a conversation, moved step by step, listed. A GET shows the dialog that asks, a POST does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.returns import actions
from comptoir.domain.returns.errors import NothingChosen, RefundMistaken
from comptoir.domain.returns.queries import Filters, Returnable, return_for, returnable, returns_page
from comptoir.domain.returns.rules import CLOSED_FOR, NOTE_LARGEST
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, NotFound
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console import returning
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import require
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.by_state import asked_for, list_page
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.ordering import back_words, gone_words, orders_here
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.returning import product_words

ORDERS_AT_MOST = 4
"""Orders of one dialog: of each all products can be chosen."""


@for_agents("GET", right="open_console")
def here(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The returns of a conversation, for its card; nothing to whom the charter does not grant orders."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    shown = returning.returns_here(conversation, viewer, orders_here(conversation, viewer))
    return fragment(request, "card_returns.html", returns=shown, conversation=conversation)


@for_agents("GET", "POST", right="move_returns")
def ask(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Write down what the customer wants to give back."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    if request.method == "GET":
        found = filter(_has_left, returnable(conversation, viewer, now()))
        orders = [_offered(it, conversation.shop_id) for it in islice(found, ORDERS_AT_MOST)]
        may_accept = may(viewer.role, "accept_any_return")
        return fragment(
            request,
            "dialogs/return.html",
            conversation=conversation,
            orders=orders,
            may_accept_any=may_accept,
            asking=uuid4(),
        )
    order_id, _, number = words_of(request, "order", 90).partition(":")
    actions.ask_return(
        conversation_id=conversation_id,
        viewer=viewer,
        order_number=number,
        pieces=_pieces(request, order_id),
        asking_id=_asking(request),
        accepts=request.POST.get("accepts") == "on",
        note=words_of(request, "note", NOTE_LARGEST),
        now=now(),
    )
    return done()


@for_agents("GET", right="move_returns")
def returns(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A page of returns, by state and shop."""
    asked = asked_for(request, agent, returning.VIEWS)
    page = returns_page(agent.viewers, Filters(asked.state, asked.shop_id), now=now(), after=asked.after)
    rows = returning.shown(agent.viewers, page.rows)
    return list_page(request, agent, "returns.html", asked=asked, views=returning.VIEWS, page=page, rows=rows)


@for_agents("GET", right="move_returns")
def one(request: HttpRequest, agent: Agent, return_id: int) -> HttpResponse:
    """One return: what comes back, and every step."""
    ret, viewer = return_for(agent.viewers, return_id, now())
    until = returning.until_words(ret.until, ret.shop_id)
    return desk_page(request, agent, "return.html", it=returning.shown([viewer], [ret])[0], until=until)


@for_agents("GET", "POST", right="move_returns")
def step(request: HttpRequest, agent: Agent, return_id: int, act: str) -> HttpResponse:
    """Let it go a step further."""
    if act not in STEPS:
        raise NotFound
    ret, viewer = return_for(agent.viewers, return_id, now())
    if request.method == "POST":
        STEPS[act](request, return_id, viewer)
        is_page = request.POST.get("from") == "page"
        return done(go_to=reverse("console:return", kwargs={"return_id": return_id}) if is_page else "")
    require(act, frozenset(returning.acts_on(ret, viewer)))
    reasons = {"refuse": actions.reasons_to_refuse(ret), "close": CLOSED_FOR}.get(act, ())
    return fragment(
        request,
        "dialogs/return_step.html",
        it=returning.shown([viewer], [ret])[0],
        act=act,
        word=returning.ACTS[act](),
        reasons=[(reason, returning.REASONS[reason]()) for reason in reasons],
        amount=ret.total if ret.is_whole and ret.total is not None else "",
        currency=ret.currency,
        is_from_page=request.GET.get("from") == "page",
    )


def _accept(request: HttpRequest, return_id: int, viewer: Viewer) -> None:
    actions.accept_return(return_id=return_id, viewer=viewer, note=_note(request), now=now())


def _refuse(request: HttpRequest, return_id: int, viewer: Viewer) -> None:
    reason = words_of(request, "reason", 20)
    actions.refuse_return(return_id=return_id, viewer=viewer, reason=reason, note=_note(request), now=now())


def _receive(_request: HttpRequest, return_id: int, viewer: Viewer) -> None:
    actions.receive_return(return_id=return_id, viewer=viewer, now=now())


def _refund(request: HttpRequest, return_id: int, viewer: Viewer) -> None:
    refund = actions.Refund(_amount(request), words_of(request, "currency", 3).upper())
    actions.refund_return(return_id=return_id, viewer=viewer, refund=refund, now=now())


def _close(request: HttpRequest, return_id: int, viewer: Viewer) -> None:
    reason = words_of(request, "reason", 20)
    actions.close_return(return_id=return_id, viewer=viewer, reason=reason, note=_note(request), now=now())


STEPS: Mapping[str, Callable[[HttpRequest, int, Viewer], None]] = {
    "accept": _accept,
    "refuse": _refuse,
    "receive": _receive,
    "refund": _refund,
    "close": _close,
}


def _note(request: HttpRequest) -> str:
    return words_of(request, "note", NOTE_LARGEST)


def _amount(request: HttpRequest) -> Decimal:
    """An amount as people write it, with a comma or a point before the cents. Raises `RefundMistaken`."""
    written = words_of(request, "amount", 20).replace(" ", "").replace("\xa0", "").replace(",", ".")
    if not written.isascii():
        raise RefundMistaken
    try:
        return Decimal(written)
    except InvalidOperation as error:
        raise RefundMistaken from error


def _asking(request: HttpRequest) -> UUID:
    try:
        return UUID(words_of(request, "asking", 36))
    except ValueError as error:
        raise BadRequest("the asking's own id is wanted") from error


def _pieces(request: HttpRequest, order_id: str) -> dict[int, int]:
    """How many of each line of that order. Raises `NothingChosen`."""
    found: dict[int, int] = {}
    for name, value in request.POST.items():
        kind, _, rest = name.partition("-")
        order, _, place = rest.partition("-")
        if kind == "pieces" and order == order_id and isinstance(value, str) and value.strip() not in ("", "0"):
            number, at = number_in(value.strip()), number_in(place)
            if number is None or at is None:
                raise NothingChosen
            found[at] = number
    return found


def _offered(it: Returnable, shop_id: int) -> dict[str, Any]:
    """An order in the dialog: each product with how many may be chosen, and what the charter says."""
    pieces = [
        {
            "place": piece.place,
            "words": product_words(piece.line),
            "left": max(0, piece.left),
            "says": back_words(piece.may, shop_id) if piece.left > 0 else gone_words(),
            "is_allowed": piece.may.is_allowed,
        }
        for piece in it.pieces
    ]
    return {"id": it.order.id, "number": it.order.number, "pieces": pieces, "is_theirs": it.whose == "theirs"}


def _has_left(it: Returnable) -> bool:
    return any(piece.left > 0 for piece in it.pieces)
