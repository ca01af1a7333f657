"""What managers see and do of a team: groups, invitations, how rights have changed, what is uncovered."""

from __future__ import annotations

from django.conf import settings as house
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.domain.conversations.queries import uncovered_page
from comptoir.domain.people.actions import (
    invite,
    make_group,
    remove_group,
    rename_group,
    send_invitation_again,
    withdraw_invitation,
)
from comptoir.domain.people.queries import (
    away_now,
    groups_of,
    groups_with_sizes,
    invitations_page,
    members_of,
    rights_changes,
)
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import cursor_in, number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.rows import rows_for
from comptoir.surfaces.console.team_words import changes_shown, invitations_shown
from comptoir.surfaces.console.teaming import away_shown, form_of_rights, rights_in_form
from comptoir.surfaces.console.views.team import following_of, team_frame, viewer_asked

NAME_LONGEST = 80
ADDRESS_LONGEST = 254


@for_agents("GET", "POST", right="change_members")
def groups(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The shop's groups; a POST makes one."""
    viewer = viewer_asked(request, agent)
    if request.method == "POST":
        make_group(viewer=viewer, name=words_of(request, "name", NAME_LONGEST), now=now())
        return done(go_to=_there("groups", viewer))
    return team_frame(request, agent, viewer, "team/groups.html", groups=groups_with_sizes(viewer.shop_id))


@for_agents("POST", right="change_members")
def rename(request: HttpRequest, agent: Agent, group_id: int) -> HttpResponse:
    """Call a group otherwise."""
    viewer = viewer_asked(request, agent)
    rename_group(viewer=viewer, group_id=group_id, name=words_of(request, "name", NAME_LONGEST), now=now())
    return done(go_to=_there("groups", viewer))


@for_agents("POST", right="change_members")
def remove(request: HttpRequest, agent: Agent, group_id: int) -> HttpResponse:
    """Remove a group."""
    viewer = viewer_asked(request, agent)
    remove_group(viewer=viewer, group_id=group_id, now=now())
    return done(go_to=_there("groups", viewer))


@for_agents("GET", "POST", right="invite")
def invitations(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Who was invited; a POST invites somebody. A link to pass on by hand is shown this once."""
    viewer = viewer_asked(request, agent)
    if request.method == "POST":
        return _invited(request, viewer)
    page = invitations_page(viewer, after=cursor_in(request.GET.get("after")))
    return team_frame(
        request,
        agent,
        viewer,
        "team/invitations.html",
        rows=invitations_shown(page.rows, viewer.shop_id),
        following=following_of(page.next_cursor, viewer),
        choices=form_of_rights(viewer),
        groups=groups_of(viewer.shop_id),
    )


@for_agents("POST", right="invite")
def again(request: HttpRequest, agent: Agent, invitation_id: int) -> HttpResponse:
    """Send an invitation again, or show a new link to pass on."""
    viewer = viewer_asked(request, agent)
    token = send_invitation_again(viewer=viewer, invitation_id=invitation_id, now=now())
    return _shown_once(request, viewer, token, is_sent="by_letter" in request.POST)


@for_agents("POST", right="invite")
def withdraw(request: HttpRequest, agent: Agent, invitation_id: int) -> HttpResponse:
    """Make an invitation worthless."""
    viewer = viewer_asked(request, agent)
    withdraw_invitation(viewer=viewer, invitation_id=invitation_id, now=now())
    return done(go_to=_there("invitations", viewer))


@for_agents("GET", right="see_changes_of_rights")
def changes(request: HttpRequest, agent: Agent) -> HttpResponse:
    """How rights have changed: who, when, what."""
    viewer = viewer_asked(request, agent)
    chosen = number_in(request.GET.get("member"))
    page = rights_changes(viewer, membership_id=chosen, after=cursor_in(request.GET.get("after")))
    return team_frame(
        request,
        agent,
        viewer,
        "team/changes.html",
        rows=changes_shown(page.rows, viewer.shop_id),
        members=members_of(viewer.shop_id),
        chosen=chosen,
        following=following_of(page.next_cursor, viewer, member=chosen or ""),
    )


@for_agents("GET", right="hand_over")
def uncovered(request: HttpRequest, agent: Agent) -> HttpResponse:
    """What colleagues hold who are away: to be handed over."""
    viewer = viewer_asked(request, agent)
    members = members_of(viewer.shop_id)
    away = away_now([member.pk for member in members], now())
    page = uncovered_page([viewer], away, after=cursor_in(request.GET.get("after")))
    until = {
        member.pk: {"name": member.display_name} | away_shown(away[member.pk], viewer.shop_id)
        for member in members
        if member.pk in away
    }
    rows = [
        (row, until.get(it.assignee_id or 0))
        for row, it in zip(rows_for(agent, page.rows, now()), page.rows, strict=True)
    ]
    return team_frame(
        request, agent, viewer, "team/uncovered.html", rows=rows, following=following_of(page.next_cursor, viewer)
    )


def _invited(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    email = words_of(request, "email", ADDRESS_LONGEST)
    is_by_letter = request.POST.get("way") != "link"
    if is_by_letter and not email:
        raise BadRequest(_("an address is needed"))
    language = request.POST.get("language", "")
    _invitation, token = invite(
        viewer=viewer,
        rights=rights_in_form(request, viewer),
        email=email if is_by_letter else "",
        language=language if language in dict(house.LANGUAGES) else "en",
        now=now(),
    )
    return _shown_once(request, viewer, token, is_sent=is_by_letter)


def _shown_once(request: HttpRequest, viewer: Viewer, token: str, *, is_sent: bool) -> HttpResponse:
    link = "" if is_sent else str(house.PUBLIC_URL) + reverse("console:join_link", args=[token])
    response = fragment(request, "team/invited.html", link=link, back=_there("invitations", viewer))
    response.headers["Cache-Control"] = "no-store"
    return response


def _there(name: str, viewer: Viewer) -> str:
    return f"{reverse(f'console:team_{name}')}?shop={viewer.shop_id}"
