"""The companies' own sign-ins that are configured, and whom each may vouch for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.conf import settings

from comptoir.domain.accounts.rules import domain_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotFound
from comptoir.foundation.sealing import unsealed

KIND = "openid_connect"
PURPOSE = b"comptoir single sign-on secrets 1"
AT_MOST = 50
"""Providers of an installation."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A company's own sign-in. That of one shop (`shop_id`) vouches for people who work for that shop alone.

    `domains` are the mail domains it may speak for (none: any address it confirms); `owns_domains`: it alone hands out
    their addresses, so that one there needs no further word; `role`: what newcomers become, none where nobody comes anew;
    `is_required`: its people sign in nowhere else; `vouches`: it asks for a second factor itself.
    """

    id: int
    key: str
    label: str
    issuer: str
    client_id: str
    shop_id: int | None
    domains: tuple[str, ...]
    role: str
    is_required: bool
    owns_domains: bool
    vouches: bool
    is_on: bool

    def speaks_for(self, email: str) -> bool:
        """Whether it may vouch for an address."""
        return not self.domains or domain_of(email) in self.domains

    def may_vouch_for(self, viewers: Iterable[Viewer]) -> bool:
        """Whether it may bring somebody in who works where these say. A shop's own sign-in opens no other shop's door."""
        return self.shop_id is None or {it.shop_id for it in viewers} <= {self.shop_id}


def providers() -> list[Provider]:
    """All of them, by what they are called."""
    return [_provider(row) for row in SocialApp.objects.filter(provider=KIND).order_by("name", "pk")[:AT_MOST]]


def providers_for(shop_ids: Collection[int]) -> list[Provider]:
    """Those of these shops, and those of the whole installation."""
    return [it for it in providers() if it.shop_id is None or it.shop_id in shop_ids]


def provider_of_key(key: str) -> Provider:
    """The one of that key. Raises `NotFound`."""
    row = SocialApp.objects.filter(provider=KIND, provider_id=key).first()
    if row is None:
        raise NotFound
    return _provider(row)


def provider_required_for(email: str, viewers: Sequence[Viewer]) -> Provider | None:
    """By which provider somebody has to sign in; None where any way will do."""
    asking = (it for it in providers() if it.is_on and it.is_required and it.domains)
    return next((it for it in asking if it.speaks_for(email) and it.may_vouch_for(viewers)), None)


def ties_of(user_id: int) -> list[SocialAccount]:
    """The accounts elsewhere by which somebody signs in here."""
    return list(SocialAccount.objects.filter(user_id=user_id).order_by("pk"))


def secret_of(provider: Provider) -> str:
    """The secret by which the provider knows us, opened to be used."""
    kept = SocialApp.objects.filter(pk=provider.id).values_list("settings", flat=True).first() or {}
    return unsealed(str(kept.get("sealed", "")), PURPOSE)


def address_of_return(path: str) -> str:
    """Where a provider sends browsers back to: the public address, whatever host a request names. A20."""
    return f"{settings.PUBLIC_URL}{path}"


def _provider(row: SocialApp) -> Provider:
    kept = row.settings
    return Provider(
        id=row.pk,
        key=row.provider_id,
        label=row.name,
        issuer=str(kept.get("issuer", "")),
        client_id=row.client_id,
        shop_id=kept.get("shop"),
        domains=tuple(kept.get("domains", ())),
        role=str(kept.get("role", "")),
        is_required=bool(kept.get("is_required")),
        owns_domains=bool(kept.get("owns_domains")),
        vouches=bool(kept.get("vouches")),
        is_on=bool(kept.get("is_on", True)),
    )
