"""Phrases: the list with how they are used, their form, and spreadsheets in and out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.knowledge.actions import import_phrases, remove_phrase, write_phrase
from comptoir.domain.knowledge.errors import FileNotRead, PhraseNotFound
from comptoir.domain.knowledge.queries import (
    PhraseFilters,
    Uses,
    every_phrase,
    phrase_for,
    phrases_page,
    uses_by_member,
    uses_by_month,
    uses_of,
)
from comptoir.domain.knowledge.rules import (
    PHRASE_LONGEST,
    SHORTCUT_LONGEST,
    VARIABLES,
    NotATable,
    WrittenPhrase,
    may_write_phrase,
    rows_in,
    table,
)
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.clock import now
from comptoir.foundation.pages import cursor_in, cursor_text
from comptoir.language.locales import locale_of
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.at_hand.pages import (
    csv_answer,
    language_asked,
    last_change,
    search_asked,
    shared_context,
    text_of_file,
    viewer_in_shop,
)
from comptoir.surfaces.console.at_hand.texts import at_hand_texts
from comptoir.surfaces.console.feeding import note_became, prefilled
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.showing import moment, reading

FIELDS = ("language", "audience", "shortcut", "title", "body", "words", "topic")
TITLES = ("language", "audience", "shortcut", "title", "text", "words", "topic")
COLUMNS = (*TITLES, "used", "last_used", "people")
NAMES = dict(zip(TITLES, FIELDS, strict=True)) | {"body": "body"}
MISTAKES_SHOWN = 50


@for_agents("GET", right="use_phrases")
def phrases(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The shop's phrases, by language, audience and words; or those that nobody uses."""
    viewer = viewer_in_shop(request, agent)
    asked, at = _filters(request, viewer), now()
    page = phrases_page(viewer, asked, now=at, after=cursor_in(request.GET.get("after")))
    address = {"shop": viewer.shop_id, **_address(asked)}
    following = urlencode(address | {"after": cursor_text(page.next_cursor)}) if page.next_cursor else ""
    shared = shared_context(viewer, "phrases")
    uses = uses_of(viewer.shop_id, "phrase", [it.pk for it in page.rows])
    rows = [_row(it, viewer, dict(shared["audiences"]), uses.get(it.pk, Uses())) for it in page.rows]
    return desk_page(request, agent, "phrases.html", filters=asked, rows=rows, following=following, **shared)


@for_agents("GET", "POST", right="write_phrases")
def new_phrase(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Write one."""
    viewer = viewer_in_shop(request, agent)
    if request.method == "POST":
        saved = _save(request, viewer, None)
        note_became(agent, request, "phrase")
        return saved
    begun = _begun(request, agent, viewer)
    return _form(request, agent, viewer, begun, None)


@for_agents("GET", "POST", right="use_phrases")
def phrase(request: HttpRequest, agent: Agent, phrase_id: int) -> HttpResponse:
    """Write one anew; or read it, for whom that is not theirs to do."""
    viewer, found = _found(agent, phrase_id)
    if request.method == "POST":
        return _save(request, viewer, phrase_id)
    return _form(request, agent, viewer, _written(found), found)


@for_agents("POST", right="write_phrases")
def remove(_request: HttpRequest, agent: Agent, phrase_id: int) -> HttpResponse:
    """Forget one."""
    viewer, _phrase = _found(agent, phrase_id)
    remove_phrase(viewer=viewer, phrase_id=phrase_id)
    return done(_list_of(viewer))


@for_agents("GET", "POST", right="write_phrases")
def file(request: HttpRequest, agent: Agent) -> HttpResponse:
    """All of them as a spreadsheet; or those of a spreadsheet. Says what came of each row."""
    viewer = viewer_in_shop(request, agent)
    if request.method == "GET":
        return csv_answer(table(COLUMNS, _rows_out(viewer)), f"phrases-{shared_context(viewer, 'phrases')['shop'].key}")
    try:
        read = rows_in(text_of_file(request), NAMES)
    except NotATable as error:
        raise FileNotRead from error
    written = [(line, _of_row(row)) for line, row in read]
    came = import_phrases(viewer=viewer, rows=written, now=now())
    shown = came._replace(mistakes=came.mistakes[:MISTAKES_SHOWN])
    return fragment(request, "imported.html", came=shown, refused=len(came.mistakes), back=_list_of(viewer))


def _rows_out(viewer: Viewer) -> Iterator[list[str]]:
    """Each phrase as a row of the spreadsheet, with how it is used."""
    uses = uses_of(viewer.shop_id, "phrase")
    for it in every_phrase(viewer):
        last = it.used_at.date().isoformat() if it.used_at else ""
        people = uses.get(it.pk, Uses()).people
        yield [*(getattr(it, name) for name in FIELDS), str(it.used), last, str(people)]


def _filters(request: HttpRequest, viewer: Viewer) -> PhraseFilters:
    audience = request.GET.get("audience", "")[:40]
    return PhraseFilters(
        language=language_asked(request.GET.get("language"), viewer),
        audience=audience,
        words=search_asked(request.GET.get("q")),
        is_unused=request.GET.get("unused") == "1",
    )


def _address(asked: PhraseFilters) -> dict[str, str]:
    unused = "1" if asked.is_unused else ""
    given = {"language": asked.language, "audience": asked.audience, "q": asked.words, "unused": unused}
    return {name: value for name, value in given.items() if value}


def _row(it: Any, viewer: Viewer, audiences: dict[str, str], uses: Uses) -> dict[str, Any]:
    return {
        "phrase": it,
        "audience": audiences.get(it.audience, it.audience),
        "used_at": moment(it.used_at) if it.used_at else "",
        "people": uses.people,
        "may_write": may_write_phrase(viewer, it.shop_id, it.audience),
    }


def _found(agent: Agent, phrase_id: int) -> tuple[Viewer, Any]:
    for viewer in agent.viewers:
        try:
            return viewer, phrase_for(viewer, phrase_id)
        except PhraseNotFound:
            continue
    raise PhraseNotFound


def _begun(request: HttpRequest, agent: Agent, viewer: Viewer) -> WrittenPhrase:
    """An empty form, or one that begins with an answer of the feed."""
    language = language_asked(request.GET.get("language"), viewer) or shared_context(viewer, "phrases")["shop"].language
    if (answer := prefilled(agent, request)) is not None:
        return WrittenPhrase(answer.language, answer.title, answer.words)
    return WrittenPhrase(language, search_asked(request.GET.get("title")), "")


def _save(request: HttpRequest, viewer: Viewer, phrase_id: int | None) -> HttpResponse:
    longest = {"body": 2 * PHRASE_LONGEST, "title": 400, "words": 1000}
    text = WrittenPhrase(**{name: words_of(request, name, longest.get(name, 60)) for name in FIELDS})
    write_phrase(viewer=viewer, text=text, phrase_id=phrase_id, now=now())
    return done(_list_of(viewer))


def _of_row(row: dict[str, str]) -> WrittenPhrase:
    return WrittenPhrase(**{name: row.get(name, "") for name in FIELDS})


def _written(it: Any) -> WrittenPhrase:
    return WrittenPhrase(**{name: getattr(it, name) for name in FIELDS})


def _form(request: HttpRequest, agent: Agent, viewer: Viewer, text: WrittenPhrase, found: Any) -> HttpResponse:
    names, locale = at_hand_texts(), locale_of(reading())
    uses = uses_by_month(viewer.shop_id, "phrase", found.pk) if found else []
    shown = {
        "text": text,
        "phrase": found,
        "changed": last_change(found) if found else "",
        "uses": [(format_date(month, "LLLL y", locale=locale), times) for month, times in uses],
        "users": _users(viewer, found) if found else [],
        "may_change": may_write_phrase(viewer, viewer.shop_id, found.audience if found else ""),
        "variables": [(name, names[f"gap_{name}"]) for name in VARIABLES],
        "shortcut_longest": SHORTCUT_LONGEST,
        "body_longest": PHRASE_LONGEST,
    }
    return desk_page(request, agent, "phrase.html", **shown, **shared_context(viewer, "phrases"))


def _users(viewer: Viewer, found: Any) -> list[tuple[str, int, str]]:
    """Who has sent it; for those who watch over the team, others see how often only."""
    if not may(viewer.role, "manage_knowledge"):
        return []
    return [(it.name, it.times, moment(it.last_at)) for it in uses_by_member(viewer.shop_id, "phrase", found.pk)]


def _list_of(viewer: Viewer) -> str:
    return f"{reverse('console:phrases')}?shop={viewer.shop_id}"
