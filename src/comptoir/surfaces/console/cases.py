"""Cases between buyers and sellers, as the team sees them: where each stands, who reads what, and what may be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from comptoir.domain.charter.rules import named_reason
from comptoir.domain.conversations.rules import may_change
from comptoir.domain.marketplace.errors import CaseNotFound
from comptoir.domain.marketplace.queries import CaseRow, CaseShown, case_for_team, kind_names, seller_shown
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.clock import now
from comptoir.surfaces.console.promising import time_there
from comptoir.surfaces.console.showing import charter_of_shop, moment, reading

CHANNEL = "marketplace"

TURNS: dict[str, Callable[[], str]] = {
    "seller": lambda: _("The seller is to answer"),
    "support": lambda: _("The team is to go on"),
    "buyer": lambda: _("The buyer is to answer"),
}
REROUTES: dict[str, Callable[[], str]] = {
    "switched_off": lambda: _("The seller has switched the tool off."),
    "address_changed": lambda: _("The seller has changed the support e-mail."),
    "bounced": lambda: _("Our mail to the seller came back."),
    "support_stepped_in": lambda: _("The team has stepped in."),
}
STATES: dict[str, Callable[[], str]] = {
    "on": lambda: _("Switched on"),
    "off": lambda: _("Switched off"),
    "waiting": lambda: _("Waiting for the code"),
    "unreachable": lambda: _("Cannot be reached"),
}

KINDS = ("account_number", "card_number", "mail_address", "phone_number", "postal_address", "handle", "outside_link")


class Due(NamedTuple):
    """Until when an answer is due, as the page's clock reads it (`began`, `warns`, `ends`), and in the shop's own time."""

    began: str
    warns: str
    ends: str
    due: str
    state: str
    is_late: bool
    is_soon: bool


class ShownCase(NamedTuple):
    """The case on the card. `acts` are those that this member may do now."""

    it: CaseShown
    seller_id: int
    reason: str
    turn: str
    due: Due | None
    reroute: str
    tool: str
    tool_state: str
    acts: frozenset[str]


class ListedCase(NamedTuple):
    """A case in the list."""

    it: CaseRow
    reason: str
    turn: str
    due: Due | None
    since: str
    opened: str


def is_case(conversation: Any) -> bool:
    """Whether the conversation is one between a buyer and a seller."""
    return bool(conversation.channel == CHANNEL)


def case_here(conversation: Any, viewer: Viewer) -> ShownCase | None:
    """The case of that conversation for its card, if it is one."""
    if not is_case(conversation):
        return None
    try:
        it = case_for_team(viewer, conversation.pk, reading(), now())
    except CaseNotFound:
        return None
    seller = seller_shown(it.shop_id, it.seller_id, now())
    return ShownCase(
        it=it,
        seller_id=it.seller_id,
        reason=it.reason_name,
        turn=_turn(it.turn) if it.status != "closed" else "",
        due=due_of(it.due_at, it.turn_since, it.shop_id) if it.status != "closed" else None,
        reroute=REROUTES[it.reroute]() if it.reroute in REROUTES else "",
        tool=STATES[seller.state](),
        tool_state=seller.state,
        acts=_acts(conversation, viewer, it, seller.state),
    )


def case_facts(conversation: Any, viewer: Viewer) -> dict[str, Any] | None:
    """What the thread and the composer know of the case."""
    if not is_case(conversation):
        return None
    try:
        it = case_for_team(viewer, conversation.pk, reading(), now())
    except CaseNotFound:
        return None
    return {
        "seller": it.seller_name,
        "buyer": it.buyer_name,
        "may_pass": _answers(conversation, viewer) and it.status != "closed",
        "may_reveal": may(viewer.role, "see_originals"),
        "originals": [message.seq for message in it.messages if message.has_original],
        "kinds": dict(zip(KINDS, kind_names(KINDS, reading()), strict=True)),
    }


def listed(row: CaseRow) -> ListedCase:
    """A case in words."""
    is_open = row.status != "closed"
    return ListedCase(
        it=row,
        reason=named_reason(charter_of_shop(row.shop_id), row.reason, reading()),
        turn=_turn(row.turn) if is_open else _("This is closed"),
        due=due_of(row.due_at, row.turn_since, row.shop_id) if is_open else None,
        since=moment(row.turn_since),
        opened=moment(row.opened_at),
    )


def due_of(due_at: dt.datetime | None, since: dt.datetime, shop_id: int) -> Due | None:
    """A due time, soon once less than a third of its span is left."""
    if due_at is None:
        return None
    warns_at = since + (due_at - since) * 2 / 3
    is_late, is_soon = now() >= due_at, now() >= warns_at
    words = time_there(due_at, shop_id)
    state = "at_risk" if is_soon else "running"
    return Due(moment(since), moment(warns_at), moment(due_at), words, state, is_late, is_soon and not is_late)


def kinds_words(counts: Mapping[str, int] | None) -> list[tuple[str, int]]:
    """How many contact details of each kind, in words, the most first."""
    pairs = sorted((counts or {}).items(), key=lambda pair: -pair[1])
    return [(name, number) for kind, number in pairs for name in kind_names([kind], reading())]


def _turn(turn: str) -> str:
    return TURNS[turn]() if turn in TURNS else _("Nobody is to answer")


def _acts(conversation: Any, viewer: Viewer, it: CaseShown, tool: str) -> frozenset[str]:
    if it.status == "closed" or not _answers(conversation, viewer):
        return frozenset()
    if it.is_direct:
        return frozenset({"step_in"})
    return frozenset({"give_back"} if tool == "on" else ())


def _answers(conversation: Any, viewer: Viewer) -> bool:
    is_free = conversation.assignee_id is None and may(viewer.role, "answer")
    return is_free or may_change(viewer, conversation)
