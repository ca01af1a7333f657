"""The offer wallet as it is shown: offers in the list, beside a conversation, and what was given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from comptoir.domain.charter.rules import day_in
from comptoir.domain.offers.actions import Withdrawn
from comptoir.domain.offers.queries import OfferHere, OfferShown
from comptoir.domain.offers.rules import half_hidden, words_for
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id, zone_of
from comptoir.surfaces.console.showing import audience_names, charter_of_shop, moment, reading

WHY: Mapping[str, Callable[[], str]] = {
    "stopped": lambda: _("stopped"),
    "early": lambda: _("not begun yet"),
    "late": lambda: _("over"),
    "empty": lambda: _("no code left"),
    "daily": lambda: _("You have given as many today as the charter allows."),
    "again": lambda: _("This customer has been given one before; by the charter one is all."),
}
MISTAKES: Mapping[str, Callable[[], str]] = {
    "shape": lambda: _("is no code: 4 to 40 letters, digits, dots or dashes"),
    "long": lambda: _("is longer than 40 characters"),
    "again": lambda: _("stands there twice; taken once"),
    "card": lambda: _("looks like a card’s number, which is never written out"),
    "charter": lambda: _(
        "is none of the charter’s own codes ([offers] codes): the checker would take it for another shop’s"
    ),
}
STATES: Mapping[str, Callable[[], str]] = {
    "all": lambda: pgettext("offers", "All"),
    "given": lambda: pgettext("offers", "Given"),
    "taken": lambda: pgettext("offers", "Taken, not sent yet"),
    "put_back": lambda: pgettext("offers", "Put back"),
}


def offer_row(it: OfferShown) -> dict[str, Any]:
    """An offer in the list of those who manage it."""
    return {
        "id": it.offer.pk,
        "name": it.offer.name,
        "shop": shop_of_id(it.offer.shop_id).name,
        "left": it.left,
        "given": it.given,
        "why": WHY[it.why]() if it.why else "",
        "days": days_words(it.offer),
        "audiences": _audiences(it.offer),
    }


def days_words(offer: Any) -> str:
    """From when to when."""
    begins = day_in(reading(), offer.begins_on) if offer.begins_on else ""
    ends = day_in(reading(), offer.ends_on) if offer.ends_on else ""
    if begins and ends:
        return _("%(first)s to %(last)s") % {"first": begins, "last": ends}
    if ends:
        return _("until %(last)s") % {"last": ends}
    return _("from %(first)s") % {"first": begins} if begins else ""


def here_row(it: OfferHere, language: str) -> dict[str, Any]:
    """An offer beside a conversation."""
    shop = shop_of_id(it.offer.shop_id)
    return {
        "id": it.offer.pk,
        "name": it.offer.name,
        "words": words_for(it.offer.words, language, shop.languages),
        "left": it.left,
        "days": days_words(it.offer),
        "why": WHY[it.why]() if it.why else "",
        "taken": it.taken.pk if it.taken else None,
        "code": it.taken.code.code if it.taken else "",
    }


def gift_row(gift: Any, viewers: Mapping[int, Viewer]) -> dict[str, Any]:
    """A gift in the audit; the code is whole for who manages offers."""
    viewer = viewers[gift.shop_id]
    whole = may(viewer.role, "manage_offers")
    conversation = gift.conversation_id
    return {
        "offer": gift.offer.name,
        "code": gift.code.code if whole else half_hidden(gift.code.code),
        "state": STATES[gift.state](),
        "by": gift.membership.display_name if gift.membership else "–",
        "at": moment(gift.given_at or gift.taken_at),
        "talk": reverse("console:talk", kwargs={"conversation_id": conversation}) if conversation else "",
        "reference": gift.conversation.reference if conversation else "",
        "how": _how(gift),
        "is_odd": gift.is_outside or (gift.state == "given" and not gift.is_heard),
    }


def shops_of(viewers: Iterable[Viewer]) -> list[tuple[int, str]]:
    """The shops of these members, to choose one."""
    return [(it.shop_id, shop_of_id(it.shop_id).name) for it in viewers]


def taken_out_row(it: Any) -> dict[str, Any]:
    """That somebody has taken gifts out as a file."""
    return {
        "at": moment(it.taken_at),
        "by": it.taken_by.display_name if it.taken_by else "–",
        "shop": shop_of_id(it.shop_id).name,
        "gifts": it.gifts,
        "days": days_words(it) or _("all days"),
    }


def withdrawn_words(it: Withdrawn) -> str:
    """What came of withdrawing codes, in sentences."""
    parts = [ngettext("%(n)s code is withdrawn.", "%(n)s codes are withdrawn.", it.codes) % {"n": it.codes}]
    if it.given:
        words = ngettext("%(n)s was given before, and stays so.", "%(n)s were given before, and stay so.", it.given)
        parts.append(words % {"n": it.given})
    if it.taken:
        words = ngettext(
            "%(n)s stood in an answer that was not sent yet.",
            "%(n)s stood in answers that were not sent yet.",
            it.taken,
        )
        parts.append(words % {"n": it.taken})
    if it.unknown:
        words = ngettext("%(n)s line is no code of this offer.", "%(n)s lines are no codes of this offer.", it.unknown)
        parts.append(words % {"n": it.unknown})
    return " ".join(parts)


def gift_titles() -> list[str]:
    """The titles of the record as a file."""
    names = [_("Offer"), _("Code"), _("State"), _("By"), _("Taken at"), _("Sent at"), _("How it was asked for")]
    return [*names, _("Conversation")]


def gift_cells(gift: Any) -> list[str]:
    """A gift as a row of that file; nothing of the customer, but the number of the conversation."""
    by = gift.membership.display_name if gift.membership else ""
    taken, sent = _there(gift.taken_at, gift.shop_id), _there(gift.given_at, gift.shop_id)
    reference = gift.conversation.reference if gift.conversation_id else ""
    return [gift.offer.name, gift.code.code, STATES[gift.state](), by, taken, sent, _how(gift), reference]


def own_titles() -> list[str]:
    """The titles of what a customer is told of the offers they were given."""
    return [_("Offer"), _("Code"), _("Sent at")]


def own_cells(gift: Any, *, is_whole: bool = True) -> list[str]:
    """A gift as the customer is told of it; for who looks in passing, the code is half hidden."""
    code = gift.code.code if is_whole else half_hidden(gift.code.code)
    return [gift.offer.name, code, _there(gift.given_at, gift.shop_id)]


def _there(at: dt.datetime | None, shop_id: int) -> str:
    """A moment in the shop's time, as spreadsheets read it."""
    return at.astimezone(zone_of(shop_id)).strftime("%Y-%m-%d %H:%M") if at else ""


def _how(gift: Any) -> str:
    if gift.is_outside:
        return _("written without the wallet")
    if gift.is_heard:
        return _("asked for, in the customer’s words")
    return _("asked for, as the agent says") if gift.asked_seq else _("not asked for")


def _audiences(offer: Any) -> str:
    names = audience_names(charter_of_shop(offer.shop_id))
    return ", ".join(names.get(key, key) for key in offer.audiences)
