"""Settings › Profile: one support e-mail, one support name; a code before use; cleared, it is off. E2, threats 18 and 23."""

from __future__ import annotations

import datetime as dt
import re
from uuid import uuid4

import pytest

from comptoir.domain.channels.models import ReplyAddress
from comptoir.domain.marketplace import errors
from comptoir.domain.marketplace.actions import (
    confirm_support,
    meet_seller,
    send_code_again,
    set_support,
    switch_off,
)
from comptoir.domain.marketplace.models import Case, Seller
from comptoir.domain.marketplace.queries import seller_of_link, seller_shown, seller_token
from comptoir.domain.marketplace.tests.stage import (
    HOUR,
    SUPPORT,
    a_reply,
    as_read,
    bodies,
    comes,
    letters,
    tell,
    writes,
)
from comptoir.domain.shops.errors import IdentityNotProven
from comptoir.domain.shops.identity import identity_key
from tests.people import NOON

NEW = "ajuda@cozinha-mar.example"
MINUTE = dt.timedelta(minutes=1)


def the_code() -> str:
    """As it stands in the last letter."""
    found = re.search(r"\d{3} \d{3}", as_read(letters(template="verification")[-1]).text)
    assert found
    return found[0]


def asks(market, email: str = NEW, name: str = "Cozinha Mar", now: dt.datetime = NOON) -> bool:
    return set_support(seller_id=market.other.pk, email=email, name=name, now=now)


def test_a_new_address_is_used_once_its_code_is_given_back(market):
    """E2, threat 18: until then the tool is off, and the letter goes to nobody but that address."""
    assert asks(market)
    shown = seller_shown(market.shop.id, market.other.pk, NOON)
    assert (shown.state, shown.new_email, shown.support_email) == ("waiting", NEW, "")
    (letter,) = letters(template="verification")
    assert (letter.recipient, letter.conversation_id) == (NEW, None)

    confirm_support(seller_id=market.other.pk, code=the_code(), now=NOON + MINUTE)

    shown = seller_shown(market.shop.id, market.other.pk, NOON)
    assert (shown.state, shown.support_email, shown.support_name) == ("on", NEW, "Cozinha Mar")


def test_of_a_code_only_a_hash_is_kept(market):
    """Threat 18"""
    asks(market)
    kept = Seller.objects.get(pk=market.other.pk).code_hash

    assert re.sub(r"\D", "", the_code()) not in kept
    assert len(kept) == 64


def test_a_code_holds_for_a_quarter_of_an_hour(market):
    """Threat 18"""
    asks(market)

    with pytest.raises(errors.CodeIsOver):
        confirm_support(seller_id=market.other.pk, code=the_code(), now=NOON + 15 * MINUTE)


def test_after_five_wrong_codes_the_right_one_is_worth_nothing(market):
    """Threat 18: each try counts, though it is refused."""
    asks(market)
    right = the_code()
    wrong = "000 000" if right != "000 000" else "111 111"
    for _ in range(5):
        with pytest.raises(errors.CodeNotRight):
            confirm_support(seller_id=market.other.pk, code=wrong, now=NOON)

    with pytest.raises(errors.CodeIsOver):
        confirm_support(seller_id=market.other.pk, code=right, now=NOON)


def test_five_codes_a_day_go_out(market):
    """Threat 18: the form is no means to pester somebody."""
    asks(market)
    for _ in range(4):
        send_code_again(seller_id=market.other.pk, now=NOON)

    with pytest.raises(errors.TooManyCodes):
        send_code_again(seller_id=market.other.pk, now=NOON)
    send_code_again(seller_id=market.other.pk, now=NOON + 24 * HOUR)
    assert len(letters(template="verification")) == 6


def test_a_newer_code_makes_the_older_worthless(market):
    """Threat 18"""
    asks(market)
    old = the_code()
    send_code_again(seller_id=market.other.pk, now=NOON + MINUTE)

    if old != the_code():
        with pytest.raises(errors.CodeNotRight):
            confirm_support(seller_id=market.other.pk, code=old, now=NOON + MINUTE)
    confirm_support(seller_id=market.other.pk, code=the_code(), now=NOON + MINUTE)


def test_clearing_the_address_switches_it_off_and_the_team_takes_over(market):
    """E2, E4, threat 18: open cases go to the team, and the old address may write no more."""
    case = writes(market.shop, market.buyer)
    tell()

    assert not set_support(seller_id=market.seller.pk, email="", name="Casa Luz", now=NOON + HOUR)

    case = Case.objects.get(pk=case.pk)
    assert (case.is_direct, case.rerouted_why, case.turn, case.turn_since) == (False, "switched_off", "support", NOON)
    assert ReplyAddress.objects.get(conversation_id=case.pk, party="seller").address == ""
    mail = comes(a_reply(letters(case)[0], "Ainda posso?", by=SUPPORT))
    assert (mail.state, mail.why, len(bodies(case))) == ("quarantined", "stranger", 1)


def test_changing_the_address_amid_a_case_ends_the_right_of_the_old_one(market):
    """Threat 18: at once, before the new one is proven."""
    case = writes(market.shop, market.buyer)
    tell()

    assert set_support(seller_id=market.seller.pk, email="nova@casa-luz.example", name="Casa Luz Apoio", now=NOON)

    assert seller_shown(market.shop.id, market.seller.pk, NOON).state == "waiting"
    assert Case.objects.get(pk=case.pk).rerouted_why == "address_changed"
    mail = comes(a_reply(letters(case)[0], "Respondo do antigo.", by=SUPPORT))
    assert (mail.state, mail.why) == ("quarantined", "stranger")


def test_another_name_for_the_same_address_needs_no_code(market):
    """E2"""
    assert not set_support(seller_id=market.seller.pk, email=SUPPORT.upper(), name="Casa da Luz", now=NOON)

    shown = seller_shown(market.shop.id, market.seller.pk, NOON)
    assert (shown.state, shown.support_name, shown.support_email) == ("on", "Casa da Luz", SUPPORT)


@pytest.mark.parametrize(
    "name",
    [
        "Feira do Largo",
        "Feira d0 Largo Apoio",
        "Fеira do Lаrgo",
        "FEIRA-DO-LARGO",
        "Casa Luz 912 345 678",
        "casa@luz.example",
        "Casa Luz <x>",
        "www.casa-luz.example",
        "123",
    ],
)
def test_a_support_name_is_not_the_shops_and_no_way_to_reach_somebody(market, name):
    """Threat 23: look-alike letters too."""
    with pytest.raises(errors.NameNotAllowed):
        asks(market, name=name)


def test_a_support_name_loses_what_nobody_sees(market):
    """Threat 23: no line ends, nothing that turns the direction."""
    asks(market, name="Cozinha\r\nBcc: x \u202eMar\u200b")

    assert Seller.objects.get(pk=market.other.pk).new_name == "Cozinha Bcc: x Mar"


@pytest.mark.parametrize(
    "email", ["ana", "ana@", "a b@c.example", "ana@x.example, eva@x.example", "c-abc@resposta.feira.example"]
)
def test_a_support_email_is_one_address_and_not_ours(market, email):
    """E2: one address only."""
    with pytest.raises(errors.NotAnAddress):
        asks(market, email=email)


def test_the_shop_signs_for_its_seller(market):
    """E2: a token of the shop's own, which names the seller."""
    import time

    import jwt

    claims = {"seller": "nova-loja", "name": "Nova Loja", "email": "conta@nova.example", "exp": int(time.time()) + 600}
    signed = jwt.encode(claims, identity_key(market.shop), algorithm="HS256")

    seller = seller_shown(market.shop.id, meet_seller(shop=market.shop, signed=signed), NOON)
    assert (seller.key, seller.name, seller.account_email, seller.state) == (
        "nova-loja",
        "Nova Loja",
        "conta@nova.example",
        "off",
    )
    with pytest.raises(IdentityNotProven):
        meet_seller(shop=market.shop, signed=jwt.encode(claims, "x" * 40, algorithm="HS256"))


def test_a_link_of_ours_leads_to_its_seller_for_a_month(market):
    """E2"""
    token = seller_token(market.seller.pk, NOON)

    assert seller_of_link(market.shop, token, NOON + dt.timedelta(days=29)).id == market.seller.pk
    for wrong, at in ((token + "x", NOON), (token, NOON + dt.timedelta(days=31)), ("", NOON)):
        with pytest.raises(errors.SellerLinkNotValid):
            seller_of_link(market.shop, wrong, at)


def test_switching_off_twice_is_once(market):
    """E2"""
    case = writes(market.shop, market.buyer)
    switch_off(seller_id=market.seller.pk, now=NOON)
    switch_off(seller_id=market.seller.pk, now=NOON)

    assert Case.objects.get(pk=case.pk).turn == "support"
    again = writes(market.shop, market.buyer, opening_id=uuid4())
    assert not again.is_direct
