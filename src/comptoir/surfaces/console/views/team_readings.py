"""Who has read what was not theirs: page by page, and as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import urlencode

from comptoir.domain.conversations.queries import conversation_of_reference
from comptoir.domain.knowledge.rules import table_lines
from comptoir.domain.people.actions import note_readings_taken_out
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.privacy.queries import every_reading, readings_page
from comptoir.foundation.clock import now
from comptoir.foundation.pages import cursor_in, number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.showing import reading, spoken
from comptoir.surfaces.console.team_words import reading_cells, reading_titles, readings_shown
from comptoir.surfaces.console.views.team import following_of, team_frame, viewer_asked


@for_agents("GET", right="see_access_log")
def readings(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Who has read a conversation that was not theirs, when, and how. A11"""
    viewer = viewer_asked(request, agent)
    member, about = _named(request)
    page = readings_page(viewer, **_asked(viewer, member, about), after=cursor_in(request.GET.get("after")))
    named = {"member": member or "", "of": about}
    return team_frame(
        request,
        agent,
        viewer,
        "team/readings.html",
        rows=readings_shown(page.rows, viewer.shop_id),
        members=members_of(viewer.shop_id),
        chosen=member,
        about=about,
        file=urlencode({"shop": viewer.shop_id, **named}),
        following=following_of(page.next_cursor, viewer, **named),
    )


@for_agents("GET", right="see_access_log")
def table(request: HttpRequest, agent: Agent) -> StreamingHttpResponse:
    """The same readings as a file, line by line; that they were taken out stands among the changes. A11, A19"""
    viewer = viewer_asked(request, agent)
    asked = _asked(viewer, *_named(request))
    note_readings_taken_out(viewer=viewer, now=now())
    rows = (reading_cells(it, viewer.shop_id) for it in every_reading(viewer, **asked))
    lines = spoken(table_lines(reading_titles(), rows), reading())
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="readings.csv"'
    return answer


def _named(request: HttpRequest) -> tuple[int | None, str]:
    """The member and the number of the conversation that are asked for."""
    return number_in(request.GET.get("member")), request.GET.get("of", "").strip()[:20]


def _asked(viewer: Viewer, member: int | None, about: str) -> dict[str, Any]:
    conversation = conversation_of_reference(viewer, about) if about else None
    return {
        "membership_id": member,
        "conversation_id": (conversation.pk if conversation else 0) if about else None,
    }
