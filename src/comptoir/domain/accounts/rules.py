"""What we decide about signing in: pure, `now` is passed in."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from comptoir.domain.people.rules import Viewer, may

FRESH_FOR = 15 * 60
"""Seconds after somebody has proven who they are during which they may change how they prove it."""

BY, SECOND_BY, PROVEN_AT, SIGN_IN = "signed_in_by", "second_by", "proven_at", "sign_in"
"""What a session says: by what it was begun, by what second factor, when that was last proven (a Unix time), and its row in the list."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Vivaldi", "Vivaldi"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
MAIL_DOMAIN = re.compile(r"(?=.{3,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
WEAK_ALONE = re.compile(r"(.)\1*|(?:0123456789|1234567890|qwertyuiop|azertyuiop|abcdefghij).*", re.IGNORECASE)
LEAST_DIFFERENT = 5
"""Different characters that a password has at the least."""


def has_second(session: Mapping[str, Any]) -> bool:
    """Whether a second factor was shown in this session, or somebody we trust vouched for one."""
    return bool(session.get(SECOND_BY))


def is_fresh(session: Mapping[str, Any], now: float) -> bool:
    """Whether who holds the session has proven a moment ago who they are."""
    proven = session.get(PROVEN_AT)
    return isinstance(proven, int | float) and 0 <= now - proven < FRESH_FOR


def may_look_after(actor: Collection[Viewer], member: Collection[Viewer]) -> bool:
    """Whether somebody may give a colleague back their way in. An account is one for all shops: they need the right in each
    shop the colleague works for, and only administrators touch administrators. Nobody does it for themselves.
    """
    if not member or {it.user_id for it in actor} & {it.user_id for it in member}:
        return False
    roles = {it.shop_id: it.role for it in actor}
    return all(_may_in(roles.get(it.shop_id, ""), it.role) for it in member)


def _may_in(role: str, of: str) -> bool:
    return bool(role) and may(role, "manage_security") and (of != "administrator" or role == "administrator")


def browser_of(user_agent: str) -> tuple[str, str]:
    """The browser and the system that a browser says it is; "" for what nobody knows."""
    return _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)


def _first(known: Iterable[tuple[str, str]], text: str) -> str:
    return next((name for mark, name in known if mark in text), "")


def place_of(address: str) -> str:
    """An address so shortened that it is a neighbourhood's, not a machine's: 203.0.113.…, 2001:db8:12:…; "" for none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if isinstance(found, ipaddress.IPv4Address):
        return ".".join(str(found).split(".")[:3]) + ".…"
    return ":".join(part.lstrip("0") or "0" for part in found.exploded.split(":")[:3]) + ":…"


def domain_of(email: str) -> str:
    """The domain of an address, small; "" where there is none."""
    name, at, domain = email.strip().lower().rpartition("@")
    return domain if name and at else ""


def is_mail_domain(text: str) -> bool:
    """Whether it is written as a domain of addresses is."""
    return MAIL_DOMAIN.fullmatch(text) is not None


def is_too_simple(password: str, known: Iterable[str]) -> bool:
    """Whether anybody would think of it: a row of keys, few different characters, or little more than a word of the house."""
    if len(set(password.lower())) < LEAST_DIFFERENT or WEAK_ALONE.fullmatch(password):
        return True
    bare = re.sub(r"[\W\d_]+", "", password.lower())
    return any(word and word in bare and len(bare) - len(word) < 4 for word in (_bare(it) for it in known))


def _bare(word: str) -> str:
    bare = re.sub(r"[\W\d_]+", "", word.lower())
    return bare if len(bare) > 3 else ""
