"""Which second factors somebody has, and whether they need one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator

from comptoir.domain.accounts.rules import has_second
from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import all_shops

TYPE = Authenticator.Type


@dataclass(frozen=True, slots=True)
class Key:
    """A passkey, as its owner sees it."""

    id: int
    name: str
    may_sign_in: bool
    created_at: dt.datetime
    last_used_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody has set up; `codes_left` of the recovery codes."""

    totp_since: dt.datetime | None
    passkeys: tuple[Key, ...]
    codes_left: int

    @property
    def any(self) -> bool:
        return self.totp_since is not None or bool(self.passkeys)


def factors_of(user_id: int) -> Factors:
    """The user's second factors, by one query."""
    rows = list(Authenticator.objects.filter(user_id=user_id).order_by("created_at", "pk"))
    totp = next((it.created_at for it in rows if it.type == TYPE.TOTP), None)
    codes = next((_left(it.data) for it in rows if it.type == TYPE.RECOVERY_CODES), 0)
    return Factors(totp, tuple(_key(it) for it in rows if it.type == TYPE.WEBAUTHN), codes)


def second_factors_of(user_ids: Iterable[int]) -> frozenset[int]:
    """Those of the users who have a second factor."""
    rows = Authenticator.objects.filter(user_id__in=list(user_ids), type__in=[TYPE.TOTP, TYPE.WEBAUTHN])
    return frozenset(rows.values_list("user_id", flat=True))


def must_have_second(viewers: Iterable[Viewer], now: dt.datetime) -> bool:
    """Whether the charter of one of their shops asks a second factor of their role there."""
    return any(viewer.role in roles_that_need_second(viewer.shop_id, now) for viewer in viewers)


def is_let_in(session: Mapping[str, Any], viewers: Iterable[Viewer], now: dt.datetime) -> bool:
    """Whether the holder of a session may come in: a second factor was shown in it, or none is asked of them."""
    return has_second(session) or not must_have_second(viewers, now)


def is_second_asked_anywhere(now: dt.datetime) -> bool:
    """Whether any shop's charter asks a second factor of anybody; answered from memory."""
    return any(roles_that_need_second(shop.id, now) for shop in all_shops())


def roles_that_need_second(shop_id: int, now: dt.datetime) -> tuple[str, ...]:
    """The roles of which the shop's charter asks a second factor."""
    try:
        return charter_in_force(shop_id, now)[1].team.second_factor
    except NoCharter:
        return ()


def _key(row: Authenticator) -> Key:
    properties = row.data.get("credential", {}).get("clientExtensionResults", {}).get("credProps", {})
    name = str(row.data.get("name", ""))
    return Key(row.pk, name, bool(properties.get("rk")), row.created_at, row.last_used_at)


def _left(data: Mapping[str, Any]) -> int:
    from allauth.mfa import app_settings

    return int(app_settings.RECOVERY_CODE_COUNT) - int(data.get("used_mask", 0)).bit_count()
