"""Articles of the help centre: the list, and the page on which one is written, alone or beside the language it is translated from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from comptoir.domain.feed.actions import note_became
from comptoir.domain.knowledge.actions import new_article, translate_article, write_article
from comptoir.domain.knowledge.errors import ArticleHasMoved, ArticleNotFound
from comptoir.domain.knowledge.queries import (
    ArticleAtWork,
    Wanted,
    answers_to,
    article_at_work,
    articles_page,
    compared,
    gone_in,
    published_beside,
    readers_words,
    translation_in,
    version_of,
)
from comptoir.domain.knowledge.rules import Written, rendered
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, Refusal
from comptoir.foundation.pages import cursor_in, cursor_text, number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.articling import (
    STATES,
    asked_number,
    begun,
    form_facts,
    sent,
    shared,
    state_in_words,
    text_in,
    viewer_here,
    where_of,
)
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import moment, reading
from comptoir.surfaces.console.writing import language_name

SEARCH_LONGEST = 100


@for_agents("GET", right="write_articles")
def articles(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The list: by state, language and category, last changed first."""
    viewer = viewer_here(request, agent)
    wanted = _wanted(request)
    page = articles_page(viewer, wanted, after=cursor_in(request.GET.get("after")), language=reading())
    address: dict[str, str | int] = {
        "shop": viewer.shop_id,
        "state": wanted.state,
        "language": wanted.language,
        "q": wanted.words,
    }
    if wanted.category_id is not None:
        address["category"] = wanted.category_id
    return desk_page(
        request,
        agent,
        "articles.html",
        **shared(viewer, "articles"),
        **form_facts(viewer),
        wanted=wanted,
        answers=answers_to(viewer),
        states=[("", ""), *((name, words()) for name, words in STATES.items())],
        rows=[(it, state_in_words(it.translation), moment(it.translation.changed_at)) for it in page.rows],
        address=urlencode({name: value for name, value in address.items() if name != "state"}),
        following=urlencode(address | {"after": cursor_text(page.next_cursor)}) if page.next_cursor else "",
    )


@for_agents("GET", "POST", right="write_articles")
def new(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Begin one; an answer of the feed, a solution, or a search in vain may be what it begins with."""
    if request.method != "POST":
        start = begun(request, agent)
        viewer = agent.in_shop(start.shop_id)
        return _form(request, agent, viewer, text=start.text, language=start.language, begun=start)
    viewer = viewer_here(request, agent)
    it = sent(request, viewer)
    try:
        made = new_article(
            viewer=viewer,
            language=it.language,
            text=it.text,
            category_id=it.category_id,
            topic=it.topic,
            is_public=it.is_public,
            solved=it.solved,
            now=now(),
        )
    except Refusal as refusal:
        return _form(request, agent, viewer, text=it.text, language=it.language, begun=it, refusal=refusal)
    if it.post_id:
        note_became(viewer=viewer, post_id=it.post_id, kind="article", now=now())
    return _go(made.pk, told="kept")


@for_agents("GET", "POST", right="write_articles")
def article(request: HttpRequest, agent: Agent, translation_id: int) -> HttpResponse:
    """Write one anew. Where somebody else has written meanwhile, both texts stand side by side and nothing is lost."""
    viewer, found = _found(agent, translation_id)
    if request.method != "POST":
        return _form(request, agent, viewer, text=found.text, language=found.standing.language, found=found)
    text = text_in(request)
    try:
        write_article(
            viewer=viewer,
            translation_id=translation_id,
            text=text,
            based_on=asked_number(request, "based_on"),
            slug=request.POST.get("slug", "")[:100],
            follows=number_in(request.POST.get("follows")),
            now=now(),
        )
    except ArticleHasMoved as moved:
        return _conflict(request, agent, viewer, found, mine=text, moved=moved)
    except BadRequest:
        raise
    except Refusal as refusal:
        return _form(request, agent, viewer, text=text, language=found.standing.language, found=found, refusal=refusal)
    return _go(translation_id, told="kept")


@for_agents("GET", "POST", right="write_articles")
def translate(request: HttpRequest, agent: Agent, article_id: int, language: str) -> HttpResponse:
    """Begin an article in another language, beside the one it was written in; where it is there already, go there."""
    viewer = _viewer_of_article(agent, article_id)
    if language not in shop_of_id(viewer.shop_id).languages:
        raise ArticleNotFound
    there = translation_in(viewer, article_id, language)
    if there is not None:
        return _go(there)
    source = _source(viewer, article_id)
    if request.method != "POST":
        return _form(request, agent, viewer, text=Written(""), language=language, source=source)
    text = text_in(request)
    try:
        made = translate_article(
            viewer=viewer,
            article_id=article_id,
            language=language,
            text=text,
            follows=asked_number(request, "follows"),
            now=now(),
        )
    except Refusal as refusal:
        return _form(request, agent, viewer, text=text, language=language, source=source, refusal=refusal)
    return _go(made.pk, told="kept")


def _form(
    request: HttpRequest,
    agent: Agent,
    viewer: Viewer,
    *,
    text: Written,
    language: str,
    found: ArticleAtWork | None = None,
    source: ArticleAtWork | None = None,
    begun: Any = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    if found and not found.is_source:
        source = _source(viewer, found.article_id)
    shown = {
        "text": text,
        "language": language,
        "language_name": language_name(language),
        "found": found,
        "source": source,
        "source_body": rendered(source.text.body, where_of(viewer, source.standing.language)) if source else "",
        "begun": begun,
        "refused": refusal.text() if refusal else "",
        "preview": rendered(text.body, where_of(viewer, language)),
        "told": request.GET.get("told", ""),
        **(_standing(viewer, found) if found else {}),
    }
    response = desk_page(request, agent, "article.html", **shared(viewer, "articles"), **form_facts(viewer), **shown)
    response.status_code = refusal.status if refusal else 200
    return response


def _standing(viewer: Viewer, found: ArticleAtWork) -> dict[str, Any]:
    it = found.standing
    here = {each.language: each for each in found.languages}
    return {
        "state_words": state_in_words(it),
        "beside": [
            (code, language_name(code), here.get(code), state_in_words(here[code]) if code in here else "")
            for code in shop_of_id(viewer.shop_id).languages
        ],
        "words_of_readers": readers_words(viewer, it.id),
        "gone": gone_in(viewer, it.language, found.text.body),
        "places": published_beside(viewer, it.language, it.id) if it.is_read else [],
        "address": reverse("helpcentre:article", args=[shop_of_id(viewer.shop_id).key, it.language, found.slug]),
    }


def _conflict(
    request: HttpRequest, agent: Agent, viewer: Viewer, found: ArticleAtWork, *, mine: Written, moved: ArticleHasMoved
) -> HttpResponse:
    theirs = version_of(viewer, found.standing.id, moved.theirs)
    response = desk_page(
        request,
        agent,
        "article_conflict.html",
        **shared(viewer, "articles"),
        **form_facts(viewer),
        found=found,
        mine=mine,
        theirs=theirs,
        theirs_at=moment(theirs.at),
        lines=compared(theirs.text, mine),
        why=moved.text(),
    )
    response.status_code = moved.status
    return response


def _found(agent: Agent, translation_id: int) -> tuple[Viewer, ArticleAtWork]:
    """The article, and as which of their memberships the agent writes it. Raises `ArticleNotFound`."""
    for viewer in agent.viewers:
        try:
            return viewer, article_at_work(viewer, translation_id)
        except ArticleNotFound:
            continue
    raise ArticleNotFound


def _viewer_of_article(agent: Agent, article_id: int) -> Viewer:
    for viewer in agent.viewers:
        try:
            translation_in(viewer, article_id, "")
        except ArticleNotFound:
            continue
        return viewer
    raise ArticleNotFound


def _source(viewer: Viewer, article_id: int) -> ArticleAtWork | None:
    """The article in the language it was first written in."""
    for code in shop_of_id(viewer.shop_id).languages:
        if pk := translation_in(viewer, article_id, code):
            found = article_at_work(viewer, pk)
            if found.is_source:
                return found
    return None


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    state, language = asked.get("state", ""), asked.get("language", "")[:2]
    if state not in ("", "behind", *STATES):
        raise BadRequest("there is no such state")
    words = " ".join(asked.get("q", "").replace("\0", "").split())[:SEARCH_LONGEST]
    return Wanted(state, language, number_in(asked.get("category")), words)


def _go(translation_id: int, told: str = "") -> HttpResponse:
    address = reverse("console:article", args=[translation_id])
    response = HttpResponseRedirect(f"{address}?{urlencode({'told': told})}" if told else address)
    response.status_code = 303
    return response
