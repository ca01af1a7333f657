"""A seller's settings as they read them."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from comptoir.domain.marketplace.queries import SellerShown
from comptoir.domain.shops.queries import KnownShop
from comptoir.surfaces.market.showing import charter_of, moment
from comptoir.surfaces.market.shown.asking import answer_within


class ShownProfile(NamedTuple):
    """`state` is "on", "off", "unreachable" or "changing"; `waiting` is the address whose code is awaited."""

    state: str
    words: str
    why: str
    email_in_form: str
    waiting: str
    code_until: str
    guide: str
    within: str


def shown_profile(seller: SellerShown, shop: KnownShop) -> ShownProfile:
    """It, with the state of the tool in words."""
    charter = charter_of(shop)
    mediation = charter.mediation
    state, words, why = _state(seller, shop)
    return ShownProfile(
        state=state,
        words=words,
        why=why,
        email_in_form=seller.new_email or seller.support_email,
        waiting=seller.new_email,
        code_until=moment(seller.code_until, shop),
        guide=mediation.seller_guide if mediation else "",
        within=answer_within(charter),
    )


def _state(seller: SellerShown, shop: KnownShop) -> tuple[str, str, str]:
    if seller.new_email:
        why = _("We have sent a code to %(address)s. Until it is entered here, nothing is sent to this address.")
        return "changing", _("Waiting for the code"), why % {"address": seller.new_email}
    if seller.state == "unreachable":
        why = _(
            "Since %(moment)s our mail to this address has come back. Customers’ messages go to our support team until you correct it."
        )
        said = why % {"moment": moment(seller.unreachable_since, shop)}
        return "unreachable", _("The address cannot be reached"), said
    if seller.state == "on":
        why = _("Customers’ messages reach you by e-mail at %(address)s. Answer by simply replying.")
        return "on", _("The tool is on"), why % {"address": seller.support_email}
    why = _("Customers’ messages go to our support team, who passes them on to you.")
    return "off", _("The tool is off"), why
