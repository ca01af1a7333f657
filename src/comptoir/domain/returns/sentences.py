"""The automatic messages of a return, in the language of its conversation. What colleagues note for each other is never in them."""

from __future__ import annotations

import datetime as dt

from babel.numbers import format_currency
from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.domain.charter.rules import day_in, product_kind
from comptoir.domain.returns.models import Return
from comptoir.domain.shops.queries import last_shop_day, shop_of_id
from comptoir.language.locales import locale_of

SPOKEN = ("en", "fr", "pt", "ro")
NAMED_AT_MOST = 5
"""Products that a message names; of more it says the order's number only."""


def sentence_for(ret: Return, reason: str, due_at: dt.datetime | None) -> str:
    """What the customer is told about where the return stands; `due_at` is when the refund is promised."""
    language = language_of(ret)
    with override(language):
        words = {
            "number": ret.number,
            "order": ret.order.number,
            "what": _what(ret),
            "day": _day(due_at, ret, language),
            "until": _day(ret.until, ret, language),
            "kind": next((product_kind(it.kind, language) for it in ret.lines.all() if it.kind), ""),
            "amount": amount_in(ret, language),
        }
        return " ".join(str(sentence) % words for sentence in _sentences(ret.state, reason, due_at))


def language_of(ret: Return) -> str:
    """The conversation's language where we speak it, else the shop's."""
    wanted = (ret.conversation.language, shop_of_id(ret.shop_id).language)
    return next((it for tag in wanted if (it := tag.split("-")[0].lower()) in SPOKEN), "en")


def amount_in(ret: Return, language: str) -> str:
    """What was paid back, as `language` writes it."""
    return str(format_currency(ret.amount, ret.currency, locale=locale_of(language))) if ret.amount is not None else ""


def _sentences(state: str, reason: str, due_at: dt.datetime | None) -> list[str]:
    if state == "asked":
        return [
            _("We have noted that you would like to return %(what)s."),
            _("We are checking it and will tell you here."),
        ]
    if state == "accepted":
        return [
            _("Your return %(number)s is accepted: %(what)s."),
            _("Please write %(number)s on the parcel. We will tell you as soon as it has reached us."),
        ]
    if state == "received":
        refund = _("You will be refunded by %(day)s at the latest.") if due_at else _("We are preparing your refund.")
        return [_("Your return %(number)s has reached us."), refund]
    if state == "refunded":
        return [
            _("We have refunded %(amount)s for your return %(number)s."),
            _("Depending on your bank, it may take a few days until you see it."),
        ]
    return _ended(state, reason)


def _ended(state: str, reason: str) -> list[str]:
    if state == "refused":
        return [_("We are sorry: we cannot take back %(what)s."), _REFUSED[reason]()]
    return [_("Your return %(number)s is closed without a refund."), _CLOSED[reason]()]


_REFUSED = {
    "too_late": lambda: _("The last day for its return was %(until)s."),
    "not_delivered": lambda: _("By what we know, the order has not been delivered yet. Once it is, you can return it."),
    "kind_excluded": lambda: _("Products of this kind (%(kind)s) are not taken back."),
    "line_excluded": lambda: _("This product is not taken back."),
    "no_returns": lambda: _("Our service charter does not provide for returns."),
    "condition": lambda: _("It can only be taken back in the condition in which you received it."),
}
_CLOSED = {
    "withdrawn": lambda: _("As agreed, you keep what you bought."),
    "never_came": lambda: _("No parcel has reached us. If you have sent it, please write to us here."),
    "exchanged": lambda: _("As agreed, it is exchanged instead."),
    "condition": lambda: _("What reached us is not in the condition in which you received it."),
}


def _what(ret: Return) -> str:
    """The order, with what comes back of it where the shop has signed that it is this customer's."""
    lines = list(ret.lines.all())
    order = _("order %(number)s") % {"number": ret.order.number}
    if not ret.is_proven or len(lines) > NAMED_AT_MOST:
        return order
    names = [
        f"{it.quantity} × {it.name or it.reference}" if it.quantity > 1 else it.name or it.reference for it in lines
    ]
    return f"{', '.join(names)} ({order})"


def _day(at: dt.datetime | None, ret: Return, language: str) -> str:
    """The last day on which it is still possible."""
    return day_in(language, last_shop_day(ret.shop_id, at)) if at else ""
