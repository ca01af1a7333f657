"""What we can tell of charters. They are asked for at every turn and never change, so each process remembers them."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.models import CharterVersion
from comptoir.domain.charter.rules import Change, Charter, compare, parse
from comptoir.domain.shops.queries import shop_day

REMEMBERED = 2.0
"""Seconds for which a process trusts its list of a shop's versions."""

AT_HAND = 512
"""Charters that a process keeps read, some 65 kB each. Every shop is looked at every second, and reading one takes 10 ms."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a charter as others need it; `applied_by` is a name, or nothing."""

    id: int
    number: int
    in_force_from: dt.date
    applied_at: dt.datetime
    applied_by: str


_versions: dict[int, tuple[float, list[tuple[int, dt.date]]]] = {}


def charter_in_force(shop_id: int, now: dt.datetime) -> tuple[int, Charter]:
    """The version's id and the charter that holds at `now`: of those whose day has come the newest, else the newest of all.

    Raises `NoCharter`.
    """
    versions = _newest_first(shop_id)
    if not versions:
        raise NoCharter
    today = shop_day(shop_id, now)
    version_id = next((pk for pk, in_force_from in versions if in_force_from <= today), versions[0][0])
    return version_id, charter_of_version(version_id)


def version_in_force(shop_id: int, now: dt.datetime) -> int:
    """The version that holds at `now`, read anew: for who hears of one that this process may not know yet. Raises `NoCharter`."""
    _versions.pop(shop_id, None)
    return charter_in_force(shop_id, now)[0]


@lru_cache(maxsize=AT_HAND)
def charter_of_version(version_id: int) -> Charter:
    """The charter of a version. Raises `NoCharter`."""
    text, feed = _texts_of_version(version_id)
    return parse(text, lambda _: feed)


def text_of_version(version_id: int) -> str:
    """The text of a version as it was applied. Raises `NoCharter`."""
    return _texts_of_version(version_id)[0]


def versions_of(shop_id: int) -> list[Version]:
    """All versions of a shop's charter, newest first."""
    rows = CharterVersion.objects.filter(shop_id=shop_id).order_by("-number")
    fields = ("id", "number", "in_force_from", "applied_at", "applied_by__name")
    return [Version(pk, number, day, at, name or "") for pk, number, day, at, name in rows.values_list(*fields)]


def changes_of_version(version_id: int) -> list[Change]:
    """What a version changed since the one before it; nothing for the first. Raises `NoCharter`."""
    version = CharterVersion.objects.filter(pk=version_id).first()
    if version is None:
        raise NoCharter
    before = CharterVersion.objects.filter(shop_id=version.shop_id, number=version.number - 1).first()
    return compare(charter_of_version(before.pk), charter_of_version(version.pk)) if before else []


def forget_charters() -> None:
    """Read again at the next question."""
    _versions.clear()
    charter_of_version.cache_clear()


def _texts_of_version(version_id: int) -> tuple[str, str]:
    """The text of the charter, and that of its calendar's file or nothing."""
    texts = CharterVersion.objects.filter(pk=version_id).values_list("text", "feed").first()
    if texts is None:
        raise NoCharter
    return texts


def _newest_first(shop_id: int) -> Sequence[tuple[int, dt.date]]:
    remembered = _versions.get(shop_id)
    if remembered and time.monotonic() - remembered[0] < REMEMBERED:
        return remembered[1]
    read_at = time.monotonic()
    rows = CharterVersion.objects.filter(shop_id=shop_id).order_by("-number")
    versions = list(rows.values_list("id", "in_force_from"))
    _versions[shop_id] = (read_at, versions)
    return versions
