"""Letting in whom a company's own sign-in vouches for: only as whom it has proven, and only where it may. A23."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from comptoir.domain.accounts.errors import NotSignedInThere
from comptoir.domain.accounts.noting import note
from comptoir.domain.accounts.queries.providers import Provider
from comptoir.domain.accounts.why import why_not
from comptoir.domain.people.actions import accept_invitation_of, add_member
from comptoir.domain.people.queries import open_invitation, user_of_email, user_of_id, viewers_of

if TYPE_CHECKING:
    from comptoir.domain.accounts.oidc.tokens import Person


@transaction.atomic
def come_in_by(*, provider: Provider, person: Person, now: dt.datetime) -> int:
    """Who the person is here; they are tied to the provider's account when they come for the first time.

    Then their address decides, and it has to be confirmed: it is that of a member, of an open invitation, or of a
    newcomer where the provider may bring some. Raises `NotSignedInThere`.
    """
    if not provider.is_on:
        raise _refused("switched_off")
    tie = SocialAccount.objects.filter(provider=provider.key, uid=person.sub).first()
    if tie is not None:
        return _known(tie.user_id, provider)
    email = _proven_address(provider, person)
    user = user_of_email(email)
    user_id = user.pk if user is not None else _newcomer(provider, person, email, now)
    _known(user_id, provider)
    if SocialAccount.objects.filter(provider=provider.key, user_id=user_id).exists():
        raise _refused("other_account")
    SocialAccount.objects.create(provider=provider.key, uid=person.sub, user_id=user_id, extra_data={})
    note("tied_elsewhere", user_id=user_id, actor_id=user_id, detail=provider.label, now=now)
    return user_id


def person_is(*, provider: Provider, person: Person, user_id: int) -> bool:
    """Whether whom the provider has sent back is that user."""
    return SocialAccount.objects.filter(provider=provider.key, uid=person.sub, user_id=user_id).exists()


@transaction.atomic
def untie(*, user_id: int, tie_id: int, now: dt.datetime) -> None:
    """Let an account elsewhere bring in its owner no more, until it is tied again by the address."""
    found = SocialAccount.objects.filter(pk=tie_id, user_id=user_id).first()
    if found is not None:
        found.delete()
        note("untied_elsewhere", user_id=user_id, actor_id=user_id, detail=found.provider, now=now)


def _known(user_id: int, provider: Provider) -> int:
    user = user_of_id(user_id)
    if not user.is_active:
        raise _refused("has_left")
    if not provider.may_vouch_for(viewers_of(user_id)):
        raise _refused("other_shops")
    return user_id


def _proven_address(provider: Provider, person: Person) -> str:
    is_theirs = provider.owns_domains and provider.domains and person.is_verified is None
    if not person.email or not (person.is_verified is True or is_theirs):
        raise _refused("unverified")
    if not provider.speaks_for(person.email):
        raise _refused("other_domain", person.email)
    return person.email


def _newcomer(provider: Provider, person: Person, email: str, now: dt.datetime) -> int:
    """Somebody who was never here: invited, or let in because of the domain of their address."""
    name = person.name or email.partition("@")[0]
    invited = _invited(provider, email, name, now)
    if invited is not None:
        return invited
    if not provider.role or provider.shop_id is None or not provider.domains:
        raise _refused("no_account", email)
    audience = provider.role if provider.role in ("ambassador", "advisor") else ""
    member = add_member(shop_id=provider.shop_id, email=email, name=name, role=provider.role, audience=audience)
    return member.user_id


def _invited(provider: Provider, email: str, name: str, now: dt.datetime) -> int | None:
    """Somebody whom a shop has invited by this address, if the provider may bring people into that shop."""
    invitation = open_invitation(email, now)
    if invitation is None or provider.shop_id not in (None, invitation.shop_id):
        return None
    return accept_invitation_of(invitation_id=invitation.pk, user_email=email, name=name, now=now)


def _refused(code: str, email: str = "") -> NotSignedInThere:
    return NotSignedInThere(why=why_not(code, email))
