"""Words that mean the same in a shop."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.knowledge.actions import remove_synonyms, settle_search, write_synonyms
from comptoir.domain.knowledge.errors import SynonymsNotFound
from comptoir.domain.knowledge.queries import synonyms_for, synonyms_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.at_hand.pages import language_asked, search_asked, shared_context, viewer_in_shop
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page


@for_agents("GET", "POST", right="manage_knowledge")
def synonyms(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The groups; or a new one, which settles the search in vain (`search`) that it was begun from."""
    viewer = viewer_in_shop(request, agent)
    if request.method == "POST":
        return _save(request, viewer, None)
    language = language_asked(request.GET.get("language"), viewer)
    rows = [(it, it.words.splitlines()) for it in synonyms_of(viewer.shop_id, language)]
    begun, search_id = search_asked(request.GET.get("words")), number_in(request.GET.get("search", ""))
    shown = {"rows": rows, "language": language, "begun": begun, "search_id": search_id}
    return desk_page(request, agent, "synonyms.html", **shown, **shared_context(viewer, "synonyms"))


@for_agents("GET", "POST", right="manage_knowledge")
def change(request: HttpRequest, agent: Agent, synonym_id: int) -> HttpResponse:
    """Write a group anew."""
    viewer = _of(agent, synonym_id)
    if request.method == "POST":
        return _save(request, viewer, synonym_id)
    group = synonyms_for(viewer.shop_id, synonym_id)
    return desk_page(request, agent, "synonym.html", group=group, **shared_context(viewer, "synonyms"))


@for_agents("POST", right="manage_knowledge")
def remove(_request: HttpRequest, agent: Agent, synonym_id: int) -> HttpResponse:
    """Forget a group."""
    viewer = _of(agent, synonym_id)
    remove_synonyms(viewer=viewer, synonym_id=synonym_id)
    return done(_list_of(viewer))


def _of(agent: Agent, synonym_id: int) -> Viewer:
    for viewer in agent.viewers:
        try:
            synonyms_for(viewer.shop_id, synonym_id)
        except SynonymsNotFound:
            continue
        return viewer
    raise SynonymsNotFound


def _save(request: HttpRequest, viewer: Viewer, synonym_id: int | None) -> HttpResponse:
    words = words_of(request, "words", 2000)
    language = words_of(request, "language", 8)
    search_id = number_in(request.POST.get("search", ""))
    write_synonyms(viewer=viewer, language=language, words=words, synonym_id=synonym_id, now=now())
    if search_id is None:
        return done(_list_of(viewer))
    settle_search(viewer=viewer, search_id=search_id, how="synonym", now=now())
    return done(f"{reverse('console:article_searches')}?shop={viewer.shop_id}")


def _list_of(viewer: Viewer) -> str:
    return f"{reverse('console:synonyms')}?shop={viewer.shop_id}"
