"""How things appear on the screen: names as far as the charter grants them, places that a link may lead to, moments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter, fields_granted
from comptoir.domain.people.rules import WATCHERS, Viewer
from comptoir.foundation.clock import now

ROLES = {
    "ambassador": lambda: _("Ambassador"),
    "advisor": lambda: _("Advisor"),
    "referent": lambda: _("Referent"),
    "community_manager": lambda: _("Community manager"),
    "manager": lambda: _("Manager"),
    "administrator": lambda: _("Administrator"),
}


def granted_fields(viewer: Viewer, charter: Charter) -> frozenset[str]:
    """What the charter lets the viewer see of a customer."""
    return fields_granted(charter, audience=viewer.audience, sees_all=viewer.sees_all)


def charter_of_shop(shop_id: int) -> Charter:
    """The shop's charter in force at this moment."""
    return charter_in_force(shop_id, now())[1]


def name_of(conversation: object, granted: frozenset[str]) -> str:
    """Who the customer is, as far as the viewer may know; else a word with which to tell them apart."""
    customer, visitor = conversation.customer, conversation.visitor  # type: ignore[attr-defined]
    first = (customer.first_name if customer else "") or visitor.first_name
    last = customer.last_name if customer else ""
    known = [first if "first_name" in granted else "", last if "last_name" in granted else ""]
    name = " ".join(part for part in known if part)
    return name or _("Visitor %(reference)s") % {"reference": conversation.reference[-3:]}  # type: ignore[attr-defined]


def audience_names(charter: Charter) -> dict[str, str]:
    """What the shop calls each of its audiences, in the reader's language."""
    return {key: audience.name.in_language(reading()) for key, audience in charter.audiences.items()}


def topic_names(charter: Charter) -> dict[str, str]:
    """What the shop calls each of its topics, in the reader's language."""
    return {key: topic.name.in_language(reading()) for key, topic in charter.topics.items()}


def quoted(words: str) -> str:
    """Words that somebody has said, in the reader's own marks."""
    return _("“{words}”").format(words=words)


def role_names() -> dict[str, str]:
    """What each role is called."""
    return {role: name() for role, name in ROLES.items()}


def title_of(role: str, audience: str, audiences: Mapping[str, str]) -> str:
    """What colleagues call somebody: who watches over the desk by their role, others by whom customers ask for."""
    return role_names()[role] if role in WATCHERS else audiences.get(audience) or role_names()[role]


def page_link(url: str) -> tuple[str, str]:
    """An address that may be followed (or nothing) and a short name for it. What a browser claims may be anything."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    place = f"{parts.netloc}{parts.path}".rstrip("/")
    return (url if parts.scheme in ("http", "https") and parts.netloc else ""), place


def moment(at: dt.datetime | None) -> str:
    """A moment as scripts read it and as it sorts: ISO 8601 in UTC with `Z`."""
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z") if at else ""


def span_of(seconds: float) -> str:
    """A span in words: seconds up to two minutes, then minutes, then hours."""
    whole = round(seconds)
    if whole < 120:
        return ngettext("%(n)s second", "%(n)s seconds", whole) % {"n": whole}
    if whole < 7200:
        return ngettext("%(n)s minute", "%(n)s minutes", whole // 60) % {"n": whole // 60}
    return ngettext("%(n)s hour", "%(n)s hours", whole // 3600) % {"n": whole // 3600}


def reading() -> str:
    """The language of whoever reads."""
    return (get_language() or "en").split("-")[0]


def spoken(lines: Iterable[str], language: str) -> Iterator[str]:
    """The lines, written in the reader's language whatever else is written between two of them."""
    each = iter(lines)
    while True:
        with override(language):
            line = next(each, None)
        if line is None:
            return
        yield line
