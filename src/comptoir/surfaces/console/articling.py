"""Articles on the desk's screens: where each stands, in words, and what a form of one has sent."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.knowledge.queries import Standing, categories_of, counts_by_state, named
from comptoir.domain.knowledge.rules import (
    BODY_LARGEST,
    NOTE_LARGEST,
    SUMMARY_LARGEST,
    TITLE_LARGEST,
    WORDS_LARGEST,
    Where,
    Written,
    may_arrange,
    may_publish,
)
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import KnownShop, shop_of_id
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.feeding import prefilled
from comptoir.surfaces.console.joining import solved_for_others
from comptoir.surfaces.console.showing import charter_of_shop, reading, topic_names
from comptoir.surfaces.console.writing import language_name

STATES = {
    "draft": lambda: pgettext("article", "Draft"),
    "submitted": lambda: pgettext("article", "To be read"),
    "published": lambda: pgettext("article", "Published"),
    "retired": lambda: pgettext("article", "Retired"),
}
FIELD_LARGEST = 4 * BODY_LARGEST
"""Characters of a field that are read, so that a text which is too long is refused and not cut."""


class Begun(NamedTuple):
    """What a new article begins with: the shop, its words, and the solution or the answer in the feed that it is made of; once it
    was sent and refused, also its place.
    """

    shop_id: int
    language: str
    text: Written
    solved: int | None = None
    topic: str = ""
    post_id: int | None = None
    category_id: int | None = None
    is_public: bool = True


def viewer_here(request: HttpRequest, agent: Agent) -> Viewer:
    """The agent as a member of the shop that the page is about. Raises `NotAllowed`."""
    asked = request.POST if request.method == "POST" else request.GET
    return agent.in_shop(number_in(asked.get("shop")) or agent.viewers[0].shop_id)


def text_in(request: HttpRequest) -> Written:
    """The text that a form has sent, whole: nothing of it is cut before it is judged. Raises `BadRequest` beyond all measure."""
    parts = [request.POST.get(name, "") for name in ("title", "summary", "body", "words")]
    if any(len(it) > FIELD_LARGEST for it in parts):
        raise BadRequest("the text is too long")
    return Written(*parts)


def begun(request: HttpRequest, agent: Agent) -> Begun:
    """What `?feed=`, `?conversation=`, or `?title=` asks to begin with. Raises what hides those from the agent."""
    asked = request.GET
    if prefill := prefilled(agent, request):
        return Begun(
            prefill.shop_id, prefill.language, Written(prefill.title, "", prefill.words), post_id=prefill.post_id
        )
    if conversation_id := number_in(asked.get("conversation")):
        return _of_solution(agent, conversation_id)
    viewer = viewer_here(request, agent)
    shop = shop_of_id(viewer.shop_id)
    language = served(shop, asked.get("language", ""))
    text = Written(asked.get("title", "")[:TITLE_LARGEST], "", asked.get("body", "")[:BODY_LARGEST], "")
    return Begun(shop.id, language, text)


def sent(request: HttpRequest, viewer: Viewer) -> Begun:
    """A new article as its form has sent it. Raises `BadRequest` beyond all measure."""
    form = request.POST
    return Begun(
        viewer.shop_id,
        served(shop_of_id(viewer.shop_id), form.get("language", "")),
        text_in(request),
        number_in(form.get("solved")),
        form.get("topic", "")[:40],
        number_in(form.get("feed")),
        number_in(form.get("category")),
        form.get("is_public") != "no",
    )


def _of_solution(agent: Agent, conversation_id: int) -> Begun:
    """D4: a solution that was recorded becomes an article."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    shop, solved = shop_of_id(viewer.shop_id), solved_for_others(viewer, conversation_id)
    language = served(shop, conversation.language)
    if solved is None:
        return Begun(shop.id, language, Written(""), None, conversation.topic)
    text = Written(" ".join(solved.problem.split())[:TITLE_LARGEST], "", solved.solution)
    return Begun(shop.id, language, text, conversation_id, conversation.topic)


def shared(viewer: Viewer, part: str) -> dict[str, Any]:
    """What every page of articles shows: the shop, the tabs, and what waits behind them."""
    shop = shop_of_id(viewer.shop_id)
    return {
        "shop": shop,
        "part": part,
        "counts": counts_by_state(viewer),
        "arranges": may_arrange(viewer, shop.id),
        "publishes": may_publish(viewer, shop.id),
        "help_centre": reverse("helpcentre:home", args=[shop.key, shop.language]),
        "languages": languages_here(shop),
    }


def form_facts(viewer: Viewer) -> dict[str, Any]:
    """What a form of an article needs besides its words."""
    charter = charter_of_shop(viewer.shop_id)
    return {
        "categories": [(it.pk, named(it.names, reading())) for it in categories_of(viewer.shop_id)],
        "topics": topic_names(charter),
        "largest": {
            "title": TITLE_LARGEST,
            "summary": SUMMARY_LARGEST,
            "body": BODY_LARGEST,
            "words": WORDS_LARGEST,
            "note": NOTE_LARGEST,
        },
    }


def languages_here(shop: KnownShop) -> list[tuple[str, str]]:
    """The shop's languages with their names in the reader's own."""
    return [(code, language_name(code)) for code in shop.languages]


def state_in_words(it: Standing) -> str:
    """Where it stands, as one says it."""
    words = STATES[it.state]()
    if it.is_read and it.has_news:
        return _("Published, with changes: %(state)s") % {"state": words.lower()}
    return words


def where_of(viewer: Viewer, language: str) -> Where:
    """Where a preview finds the pictures of its text, and the other articles."""
    shop = shop_of_id(viewer.shop_id)
    home = reverse("helpcentre:home", args=[shop.key, served(shop, language)])
    return Where(f"{reverse('helpcentre:arrive', args=[shop.key])}pictures/", home)


def served(shop: KnownShop, language: str) -> str:
    """The language, where the shop speaks it; else the shop's own."""
    return language if language in shop.languages else shop.language


def asked_number(request: HttpRequest, name: str) -> int:
    """A number that a form must bring. Raises `BadRequest`."""
    found = number_in(request.POST.get(name))
    if found is None:
        raise BadRequest("a number is missing")
    return found
