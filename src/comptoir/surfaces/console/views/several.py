"""The same change to several conversations of the list. A GET shows the dialog that asks, a POST does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comptoir.domain.conversations.queries import rows_of, tags_of_shop
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.routing.actions import SUMMARY_LARGEST, Change, NotChanged, change_several
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, Refusal
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console import sorting
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.incoming import numbers_in, words_of
from comptoir.surfaces.console.pages import fragment

IDS_LONGEST = 4000
KEY_LONGEST = 40
TAGS_LONGEST = 400


class PartlyDone(Refusal):
    """Some of them stay as they were; the others are changed."""

    code = "partly_done"
    status = 409


@for_agents("GET", "POST", right="open_console")
def several(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Sort them, and give them to somebody or close them; what stays as it was is told, each with its reason."""
    if request.method == "GET":
        return _dialog(request, agent)
    ids = _ids(words_of(request, "ids", IDS_LONGEST))
    kept = change_several(conversation_ids=ids, viewers=agent.viewers, change=_change(request), now=now())
    if not kept:
        return done()
    answer = {"code": PartlyDone.code, "message": _told(len(set(ids)) - len(kept), kept)}
    return wire_answer(answer, status=PartlyDone.status)


def _ids(text: str) -> list[int]:
    found = [number_in(part) for part in text.split(",")]
    if None in found:
        raise BadRequest(_("say which conversations"))
    return [number for number in found if number is not None]


def _change(request: HttpRequest) -> Change:
    names = words_of(request, "tags", TAGS_LONGEST).split(",")
    return Change(
        priority=words_of(request, "priority", KEY_LONGEST),
        tags=tuple(name.strip() for name in names if name.strip()),
        to_membership_id=number_in(words_of(request, "to", KEY_LONGEST)),
        summary=words_of(request, "summary", SUMMARY_LARGEST),
        closes=bool(words_of(request, "closes", KEY_LONGEST)),
    )


def _told(changed: int, kept: Sequence[NotChanged]) -> str:
    why = (f"{it.reference}: {it.refusal.text()}" if it.reference else it.refusal.text() for it in kept)
    return (
        _("Changed: %(changed)s. Not changed: %(kept)s.") % {"changed": changed, "kept": len(kept)}
        + "\n"
        + "\n".join(why)
    )


def _dialog(request: HttpRequest, agent: Agent) -> HttpResponse:
    """People and tags are proposed where all of the conversations are of one shop."""
    found = rows_of(agent.viewers, numbers_in(request.GET.get("ids", "")))
    if not found:
        raise BadRequest(_("say which conversations"))
    shops = {conversation.shop_id for conversation in found}
    own = agent.in_shop(found[0].shop_id) if len(shops) == 1 else None
    return fragment(
        request,
        "dialogs/several.html",
        ids=",".join(str(conversation.pk) for conversation in found),
        number=len(found),
        priorities=sorting.priority_names(),
        known=tags_of_shop(own.shop_id) if own else [],
        own=own,
        colleagues=_colleagues(own) if own else [],
        summary_largest=SUMMARY_LARGEST,
    )


def _colleagues(own: Viewer) -> list[Any]:
    able = [member for member in members_of(own.shop_id) if may(member.role, "be_offered_conversations")]
    return [member for member in able if member.pk != own.membership_id]
