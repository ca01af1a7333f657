"""How returns appear on the screen: beside their conversation, in their list, and what may be done with each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from babel.numbers import format_currency
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.charter.rules import product_kind
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.returns.queries import may_ask, returns_of
from comptoir.domain.returns.rules import may_follow
from comptoir.foundation.clock import now
from comptoir.language.locales import locale_of
from comptoir.surfaces.console.ordering import ShownOrder
from comptoir.surfaces.console.promising import time_there, warns_from
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields, moment, name_of, reading

RETURNABLE = frozenset({"placed", "preparing", "shipped", "delivered"})
"""States of an order of which something could come back, once it is delivered."""

STATES = {
    "asked": lambda: pgettext("return", "Asked for"),
    "accepted": lambda: pgettext("return", "Accepted"),
    "received": lambda: pgettext("return", "Received"),
    "refunded": lambda: pgettext("return", "Refunded"),
    "refused": lambda: pgettext("return", "Refused"),
    "closed": lambda: pgettext("return", "Closed without a refund"),
}
VIEWS = {"open": lambda: pgettext("returns", "Open"), **STATES, "all": lambda: pgettext("returns", "All")}
STEPS = {"accept": "accepted", "receive": "received", "refund": "refunded", "refuse": "refused", "close": "closed"}
"""What may be done, by its word in addresses, and where it leads; the first that may follow is the one that is usual."""

ACTS = {
    "accept": lambda: pgettext("return", "Accept"),
    "refuse": lambda: pgettext("return", "Refuse"),
    "receive": lambda: pgettext("return", "It has come in"),
    "refund": lambda: pgettext("return", "It is refunded"),
    "close": lambda: pgettext("return", "Close without a refund"),
}
REASONS = {
    "too_late": lambda: _("The time for returns was over"),
    "not_delivered": lambda: _("The order is not delivered yet"),
    "kind_excluded": lambda: _("Products of this kind are not taken back"),
    "line_excluded": lambda: _("This product is not taken back"),
    "no_returns": lambda: _("The charter does not provide for returns"),
    "condition": lambda: _("Its condition does not allow it"),
    "withdrawn": lambda: _("The customer keeps it"),
    "never_came": lambda: _("It never came in"),
    "exchanged": lambda: _("It is exchanged instead"),
}


class ShownStep(NamedTuple):
    """A step as it is told: to which state, when in the shop's time, by whom, and why."""

    state: str
    at: str
    by: str
    why: str


class ShownReturn(NamedTuple):
    """A return as a row shows it; `acts` are what the viewer may do, the usual one first."""

    id: int
    number: str
    order: str
    state: str
    state_name: str
    products: list[tuple[str, str]]
    amount: str
    conversation: int
    customer: str
    shop: int
    moved: str
    moved_there: str
    refund: Any
    acts: list[tuple[str, str]]
    steps: list[ShownStep]
    is_allowed: bool


class Here(NamedTuple):
    """What stands of returns beside a conversation; none at all for who has nothing to do with them."""

    rows: list[ShownReturn]
    may_ask: bool


def returns_here(conversation: Any, viewer: Viewer, orders: Iterable[ShownOrder] | None) -> Here | None:
    """The conversation's returns, and whether one could be asked for."""
    if orders is None or not may_ask(viewer, conversation.shop_id, now()):
        return None
    rows = shown([viewer], returns_of(conversation.pk))
    return Here(rows, any(order.state in RETURNABLE and order.has_left for order in orders))


def shown(viewers: Iterable[Viewer], rows: Iterable[Any]) -> list[ShownReturn]:
    """Returns as rows. A customer is named as far as the charter grants it."""
    known = {it.shop_id: it for it in viewers}
    granted = {pk: granted_fields(it, charter_of_shop(pk)) for pk, it in known.items()}
    return [_shown(ret, known[ret.shop_id], granted[ret.shop_id]) for ret in rows]


def acts_on(ret: Any, viewer: Viewer) -> list[str]:
    """What the viewer may do with it now."""
    acts = [act for act, to in STEPS.items() if may_follow(ret.state, to)]
    if not may(viewer.role, "accept_any_return") and not _is_allowed(ret):
        acts = [act for act in acts if act != "accept"]
    if ret.state == "received" and not may(viewer.role, "release_promises"):
        acts = [act for act in acts if act != "close"]
    return acts


def product_words(line: Any) -> str:
    """How many of which product."""
    name = " · ".join(part for part in (line.name, line.reference) if part)
    return f"{line.quantity} × {name}" if line.quantity > 1 else name


def _shown(ret: Any, viewer: Viewer, granted: frozenset[str]) -> ShownReturn:
    amount = (
        str(format_currency(ret.amount, ret.currency, locale=locale_of(reading()))) if ret.amount is not None else ""
    )
    return ShownReturn(
        id=ret.pk,
        number=ret.number,
        order=ret.order.number,
        state=ret.state,
        state_name=STATES[ret.state](),
        products=[(product_words(line), _against(line)) for line in ret.lines.all()],
        amount=amount,
        conversation=ret.conversation_id,
        customer=name_of(ret.conversation, granted),
        shop=ret.shop_id,
        moved=moment(ret.moved_at),
        moved_there=time_there(ret.moved_at, ret.shop_id),
        refund=_refund(ret),
        acts=[(act, ACTS[act]()) for act in acts_on(ret, viewer)],
        steps=[_step(step, ret) for step in ret.steps.all()],
        is_allowed=_is_allowed(ret),
    )


def _refund(ret: Any) -> dict[str, Any] | None:
    """The promised refund, while somebody waits for it."""
    promise = ret.promise
    if promise is None or ret.state != "received":
        return None
    state = "at_risk" if promise.state == "at_risk" else "running"
    due = time_there(promise.due_at, ret.shop_id)
    times = {"began": moment(promise.made_at), "ends": moment(promise.due_at), "warns": warns_from(promise)}
    return times | {"id": promise.pk, "due": due, "state": state}


def _step(step: Any, ret: Any) -> ShownStep:
    by = step.membership.display_name if step.membership else _("the shop’s own system") if step.is_by_shop else ""
    reason = REASONS[step.reason]() if step.reason else ""
    why = " – ".join(part for part in (reason, step.note) if part)
    return ShownStep(STATES[step.state](), time_there(step.at, ret.shop_id), by, why)


def _against(line: Any) -> str:
    """Why the charter does not let it come back."""
    if line.is_allowed:
        return ""
    kind = f" ({product_kind(line.kind, reading())})" if line.kind else ""
    return REASONS[line.why]() + kind


def _is_allowed(ret: Any) -> bool:
    return all(line.is_allowed for line in ret.lines.all())


def until_words(until: dt.datetime | None, shop_id: int) -> str:
    """The last moment at which it could be asked for."""
    return time_there(until - dt.timedelta(microseconds=1), shop_id) if until else ""
