"""Configuring a company's own sign-in."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.db import transaction

from comptoir.domain.accounts.errors import ProviderMistaken
from comptoir.domain.accounts.noting import note
from comptoir.domain.accounts.oidc.discovery import told_by
from comptoir.domain.accounts.oidc.wire import place_of_url
from comptoir.domain.accounts.queries.providers import AT_MOST, KIND, PURPOSE, Provider, provider_of_key, providers
from comptoir.domain.accounts.rules import is_mail_domain
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed, TooMany
from comptoir.foundation.sealing import sealed
from comptoir.language.cards import masked_line

KEY = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")
NEWCOMERS = ("", "ambassador", "advisor")
"""What newcomers may become without anybody having looked at them."""

LABEL_LONGEST, ISSUER_LONGEST, CLIENT_LONGEST, SECRET_LONGEST, DOMAINS_AT_MOST = 40, 300, 191, 500, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderWanted:
    """A provider as a form has it. An empty `secret` leaves the kept one as it is."""

    label: str
    issuer: str
    client_id: str
    secret: str = ""
    domains: tuple[str, ...] = ()
    role: str = ""
    is_required: bool = False
    owns_domains: bool = False
    vouches: bool = False
    is_on: bool = True


@transaction.atomic
def add_provider(
    *, key: str, shop_id: int | None, wanted: ProviderWanted, actor: Viewer | None, now: dt.datetime
) -> Provider:
    """Configure a company's own sign-in, for one shop; with neither shop nor `actor` (the command line), for all.

    The provider is asked who it is. Raises `ProviderMistaken`, `ProviderNotUsable`, `NotAllowed`, `TooMany`.
    """
    _check_actor(actor, shop_id)
    if not KEY.fullmatch(key) or SocialApp.objects.filter(provider_id=key).exists():
        raise ProviderMistaken(field="key")
    if len(providers()) >= AT_MOST:
        raise TooMany
    row = SocialApp(provider=KIND, provider_id=key, secret="", settings={"shop": shop_id})
    _fill(row, wanted, session_by="")
    row.save()
    _note("provider_added", row, actor, now)
    return provider_of_key(key)


@transaction.atomic
def change_provider(
    *, key: str, wanted: ProviderWanted, actor: Viewer | None, session_by: str = "", now: dt.datetime
) -> Provider:
    """Change one. It can be required only by who has signed in with it in this very session (`session_by`), or from the
    command line: so nobody shuts everybody out by a slip. Another issuer is another house: ties to the one before end.

    Raises as `add_provider`, and `NotFound`.
    """
    provider = provider_of_key(key)
    _check_actor(actor, provider.shop_id)
    row = SocialApp.objects.select_for_update().get(pk=provider.id)
    _fill(row, wanted, session_by=session_by if actor is not None else f"sso:{key}")
    row.save()
    if row.settings["issuer"] != provider.issuer:
        SocialAccount.objects.filter(provider=key).delete()
    _note("provider_changed", row, actor, now)
    return provider_of_key(key)


@transaction.atomic
def switch_provider(
    *, key: str, is_on: bool | None = None, is_required: bool | None = None, now: dt.datetime
) -> Provider:
    """Switch one on or off, or require it, from the command line; the provider itself is not asked. Raises `NotFound`."""
    provider = provider_of_key(key)
    row = SocialApp.objects.select_for_update().get(pk=provider.id)
    if is_required and not provider.domains:
        raise ProviderMistaken(field="domains")
    said = {"is_on": is_on, "is_required": is_required}
    row.settings = {**row.settings, **{name: value for name, value in said.items() if value is not None}}
    row.save()
    _note("provider_changed", row, None, now)
    return provider_of_key(key)


@transaction.atomic
def remove_provider(*, key: str, actor: Viewer | None, now: dt.datetime) -> None:
    """Let nobody sign in by it any more; who has no password asks for one by mail. Raises `NotFound`, `NotAllowed`."""
    provider = provider_of_key(key)
    _check_actor(actor, provider.shop_id)
    row = SocialApp.objects.get(pk=provider.id)
    _note("provider_removed", row, actor, now)
    SocialAccount.objects.filter(provider=key).delete()
    row.delete()


def _check_actor(actor: Viewer | None, shop_id: int | None) -> None:
    if actor is not None and (actor.shop_id != shop_id or not may(actor.role, "manage_single_sign_on")):
        raise NotAllowed


def _fill(row: SocialApp, wanted: ProviderWanted, *, session_by: str) -> None:
    kept: dict[str, Any] = dict(row.settings)
    issuer = wanted.issuer.strip()
    _check(wanted, issuer, shop_id=kept.get("shop"))
    if wanted.is_required and not kept.get("is_required") and session_by != f"sso:{row.provider_id}":
        raise ProviderMistaken(field="is_required")
    if wanted.is_on and (issuer != kept.get("issuer") or not row.pk):
        issuer = told_by(issuer).issuer
    row.name, row.client_id = masked_line(wanted.label), wanted.client_id.strip()
    if wanted.secret:
        kept["sealed"] = sealed(wanted.secret, PURPOSE)
    row.settings = kept | {
        "issuer": issuer,
        "domains": list(wanted.domains),
        "role": wanted.role,
        "is_required": wanted.is_required,
        "owns_domains": wanted.owns_domains,
        "vouches": wanted.vouches,
        "is_on": wanted.is_on,
    }


def _check(wanted: ProviderWanted, issuer: str, *, shop_id: int | None) -> None:
    texts = {
        "label": (wanted.label.strip(), LABEL_LONGEST),
        "issuer": (issuer, ISSUER_LONGEST),
        "client_id": (wanted.client_id.strip(), CLIENT_LONGEST),
        "secret": (wanted.secret or "-", SECRET_LONGEST),
    }
    for field, (text, longest) in texts.items():
        if not text or len(text) > longest or "\0" in text:
            raise ProviderMistaken(field=field)
    place_of_url(issuer)
    needs_domains = wanted.is_required or wanted.owns_domains or bool(wanted.role) or shop_id is not None
    is_odd = not all(map(is_mail_domain, wanted.domains)) or len(wanted.domains) > DOMAINS_AT_MOST
    if is_odd or (needs_domains and not wanted.domains):
        raise ProviderMistaken(field="domains")
    if wanted.role not in NEWCOMERS or (wanted.role and shop_id is None):
        raise ProviderMistaken(field="role")


def _note(act: str, row: SocialApp, actor: Viewer | None, now: dt.datetime) -> None:
    who, shop_id = (actor.user_id if actor else None), row.settings.get("shop")
    note(act, user_id=None, actor_id=who, shop_id=shop_id, detail=row.name, now=now)
