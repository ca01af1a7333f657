"""A seller's Settings › Profile: one support e-mail and one support name, proven by a code before use; cleared, it is off. E2."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction

from comptoir.domain.channels import actions as channels
from comptoir.domain.channels.queries import doors_open_to
from comptoir.domain.channels.rules import address_in
from comptoir.domain.charter.rules import Charter
from comptoir.domain.marketplace.actions.believing import end_reply_addresses
from comptoir.domain.marketplace.actions.letters import code_letter
from comptoir.domain.marketplace.actions.stepping import reroute_cases
from comptoir.domain.marketplace.errors import (
    CodeIsOver,
    CodeNotRight,
    NameNotAllowed,
    NotAnAddress,
    SellerNotFound,
    TooManyCodes,
)
from comptoir.domain.marketplace.events import ToolSwitched
from comptoir.domain.marketplace.models import Seller
from comptoir.domain.marketplace.queries.hands import mediation_of
from comptoir.domain.marketplace.rules import (
    CODE_DIGITS,
    CODE_HOLDS,
    CODES_A_DAY,
    SUPPORT_NAME_LARGEST,
    TRIES_AT_MOST,
    code_hash,
    is_code,
    names_shop,
    own_of,
    support_name_in,
)
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_day
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.outbox import announce


@transaction.atomic
def set_support(*, seller_id: int, email: str, name: str, now: dt.datetime) -> bool:
    """Keep a seller's support e-mail and name. Without an e-mail the tool is off. Another one than before is off until its code
    is given back: whether a code was sent and is awaited. E2.

    The address that was there loses its right at once, and its open cases go to the team. Raises `NotAnAddress`,
    `NameNotAllowed`, `TooManyCodes`, `NotMediated`, `SellerNotFound`.
    """
    seller = _locked(seller_id)
    charter, _ = mediation_of(seller.shop_id, now)
    address = _address(email)
    if not address:
        _switch_off(seller, "switched_off", now)
        return False
    called = _name(name, seller, charter)
    if address == seller.support_email:
        seller.support_name, seller.new_email, seller.new_name = called, "", ""
        _forget_code(seller)
        seller.save()
        return False
    seller.new_email, seller.new_name = address, called
    _send_code(seller, now)
    if seller.support_email:
        _switch_off(seller, "address_changed", now)
    seller.save()
    return True


@transaction.atomic
def send_code_again(*, seller_id: int, now: dt.datetime) -> None:
    """Another code for the address that waits; the one before holds no more. Raises `CodeIsOver` where none waits, `TooManyCodes`."""
    seller = _locked(seller_id)
    if not seller.new_email:
        raise CodeIsOver
    _send_code(seller, now)
    seller.save()


def confirm_support(*, seller_id: int, code: str, now: dt.datetime) -> None:
    """Use the address whose code this is: the tool is on. Raises `CodeNotRight`, and `CodeIsOver` after 15 minutes or five tries."""
    refusal = _confirmed(seller_id, code, now)
    if refusal is not None:  # the try has counted
        raise refusal


@transaction.atomic
def switch_off(*, seller_id: int, viewer: Viewer | None = None, now: dt.datetime) -> None:
    """Turn a seller's tool off: by the seller, or by a member of the team. Their open cases go to the team. Raises `NotAllowed`."""
    seller = _locked(seller_id)
    if viewer is not None and viewer.shop_id != seller.shop_id:
        raise NotAllowed
    _switch_off(seller, "switched_off", now)


@transaction.atomic
def _confirmed(seller_id: int, code: str, now: dt.datetime) -> CodeIsOver | CodeNotRight | None:
    seller = _locked(seller_id)
    is_over = not seller.code_hash or seller.code_until is None or now >= seller.code_until
    if is_over or seller.code_tries >= TRIES_AT_MOST:
        return CodeIsOver()
    if not is_code(code, seller.code_hash, settings.SECRET_KEY, seller.pk, seller.new_email):
        Seller.objects.filter(pk=seller.pk).update(code_tries=seller.code_tries + 1)
        return CodeNotRight()
    seller.support_email, seller.support_name = seller.new_email, seller.new_name
    seller.new_email, seller.new_name, seller.confirmed_at = "", "", now
    seller.unreachable_since, seller.unreachable_why, seller.sends_unproven, seller.unproven_at = None, "", False, None
    _forget_code(seller)
    seller.save()
    announce(ToolSwitched(seller.pk, seller.shop_id, True))
    return None


def _switch_off(seller: Seller, why: str, now: dt.datetime) -> None:
    was_on = bool(seller.support_email)
    seller.support_email, seller.confirmed_at = "", None
    seller.unreachable_since, seller.unreachable_why = None, ""
    if why == "switched_off":
        seller.new_email, seller.new_name = "", ""
        _forget_code(seller)
    seller.save()
    if was_on:
        end_reply_addresses(seller, now)
        reroute_cases(seller_id=seller.pk, why=why, now=now)
        announce(ToolSwitched(seller.pk, seller.shop_id, False))


def _send_code(seller: Seller, now: dt.datetime) -> None:
    """A code by mail, of which only the hash is kept; so many a day. Threat 18."""
    today = shop_day(seller.shop_id, now)
    sent = seller.codes_sent if seller.codes_on == today else 0
    if sent >= CODES_A_DAY:
        raise TooManyCodes(most=CODES_A_DAY)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    seller.codes_on, seller.codes_sent = today, sent + 1
    seller.code_hash = code_hash(code, settings.SECRET_KEY, seller.pk, seller.new_email)
    seller.code_until, seller.code_tries = now + CODE_HOLDS, 0
    channels.write_letter(code_letter(seller, code, now))


def _forget_code(seller: Seller) -> None:
    seller.code_hash, seller.code_until, seller.code_tries = "", None, 0


def _address(email: str) -> str:
    """The address in its one form; "" for none. Raises `NotAnAddress` for what is none, or one of ours."""
    if not email.strip():
        return ""
    address = address_in(email)
    if address is None or doors_open_to([address]).get(address) or _is_of_relay(address):
        raise NotAnAddress
    return address


def _is_of_relay(address: str) -> bool:
    return bool(settings.MAIL_DOMAIN) and address.endswith(f"@{settings.MAIL_DOMAIN}")


def _name(name: str, seller: Seller, charter: Charter) -> str:
    """The support name; without one, the seller's own title as the shop tells it."""
    own = own_of(charter)
    called = support_name_in(name or seller.name, own)
    if called is None and not name and not names_shop(seller.name, own.names):
        called = support_name_in(seller.key, own)
    if called is None or len(called) > SUPPORT_NAME_LARGEST:
        raise NameNotAllowed
    return called


def _locked(seller_id: int) -> Seller:
    found = Seller.objects.select_for_update().filter(pk=seller_id).first()
    if found is None:
        raise SellerNotFound
    return found
