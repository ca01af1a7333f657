"""What the pages of phrases, shop pages and synonyms share: which shop, which languages, and files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comptoir.domain.charter.rules import Charter
from comptoir.domain.knowledge.errors import FileNotRead
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.security_words import told_at
from comptoir.surfaces.console.showing import audience_names, charter_of_shop, topic_names
from comptoir.surfaces.console.writing import language_name

LARGEST_FILE = 10 * 2**20
SEARCH_LONGEST = 80


def viewer_in_shop(request: HttpRequest, agent: Agent) -> Viewer:
    """The agent in the shop that is asked for, or in their first one. Raises `NotAllowed`."""
    asked = request.POST if request.method == "POST" else request.GET
    return agent.in_shop(number_in(asked.get("shop")) or agent.viewers[0].shop_id)


def shared_context(viewer: Viewer, part: str) -> dict[str, Any]:
    """What each of the pages shows: the shop, its languages, audiences and topics, and which tabs are open to the viewer."""
    shop = shop_of_id(viewer.shop_id)
    charter: Charter = charter_of_shop(viewer.shop_id)
    return {
        "part": part,
        "shop": shop,
        "languages": [(code, language_name(code)) for code in shop.languages],
        "audiences": list(audience_names(charter).items()),
        "topics": sorted(topic_names(charter).items(), key=lambda it: it[1].lower()),
        "may_write": may(viewer.role, "write_phrases"),
        "may_manage": may(viewer.role, "manage_knowledge"),
    }


def last_change(row: Any) -> str:
    """Who last changed a phrase or a page, and when; without the name where they are known no more."""
    by, when = row.changed_by, told_at(row.changed_at)
    if by is None:
        return _("Last changed on %(when)s.") % {"when": when}
    return _("Last changed by %(name)s on %(when)s.") % {"name": by.display_name, "when": when}


def language_asked(text: str | None, viewer: Viewer) -> str:
    """One of the shop's languages, or "" for all. Raises `BadRequest`."""
    if text and text not in shop_of_id(viewer.shop_id).languages:
        raise BadRequest("not a language of this shop")
    return text or ""


def search_asked(text: str | None) -> str:
    """What is looked for."""
    return (text or "").replace("\0", "").strip()[:SEARCH_LONGEST]


def content_of_file(request: HttpRequest) -> bytes:
    """The file that was sent. Raises `FileNotRead` when there is none, or it is too large."""
    sent = request.FILES.get("file")
    if sent is None or not sent.size or sent.size > LARGEST_FILE:
        raise FileNotRead
    return bytes(sent.read())


def text_of_file(request: HttpRequest) -> str:
    """The file's text, UTF-8 or as old spreadsheets write it. Raises `FileNotRead`."""
    content = content_of_file(request)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def csv_answer(text: str, name: str) -> HttpResponse:
    """A spreadsheet to be saved."""
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
