"""What is done with an article besides writing it: its way to readers, its place, its pictures, its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from comptoir.domain.knowledge import actions
from comptoir.domain.knowledge.errors import ArticleNotFound, PictureRefused
from comptoir.domain.knowledge.queries import (
    ArticleAtWork,
    LinkedFrom,
    article_at_work,
    compared,
    linked_from,
    version_of,
    versions_of,
)
from comptoir.domain.knowledge.rules import NOTE_LARGEST, Written, picture_address, rendered
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotFound, Refusal
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import wire_answer
from comptoir.surfaces.console.articling import asked_number, shared, text_in, viewer_here, where_of
from comptoir.surfaces.console.at_hand.showing import KINDS
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.paces import WORDS_A_MINUTE, keep_pace
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.showing import moment

PICTURES_A_MINUTE = 30
LAST_SHOWN = 50


@for_agents("POST", right="write_articles")
def step(request: HttpRequest, agent: Agent, translation_id: int, act: str) -> HttpResponse:
    """Submit it, send it back, publish it, retire it, or write an older version anew."""
    viewer, found = found_article(agent, translation_id)
    if act not in STEPS:
        raise NotFound
    try:
        STEPS[act](request, viewer, found)
    except Refusal as refusal:
        return _refused(request, agent, viewer, found, refusal)
    return _back(translation_id, told=act)


@for_agents("GET", right="write_articles")
def linked(request: HttpRequest, agent: Agent, translation_id: int) -> HttpResponse:
    """What leads to it: for who is about to retire it."""
    viewer, _found = found_article(agent, translation_id)
    rows = [(it, KINDS[it.kind](), _address(it)) for it in linked_from(viewer, translation_id)]
    return fragment(request, "article_linked.html", rows=rows)


@for_agents("POST", right="write_articles")
def noted(_request: HttpRequest, agent: Agent, translation_id: int) -> HttpResponse:
    """One has heard what was answered to what one handed in."""
    viewer, _found = found_article(agent, translation_id)
    actions.note_answer(viewer=viewer, translation_id=translation_id)
    answer = HttpResponseRedirect(f"{reverse('console:articles')}?shop={viewer.shop_id}")
    answer.status_code = 303
    return answer


@for_agents("POST", right="write_articles")
def arrange(request: HttpRequest, agent: Agent, translation_id: int) -> HttpResponse:
    """Say on which shelf it stands, on which topic it is, and who may read it."""
    viewer, found = found_article(agent, translation_id)
    actions.arrange_article(
        viewer=viewer,
        article_id=found.article_id,
        category_id=number_in(request.POST.get("category")),
        topic=request.POST.get("topic", "")[:40],
        is_public=request.POST.get("is_public") != "no",
        position=number_in(request.POST.get("position")) or 0,
        now=now(),
    )
    return _back(translation_id, told="arranged")


@for_agents("POST", right="write_articles")
def preview(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The text as readers will see it."""
    viewer = viewer_here(request, agent)
    keep_pace(("article preview", agent.user_id), 10 * WORDS_A_MINUTE)
    language = request.POST.get("language", "")[:2]
    return HttpResponse(rendered(text_in(request).body, where_of(viewer, language)))


@for_agents("POST", right="write_articles")
def picture(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Keep a picture; answers with how the text names it."""
    viewer = viewer_here(request, agent)
    keep_pace(("article pictures", agent.user_id), PICTURES_A_MINUTE)
    sent = request.FILES.get("file")
    if sent is None:
        raise PictureRefused(why="-")
    kept = actions.keep_picture(
        viewer=viewer, content=sent.read(settings.LARGEST_FILE + 1), alt=request.POST.get("alt", "")[:300], now=now()
    )
    address = picture_address(kept.key.hex, kept.width, kept.height)
    return wire_answer({"address": address, "alt": kept.alt}, status=201)


@for_agents("GET", right="write_articles")
def versions(request: HttpRequest, agent: Agent, translation_id: int) -> HttpResponse:
    """Who wrote what when; one version beside the one before, or any other."""
    viewer, found = found_article(agent, translation_id)
    newest = found.standing.number
    number = number_in(request.GET.get("number")) or newest
    than = number_in(request.GET.get("than"))
    than = max(number - 1, 0) if than is None else than
    older = version_of(viewer, translation_id, than).text if than else Written("")
    newer = version_of(viewer, translation_id, number)
    rows = versions_of(viewer, translation_id, number_in(request.GET.get("before")))
    return desk_page(
        request,
        agent,
        "article_versions.html",
        **shared(viewer, "articles"),
        found=found,
        number=number,
        than=than,
        newer=newer,
        newer_at=moment(newer.at),
        lines=compared(older, newer.text),
        rows=[(it, moment(it.at)) for it in rows],
        before=rows[-1].number if len(rows) == LAST_SHOWN else 0,
    )


def _address(it: LinkedFrom) -> str:
    names = {"article": "console:article", "phrase": "console:phrase", "link": "console:page_link"}
    return reverse(names[it.kind], args=[it.of])


def found_article(agent: Agent, translation_id: int) -> tuple[Viewer, ArticleAtWork]:
    """The article, and as which of their memberships the agent works on it. Raises `ArticleNotFound`."""
    for viewer in agent.viewers:
        try:
            return viewer, article_at_work(viewer, translation_id)
        except ArticleNotFound:
            continue
    raise ArticleNotFound


def _refused(
    request: HttpRequest, agent: Agent, viewer: Viewer, found: ArticleAtWork, refusal: Refusal
) -> HttpResponse:
    """Why not, with the way back: nothing was written, so nothing is lost."""
    shown = {"found": found, "why": refusal.text()}
    response = desk_page(request, agent, "article_refused.html", **shared(viewer, "articles"), **shown)
    response.status_code = refusal.status
    return response


def _back(translation_id: int, told: str) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse('console:article', args=[translation_id])}?told={told}")
    response.status_code = 303
    return response


def _submit(request: HttpRequest, viewer: Viewer, found: ArticleAtWork) -> Any:
    return actions.submit_article(
        viewer=viewer, translation_id=found.standing.id, based_on=asked_number(request, "based_on"), now=now()
    )


def _publish(request: HttpRequest, viewer: Viewer, found: ArticleAtWork) -> Any:
    return actions.publish_article(
        viewer=viewer, translation_id=found.standing.id, based_on=asked_number(request, "based_on"), now=now()
    )


def _return(request: HttpRequest, viewer: Viewer, found: ArticleAtWork) -> Any:
    note = words_of(request, "note", 2 * NOTE_LARGEST)
    return actions.return_article(viewer=viewer, translation_id=found.standing.id, note=note, now=now())


def _retire(request: HttpRequest, viewer: Viewer, found: ArticleAtWork) -> Any:
    leads_to = number_in(request.POST.get("redirect_to"))
    return actions.retire_article(viewer=viewer, translation_id=found.standing.id, redirect_to=leads_to, now=now())


def _restore(request: HttpRequest, viewer: Viewer, found: ArticleAtWork) -> Any:
    return actions.restore_version(
        viewer=viewer,
        translation_id=found.standing.id,
        number=asked_number(request, "number"),
        based_on=asked_number(request, "based_on"),
        now=now(),
    )


STEPS: dict[str, Callable[[HttpRequest, Viewer, ArticleAtWork], Any]] = {
    "submit": _submit,
    "publish": _publish,
    "return": _return,
    "retire": _retire,
    "restore": _restore,
}
