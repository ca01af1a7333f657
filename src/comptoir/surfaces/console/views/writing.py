"""How the team writes: its most frequent mistakes, the shop's dictionary, the rules with examples."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.wording.actions import WORDS_AT_MOST, add_word, remove_word
from comptoir.domain.wording.queries import clauses_beside_own, languages_told, mistakes_beside_own, page_of_words
from comptoir.domain.wording.rules import LONGEST_WORD, may_add_words, may_remove_word
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.paces import WORDS_A_MINUTE, keep_pace
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.showing import charter_of_shop, moment
from comptoir.surfaces.console.writing import (
    clauses_of_mistakes,
    language_name,
    languages_of,
    rules_here,
    writes_to_customers,
)

SPANS = (30, 90)
"""Days over which mistakes are looked at."""
LONGEST_FIELD = 200


@for_agents("GET", right="open_console")
def mistakes(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The team's most frequent mistakes in a shop and a language, with the asker's own beside them; nobody else's."""
    viewer = _viewer(request.GET, agent)
    charter = charter_of_shop(viewer.shop_id)
    languages, days = languages_of(charter), _days(request.GET.get("days"))
    language = _language(request.GET.get("language"), languages) or (languages[0][0] if languages else "")
    counts = clauses_beside_own(viewer.shop_id, days, viewer.membership_id)
    frequent = mistakes_beside_own(viewer.shop_id, language, days, viewer.membership_id)
    sums = {code: sum(it.times for it in counts if it.language == code) for code, _name in languages}
    return desk_page(
        request,
        agent,
        "writing_mistakes.html",
        shop=shop_of_id(viewer.shop_id),
        part="writing",
        days=days,
        spans=SPANS,
        language=language,
        languages=[(code, name, sums[code]) for code, name in languages],
        clauses=clauses_of_mistakes(counts, frequent, language),
        has_own=writes_to_customers(viewer),
        is_team_told=language in languages_told(viewer.shop_id, days, viewer.membership_id),
    )


@for_agents("GET", right="open_console")
def rules(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The rules with examples, as this shop holds to them."""
    viewer = _viewer(request.GET, agent)
    charter = charter_of_shop(viewer.shop_id)
    return desk_page(
        request,
        agent,
        "writing_rules.html",
        shop=shop_of_id(viewer.shop_id),
        part="writing_rules",
        rules=rules_here(charter),
        languages=languages_of(charter),
    )


@for_agents("GET", right="open_console")
def words(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The shop's dictionary; a script gets the words alone."""
    viewer = _viewer(request.GET, agent)
    shown = _words(viewer, request.GET)
    if "HX-Request" in request.headers:
        return fragment(request, "writing_words.html", is_turned="page" in request.GET, **shown)
    return desk_page(request, agent, "writing_dictionary.html", part="writing_words", **shown)


@for_agents("POST", right="add_words")
def add(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Add a word to the dictionary; answers with the words as they are now."""
    viewer = _viewer(request.POST, agent)
    keep_pace(("words", agent.user_id), WORDS_A_MINUTE)
    word, language = words_of(request, "word", LONGEST_FIELD), words_of(request, "of", 2)
    kept = add_word(viewer.shop_id, language, word, viewer, now=now())
    told = _("“{word}” is in the dictionary.").format(word=kept.word)
    return fragment(
        request, "writing_words.html", told=told, added_to=language, was_added=True, **_words(viewer, request.POST)
    )


@for_agents("POST", right="add_words")
def remove(request: HttpRequest, agent: Agent, word_id: int) -> HttpResponse:
    """Take a word out of the dictionary; answers with the words as they are now."""
    viewer = _viewer(request.POST, agent)
    keep_pace(("words", agent.user_id), WORDS_A_MINUTE)
    remove_word(viewer.shop_id, word_id, viewer)
    told = _("The word is not in the dictionary any more.")
    return fragment(request, "writing_words.html", told=told, **_words(viewer, request.POST))


def _words(viewer: Viewer, asked: Any) -> dict[str, Any]:
    charter = charter_of_shop(viewer.shop_id)
    languages = languages_of(charter)
    search, language = _search(asked.get("q")), _language(asked.get("language"), languages)
    page = page_of_words(viewer.shop_id, language=language, search=search, number=number_in(asked.get("page")) or 1)
    shown = [
        {
            "word": it,
            "language": language_name(it.language) if it.language else _("every language"),
            "at": moment(it.added_at),
            "may_remove": may_remove_word(viewer, viewer.shop_id, it.added_by_id),
        }
        for it in page.words
    ]
    return {
        "shop": shop_of_id(viewer.shop_id),
        "languages": languages,
        "language": language,
        "search": search,
        "page": page,
        "shown": shown,
        "may_add": may_add_words(charter, viewer),
        "longest": LONGEST_WORD,
        "at_most": WORDS_AT_MOST,
    }


def _viewer(asked: Any, agent: Agent) -> Viewer:
    return agent.in_shop(number_in(asked.get("shop")) or agent.viewers[0].shop_id)


def _days(text: str | None) -> int:
    days = number_in(text) or SPANS[0]
    if days not in SPANS:
        raise BadRequest("no such span")
    return days


def _language(text: str | None, languages: list[tuple[str, str]]) -> str:
    if text and text not in dict(languages):
        raise BadRequest("not a language of this shop")
    return text or ""


def _search(text: str | None) -> str:
    return (text or "").replace("\0", "").strip()[:LONGEST_WORD]
