"""Pages of the shop that may be sent: by hand, from its sitemap, from a spreadsheet. A10, A12"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.knowledge.actions import Imported, import_links, remove_link, write_link
from comptoir.domain.knowledge.errors import FileNotRead, LinkNotFound
from comptoir.domain.knowledge.queries import every_link, link_of, links_page, uses_of
from comptoir.domain.knowledge.rules import NotASitemap, NotATable, WrittenLink, addresses_in, rows_in, table
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.pages import cursor_in, cursor_text
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.at_hand.pages import (
    content_of_file,
    csv_answer,
    language_asked,
    last_change,
    search_asked,
    shared_context,
    text_of_file,
    viewer_in_shop,
)
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.showing import moment

COLUMNS = ("language", "address", "title", "words")
NAMES = {name: name for name in COLUMNS} | {"url": "address", "page": "address"}
MISTAKES_SHOWN = 50


@for_agents("GET", right="use_phrases")
def links(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The shop's pages, by language and words."""
    viewer = viewer_in_shop(request, agent)
    language = language_asked(request.GET.get("language"), viewer)
    words = search_asked(request.GET.get("q"))
    page = links_page(viewer.shop_id, language=language, words=words, after=cursor_in(request.GET.get("after")))
    address = {"shop": viewer.shop_id, "language": language, "q": words}
    following = urlencode(address | {"after": cursor_text(page.next_cursor)}) if page.next_cursor else ""
    uses = uses_of(viewer.shop_id, "link", [it.pk for it in page.rows])
    lasts = {of: (it.people, moment(it.last_at)) for of, it in uses.items()}
    shown = {"rows": page.rows, "lasts": lasts, "language": language, "search": words, "following": following}
    return desk_page(request, agent, "page_links.html", **shown, **shared_context(viewer, "page_links"))


@for_agents("GET", "POST", right="manage_knowledge")
def new_link(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Write one down."""
    viewer = viewer_in_shop(request, agent)
    if request.method == "POST":
        return _save(request, viewer, None)
    empty = WrittenLink(shop_of_id(viewer.shop_id).language, "")
    return _form(request, agent, viewer, empty)


@for_agents("GET", "POST", right="manage_knowledge")
def link(request: HttpRequest, agent: Agent, link_id: int) -> HttpResponse:
    """Write one anew."""
    viewer = _of_link(agent, link_id)
    if request.method == "POST":
        return _save(request, viewer, link_id)
    row = link_of(viewer.shop_id, link_id)
    return _form(request, agent, viewer, WrittenLink(row.language, row.address, row.title, row.words), row)


@for_agents("POST", right="manage_knowledge")
def remove(_request: HttpRequest, agent: Agent, link_id: int) -> HttpResponse:
    """Forget one."""
    viewer = _of_link(agent, link_id)
    remove_link(viewer=viewer, link_id=link_id)
    return done(_list_of(viewer))


@for_agents("GET", "POST", right="manage_knowledge")
def file(request: HttpRequest, agent: Agent) -> HttpResponse:
    """All of them as a spreadsheet; or those of a spreadsheet or a sitemap. Says what came of each row."""
    viewer = viewer_in_shop(request, agent)
    if request.method == "GET":
        rows = ([getattr(it, name) for name in COLUMNS] for it in every_link(viewer.shop_id))
        return csv_answer(table(COLUMNS, rows), f"pages-{shop_of_id(viewer.shop_id).key}")
    came = _read_sitemap(request, viewer) if _is_sitemap(request) else _read_table(request, viewer)
    shown = came._replace(mistakes=came.mistakes[:MISTAKES_SHOWN])
    return fragment(request, "imported.html", came=shown, refused=len(came.mistakes), back=_list_of(viewer))


def _is_sitemap(request: HttpRequest) -> bool:
    sent = request.FILES.get("file")
    return sent is not None and str(sent.name).lower().endswith(".xml")


def _read_sitemap(request: HttpRequest, viewer: Viewer) -> Imported:
    language = language_asked(request.POST.get("language"), viewer) or shop_of_id(viewer.shop_id).language
    try:
        addresses = addresses_in(content_of_file(request))
    except NotASitemap as error:
        raise FileNotRead from error
    rows = [(place, WrittenLink(language, address)) for place, address in enumerate(addresses, 1)]
    return import_links(viewer=viewer, rows=rows, source="sitemap", now=now())


def _read_table(request: HttpRequest, viewer: Viewer) -> Imported:
    language = language_asked(request.POST.get("language"), viewer) or shop_of_id(viewer.shop_id).language
    try:
        read = rows_in(text_of_file(request), NAMES)
    except NotATable as error:
        raise FileNotRead from error
    rows = [
        (line, WrittenLink(**{"language": language, "address": "", **{k: v for k, v in row.items() if v}}))
        for line, row in read
    ]
    return import_links(viewer=viewer, rows=rows, source="csv", now=now())


def _of_link(agent: Agent, link_id: int) -> Viewer:
    for viewer in agent.viewers:
        try:
            link_of(viewer.shop_id, link_id)
        except LinkNotFound:
            continue
        return viewer
    raise LinkNotFound


def _save(request: HttpRequest, viewer: Viewer, link_id: int | None) -> HttpResponse:
    longest = {"language": 8, "address": 1000, "title": 400, "words": 1000}
    written = WrittenLink(**{name: words_of(request, name, longest[name]) for name in COLUMNS})
    write_link(viewer=viewer, link=written, link_id=link_id, now=now())
    return done(_list_of(viewer))


def _form(request: HttpRequest, agent: Agent, viewer: Viewer, text: WrittenLink, row: Any = None) -> HttpResponse:
    changed = last_change(row) if row else ""
    shown: dict[str, Any] = {"text": text, "link_id": row.pk if row else None, "changed": changed}
    return desk_page(request, agent, "page_link.html", **shown, **shared_context(viewer, "page_links"))


def _list_of(viewer: Viewer) -> str:
    return f"{reverse('console:page_links')}?shop={viewer.shop_id}"
