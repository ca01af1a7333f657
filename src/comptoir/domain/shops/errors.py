"""What may go wrong with a shop."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from comptoir.domain.shops.rules import Mistake
from comptoir.foundation.errors import Refusal


class UnknownShop(Refusal):
    """There is no shop of that key."""

    code = "unknown_shop"
    status = 404
    message = _("There is no shop of this name here.")


class ForeignSite(Refusal):
    """The page that asks is not on one of the shop's sites."""

    code = "foreign_site"
    status = 403
    message = _("This site is not one of the shop's own.")


class IdentityNotProven(Refusal):
    """The shop's signature of who its customer is does not hold."""

    code = "identity_not_proven"
    status = 403
    message = _("The shop's signature for this customer is not valid.")


class KeyDoesNotHold(Refusal):
    """What came does not carry the shop's key, or is not signed with it."""

    code = "key_does_not_hold"
    status = 401
    message = _("The shop's key or signature is missing, or does not hold.")


class OrderMistaken(Refusal):
    """What was told of an order cannot be kept; nothing was. `mistakes` has all that is wrong."""

    code = "order_mistaken"
    status = 422
    message = _("Nothing was kept: %(why)s")

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = list(mistakes)
        super().__init__(why="")

    def text(self) -> str:
        are_several = len({it.order for it in self.mistakes}) > 1
        places = (f"{it.order}, {it.field}" if are_several and it.order else it.field for it in self.mistakes)
        first = zip(places, self.mistakes[:SAID_AT_MOST], strict=False)
        return str(self.message) % {"why": " ".join(f"{place}: {said(it)}" for place, it in first)}


SAID_AT_MOST = 5
"""Mistakes that are told in one sentence; a list tells all of them."""

SENTENCES = {
    "card_number": _("A card number must never stand here, nor anywhere else."),
    "column_missing": _("There is no column “%(field)s”."),
    "contradicts": _("“%(value)s” contradicts what line %(other)s says of the same order."),
    "delivered_before_placed": _("It would be delivered before it was placed, on %(value)s."),
    "missing": _("This is missing."),
    "nameless": _("A product needs a reference or a name."),
    "not_amount": _("“%(value)s” is not an amount of money."),
    "not_csv": _("This cannot be read as CSV: %(value)s."),
    "not_currency": _("“%(value)s” is not a currency; write three letters, like EUR."),
    "not_date": _("“%(value)s” is not a date; write 2026-12-24, or 24/12/2026."),
    "not_email": _("“%(value)s” is not an e-mail address."),
    "not_number": _("“%(value)s” cannot be the number of an order."),
    "not_our_time": _("The year %(value)s cannot be meant."),
    "not_quantity": _("“%(value)s” is not a number of pieces."),
    "not_tag": _("“%(value)s” cannot be tags: write small letters, with a plus sign between two."),
    "not_yes_no": _("“%(value)s” says neither yes nor no."),
    "too_long": _("“%(value)s” is too long, or has signs that nobody can see."),
    "too_many_cells": _("This line has more cells than the first one has titles."),
    "too_many_lines": _("An order has at most %(value)s products."),
    "too_many_rows": _("A file has at most %(value)s lines; divide it."),
    "unknown_status": _("“%(value)s” is no state of an order."),
}


def said(mistake: Mistake) -> str:
    """What is wrong, in a sentence of the active language."""
    facts = {"field": mistake.field, "value": mistake.value, "other": mistake.other}
    return str(SENTENCES[mistake.code]) % facts
