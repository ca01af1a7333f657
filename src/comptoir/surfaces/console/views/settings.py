"""One's own settings: how one appears to customers, and how the console appears to oneself."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import msgspec
from django.conf import settings as house
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from comptoir.domain.conversations.actions import check_introduction
from comptoir.domain.conversations.errors import FileRefused
from comptoir.domain.people.actions import choose_preferences, introduce_oneself
from comptoir.domain.people.queries import people_of
from comptoir.domain.people.rules import Viewer, open_to
from comptoir.domain.promises.actions import rehearse_warning
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, Refusal
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents, wants_page
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.courtesy import kind_words_of
from comptoir.surfaces.console.incoming import body_of, words_of
from comptoir.surfaces.console.paces import keep_pace
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.pictures import LARGEST, keep_picture, picture, picture_limits
from comptoir.surfaces.console.walling import alarms_shown

NAME_LONGEST = 80
NOTE_LONGEST = 200
THEMES = ("auto", "light", "dark")
REHEARSALS_A_MINUTE = 20
A_YEAR = 365 * 24 * 3600


class Trial(msgspec.Struct, forbid_unknown_fields=True):
    """By its key a browser knows its own trial again."""

    key: UUID


class Mended(NamedTuple):
    """What one wrote of oneself and what was refused of it: it stands in the form again, with the reason beside it."""

    shop_id: int
    name: str
    note: str
    refusal: Refusal

    @property
    def of_picture(self) -> bool:
        """Whether it is the picture that was refused, not the words."""
        return isinstance(self.refusal, FileRefused)


@for_agents("GET", right="open_console")
def settings(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The page."""
    return _page(request, agent)


def _page(request: HttpRequest, agent: Agent, mended: Mended | None = None) -> HttpResponse:
    people = people_of(viewer.membership_id for viewer in agent.viewers)
    places = [(shop_of_id(viewer.shop_id), people[str(viewer.membership_id)]) for viewer in agent.viewers]
    told = [str(message) for message in messages.get_messages(request)]
    page = desk_page(
        request,
        agent,
        "settings.html",
        mended=mended,
        pictures=picture_limits(),
        places=places,
        languages=[(code, translation.get_language_info(code)["name_local"]) for code, _name in house.LANGUAGES],
        told=told,
        kind_words=kind_words_of(agent),
        alarms=alarms_shown(agent),
        name_longest=NAME_LONGEST,
        note_longest=NOTE_LONGEST,
    )
    page.status_code = mended.refusal.status if mended else page.status_code
    return page


@for_agents("POST", right="open_console")
def rehearse(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Send oneself a warning for trial, by the way that warnings go."""
    keep_pace(("rehearse", agent.user_id), REHEARSALS_A_MINUTE)
    viewer, key = agent.viewers[0], body_of(request, Trial).key.hex
    rehearse_warning(membership_id=viewer.membership_id, shop_id=viewer.shop_id, key=key)
    return done()


@for_agents("POST", right="open_console")
def preferences(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Choose the language and the theme."""
    language, theme = request.POST.get("language", ""), request.POST.get("theme", "")
    if language not in dict(house.LANGUAGES) or theme not in THEMES:
        raise BadRequest("no such language or theme")
    choose_preferences(user_id=agent.user_id, language=language, theme=theme)
    with translation.override(language):
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("console:settings"))


@for_agents("POST", right="open_console")
def introduction(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Set how customers of one shop see the agent: name, personal note, picture. What is refused is said beside its field."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    name, note = words_of(request, "name", NAME_LONGEST), words_of(request, "note", NOTE_LONGEST)
    try:
        _introduce(request, viewer, name, note)
    except Refusal as refusal:
        if not wants_page(request):
            raise
        return _page(request, agent, Mended(viewer.shop_id, name, note, refusal))
    messages.success(request, _("Saved. Customers see it from their next conversation on."))
    return HttpResponseRedirect(reverse("console:settings"))


def _introduce(request: HttpRequest, viewer: Viewer, name: str, note: str) -> None:
    if not name:
        raise BadRequest(_("a name is needed"))
    check_introduction(viewer=viewer, name=name, note=note, now=now())
    sent = request.FILES.get("picture")
    kept = keep_picture(sent.read(LARGEST + 1)) if sent else "" if request.POST.get("no_picture") else None
    introduce_oneself(membership_id=viewer.membership_id, display_name=name, personal_note=note, picture=kept)


@open_to("anybody", "GET")
def show_picture(_request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """A picture of somebody who answers; anybody may see it, also on the shop's pages."""
    content = picture(UUID(key), ending)
    if content is None:
        return HttpResponseNotFound()
    response = HttpResponse(content, content_type=f"image/{ending}")
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
