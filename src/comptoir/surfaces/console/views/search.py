"""Finding conversations by their words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import urlencode

from comptoir.domain.conversations.queries import search as search_conversations
from comptoir.foundation.clock import now
from comptoir.foundation.pages import cursor_in, cursor_text
from comptoir.surfaces.console.access import Agent, for_agents, wants_page
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.rows import rows_for

LONGEST = 100
SHORTEST = 2
FEW = 8


@for_agents("GET", right="open_console")
def search(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A page of what was found; for the palette the first few."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    if not wants_page(request):
        return _first_few(agent, words)
    rows, older = [], ""
    if len(words) >= SHORTEST:
        page = search_conversations(agent.viewers, words, before=cursor_in(request.GET.get("before")))
        rows = rows_for(agent, page.rows, now())
        older = urlencode({"q": words, "before": cursor_text(page.next_cursor)}) if page.next_cursor else ""
    return desk_page(request, agent, "search.html", words=words, rows=rows, older=older)


def _first_few(agent: Agent, words: str) -> HttpResponse:
    if len(words) < SHORTEST:
        return JsonResponse({"rows": []})
    page = search_conversations(agent.viewers, words, limit=FEW)
    rows = rows_for(agent, page.rows, now())
    return JsonResponse(
        {"rows": [{"id": row.id, "who": row.who, "words": row.words, "shop": row.shop} for row in rows]}
    )
