"""Mail to an address nobody has, as a list shows it: where it went, and nothing of what it says."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import Any, NamedTuple

from babel.dates import format_date
from django.utils.translation import gettext as _

from comptoir.domain.channels.queries import KEPT_OF_NOBODY
from comptoir.domain.people.rules import Viewer, may
from comptoir.language.locales import locale_of
from comptoir.surfaces.console.mailing.words import state_words, why_words
from comptoir.surfaces.console.showing import moment, reading

NOBODYS = "nobodys"


class NobodysMail(NamedTuple):
    """`to` are those of its addresses that the reader may know, `until` the day after which it is gone. `is_erased`: nothing of it
    is left but that it came.
    """

    id: int
    to: list[str]
    state_name: str
    why: str
    at: str
    until: str
    is_erased: bool
    may_erase: bool


def nobodys_view(viewers: Iterable[Viewer]) -> dict[str, Callable[[], str]]:
    """The view of them, for who may see it."""
    is_seen = any(may(it.role, "see_unclaimed_mail") for it in viewers)
    return {NOBODYS: lambda: _("To an address nobody has")} if is_seen else {}


def nobodys_shown(rows: Iterable[Any], addresses: dict[int, list[str]], erasable: Container[int]) -> list[NobodysMail]:
    """They as rows; `erasable` are those that the reader may erase."""
    return [
        NobodysMail(
            id=row.pk,
            to=addresses[row.pk],
            state_name=state_words(row.state),
            why=why_words(row.why) if row.why else "",
            at=moment(row.received_at),
            until=format_date(row.received_at + KEPT_OF_NOBODY, "long", locale=locale_of(reading())),
            is_erased=row.why == "erased",
            may_erase=row.pk in erasable,
        )
        for row in rows
    ]
