"""Whom a company's own sign-in brings in, and as whom (A23)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp

from comptoir.domain.accounts.actions import come_in_by, untie
from comptoir.domain.accounts.errors import NotSignedInThere
from comptoir.domain.accounts.oidc.tokens import Person
from comptoir.domain.accounts.queries import Provider, provider_of_key, provider_required_for
from comptoir.domain.people.actions import add_member
from comptoir.domain.people.models import Membership, User
from comptoir.domain.people.queries import forget_members, viewers_of
from tests.people import NOON

DOMAIN = "maison-perle.example"


def a_provider(key: str = "perle", shop_id: int | None = None, **kept: Any) -> Provider:
    said = {"issuer": "https://id.example", "shop": shop_id, "domains": [DOMAIN], "is_on": True}
    SocialApp.objects.create(
        provider="openid_connect", provider_id=key, name="Perle ID", client_id="c", settings=said | kept
    )
    return provider_of_key(key)


def person(email: str = f"adele@{DOMAIN}", *, sub: str = "u-1", is_verified: bool | None = True) -> Person:
    return Person(sub, email, is_verified, "Adèle", frozenset(), None)


def test_a_member_is_known_by_a_confirmed_address_and_from_then_on_by_their_number_there(desk) -> None:
    provider = a_provider(shop_id=desk.shop.id)

    assert come_in_by(provider=provider, person=person(), now=NOON) == desk.adele.user_id
    moved = person("adele.new@elsewhere.example", is_verified=False)
    assert come_in_by(provider=provider, person=moved, now=NOON) == desk.adele.user_id


@pytest.mark.parametrize("is_verified", [False, None])
def test_an_address_that_is_not_confirmed_brings_nobody_in(desk, is_verified: bool | None) -> None:
    """A23: the account of whoever has that address is not for the taking."""
    with pytest.raises(NotSignedInThere):
        come_in_by(provider=a_provider(), person=person(is_verified=is_verified), now=NOON)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("email", "told"),
    [(f"nobody@{DOMAIN}", "Nobody here has the address"), ("adele@elsewhere.example", "nobody comes in by this")],
)
def test_who_may_not_come_in_reads_with_which_address_they_came_and_what_to_do(desk, email: str, told: str) -> None:
    with pytest.raises(NotSignedInThere) as refused:
        come_in_by(provider=a_provider(shop_id=desk.shop.id), person=person(email), now=NOON)
    words = refused.value.text()
    assert told in words
    assert email in words
    assert "shop’s manager" in words


def test_where_the_provider_alone_hands_out_the_addresses_its_silence_will_do(desk) -> None:
    provider = a_provider(owns_domains=True)

    assert come_in_by(provider=provider, person=person(is_verified=None), now=NOON) == desk.adele.user_id


def test_a_no_is_a_no_even_there(desk) -> None:
    with pytest.raises(NotSignedInThere):
        come_in_by(provider=a_provider(owns_domains=True), person=person(is_verified=False), now=NOON)


def test_it_speaks_for_its_own_domains_alone(desk) -> None:
    provider = a_provider(domains=["elsewhere.example"])

    with pytest.raises(NotSignedInThere):
        come_in_by(provider=provider, person=person(), now=NOON)


def test_the_sign_in_of_one_shop_opens_no_other_shops_door(desk) -> None:
    """A4, A23: whoever names a provider for one shop must not become somebody of another by it."""
    provider = a_provider(shop_id=desk.other.id)

    with pytest.raises(NotSignedInThere):
        come_in_by(provider=provider, person=person(), now=NOON)


def test_nor_when_somebody_works_there_too_only_later(desk) -> None:
    provider = a_provider(shop_id=desk.shop.id)
    come_in_by(provider=provider, person=person(), now=NOON)
    add_member(shop_id=desk.other.id, email=desk.adele.user.email, name="Adèle", role="advisor", audience="advisor")
    forget_members()

    with pytest.raises(NotSignedInThere):
        come_in_by(provider=provider, person=person(), now=NOON)


def test_an_address_that_was_given_to_somebody_new_there_does_not_bring_them_into_the_old_account(desk) -> None:
    """A23: addresses are given out again; numbers are not."""
    provider = a_provider()
    come_in_by(provider=provider, person=person(), now=NOON)

    with pytest.raises(NotSignedInThere):
        come_in_by(provider=provider, person=person(sub="u-2"), now=NOON)


def test_two_providers_do_not_share_their_numbers(desk) -> None:
    come_in_by(provider=a_provider(), person=person(), now=NOON)
    other = a_provider("other", domains=["elsewhere.example"])

    with pytest.raises(NotSignedInThere):
        come_in_by(provider=other, person=person("x@elsewhere.example"), now=NOON)


def test_somebody_who_has_left_stays_out(desk) -> None:
    provider = a_provider()
    come_in_by(provider=provider, person=person(), now=NOON)
    User.objects.filter(pk=desk.adele.user_id).update(is_active=False)
    forget_members()

    with pytest.raises(NotSignedInThere):
        come_in_by(provider=provider, person=person(), now=NOON)


def test_who_is_not_expected_does_not_come_in(desk) -> None:
    with pytest.raises(NotSignedInThere):
        come_in_by(provider=a_provider(shop_id=desk.shop.id), person=person(f"new@{DOMAIN}"), now=NOON)
    assert not User.objects.filter(email=f"new@{DOMAIN}").exists()


def test_newcomers_come_in_where_the_shop_says_so_as_what_it_says(desk) -> None:
    provider = a_provider(shop_id=desk.shop.id, role="ambassador")

    user_id = come_in_by(provider=provider, person=person(f"new@{DOMAIN}"), now=NOON)

    member = Membership.objects.get(user_id=user_id)
    assert (member.shop_id, member.role, member.audience) == (desk.shop.id, "ambassador", "ambassador")
    assert not member.user.has_usable_password()


def test_a_provider_that_is_switched_off_brings_nobody_in(desk) -> None:
    with pytest.raises(NotSignedInThere):
        come_in_by(provider=a_provider(is_on=False), person=person(), now=NOON)


def test_only_ones_own_tie_is_cut(desk) -> None:
    """A4"""
    provider = a_provider()
    come_in_by(provider=provider, person=person(), now=NOON)
    tie = SocialAccount.objects.get()

    untie(user_id=desk.marc.user_id, tie_id=tie.pk, now=NOON)
    assert SocialAccount.objects.exists()
    untie(user_id=desk.adele.user_id, tie_id=tie.pk, now=NOON)
    assert not SocialAccount.objects.exists()


def test_whom_a_provider_is_required_for(desk) -> None:
    a_provider(shop_id=desk.shop.id, is_required=True)
    email = desk.adele.user.email

    assert provider_required_for(email, viewers_of(desk.adele.user_id)) is not None
    assert provider_required_for("adele@elsewhere.example", viewers_of(desk.adele.user_id)) is None
    assert provider_required_for(email, viewers_of(desk.stranger.user_id)) is None


def invited(desk, email: str, role: str = "referent") -> None:
    from comptoir.domain.people.models import Invitation

    facts = {"invited_at": NOON, "sent_at": NOON, "expires_at": NOON + dt.timedelta(days=7), "invited_by": desk.marc}
    Invitation.objects.create(shop_id=desk.shop.id, email=email, role=role, seed="x", digest="y", **facts)


def test_who_is_invited_comes_in_by_a_confirmed_address(desk) -> None:
    """A23: the invitation is to an address; whoever is confirmed to have it need not click the link."""
    invited(desk, f"new@{DOMAIN}")
    provider = a_provider(shop_id=desk.shop.id)

    with pytest.raises(NotSignedInThere):
        come_in_by(provider=provider, person=person(f"new@{DOMAIN}", is_verified=False), now=NOON)
    user_id = come_in_by(provider=provider, person=person(f"new@{DOMAIN}"), now=NOON)

    assert Membership.objects.get(user_id=user_id).role == "referent"


def test_another_shops_sign_in_accepts_no_invitation_of_this_one(desk) -> None:
    """A4"""
    invited(desk, f"new@{DOMAIN}")

    with pytest.raises(NotSignedInThere):
        come_in_by(provider=a_provider(shop_id=desk.other.id), person=person(f"new@{DOMAIN}"), now=NOON)


def test_an_invitation_that_is_over_brings_nobody_in(desk) -> None:
    """A16"""
    invited(desk, f"new@{DOMAIN}")

    with pytest.raises(NotSignedInThere):
        come_in_by(
            provider=a_provider(shop_id=desk.shop.id), person=person(f"new@{DOMAIN}"), now=NOON + dt.timedelta(days=8)
        )
