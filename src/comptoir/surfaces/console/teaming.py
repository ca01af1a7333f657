"""The team as it appears: who is there, who is away until when, what a member's page and its forms show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from babel.dates import format_date
from django.conf import settings as house
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from comptoir.domain.charter.rules import Charter
from comptoir.domain.people.actions import Rights
from comptoir.domain.people.queries import away_now, people_of
from comptoir.domain.people.rules import DAYS, Away, Viewer, hours_text, may, roles_to_give
from comptoir.domain.routing.queries import desks_of
from comptoir.domain.routing.rules import is_connected
from comptoir.domain.shops.queries import zone_of
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.language.locales import locale_of
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.promising import time_there
from comptoir.surfaces.console.showing import (
    audience_names,
    charter_of_shop,
    moment,
    reading,
    role_names,
    topic_names,
)

SKILLS_LONGEST = 800
PRESENCES = ("available", "paused", "offline", "away")


def members_shown(shop_id: int, members: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows of the list, in their order."""
    charter, desks = charter_of_shop(shop_id), desks_of(shop_id)
    audiences, roles = audience_names(charter), role_names()
    people = people_of(member.pk for member in members)
    away = away_now([member.pk for member in members], now())
    return [
        {
            "member": member,
            "person": people[str(member.pk)],
            "role": roles[member.role],
            "audience": audiences.get(member.audience, ""),
            "limit": _limit(member, charter),
        }
        | _presence(desks.get(member.user_id))
        | away_shown(away.get(member.pk), shop_id)
        for member in members
    ]


def page_of_member(membership_id: int) -> str:
    """The address of a member's page."""
    return reverse("console:member", kwargs={"membership_id": membership_id})


def users_present(shop_id: int, presence: str) -> list[int] | None:
    """The users of the shop who are there in that way; None for whoever."""
    if not presence:
        return None
    return [user_id for user_id, desk in desks_of(shop_id).items() if availability_of(desk) == presence]


def availability_of(desk: Any) -> str:
    """Where the switch stands, and "offline" for who is cut off."""
    if desk is None:
        return "away"
    is_cut_off = desk.availability == "available" and not is_connected(desk.seen_at, now())
    return "offline" if is_cut_off else str(desk.availability)


def away_shown(away: Away | None, shop_id: int) -> dict[str, str]:
    """Why somebody is away and until when, in words; nothing while they work."""
    if away is None:
        return {"is_away": "", "until": ""}
    return {"is_away": away.why, "until": time_there(away.until, shop_id) if away.until else ""}


def form_of_rights(viewer: Viewer, member: Any | None = None) -> dict[str, Any]:
    """What can be chosen in the form of somebody's rights."""
    charter = charter_of_shop(viewer.shop_id)
    names = role_names()
    return {
        "roles": [(role, names[role]) for role in roles_to_give(viewer)],
        "audiences": audience_names(charter),
        "topics": topic_names(charter),
        "languages": languages_of(charter),
        "skills": ", ".join(member.skills) if member else "",
    }


def languages_of(charter: Charter) -> list[tuple[str, str]]:
    """The shop's languages by their own names."""
    known = dict(house.LANGUAGES)
    return [(code, get_language_info(code)["name_local"] if code in known else code) for code in charter.shop.languages]


def rights_in_form(request: HttpRequest, viewer: Viewer) -> Rights:
    """The rights that a form asks for; only what the charter knows. Raises `BadRequest`."""
    charter, sent = charter_of_shop(viewer.shop_id), request.POST
    audience, chats = words_of(request, "audience", 40), words_of(request, "chats_at_once", 3)
    if audience and audience not in charter.audiences:
        raise BadRequest(_("there is no such audience"))
    number = number_in(chats) if chats else None
    if chats and number is None:
        raise BadRequest(_("this is not a number"))
    return Rights(
        role=words_of(request, "role", 20),
        audience=audience,
        languages=[code for code in charter.shop.languages if code in sent.getlist("languages")],
        topics=[key for key in charter.topics if key in sent.getlist("topics")],
        skills=words_of(request, "skills", SKILLS_LONGEST).split(","),
        chats_at_once=number,
        group_ids=[pk for each in sent.getlist("groups")[:100] if (pk := number_in(each)) is not None],
    )


def week_shown(hours: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each day: its key, its name, its hours as they are written."""
    names = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]
    return [(day, name, hours_text(hours.get(day, ()))) for day, name in zip(DAYS, names, strict=True)]


def absences_shown(
    absences: Iterable[Any], viewer: Viewer, own: bool, *, together: Mapping[int, Sequence[str]] | None = None
) -> list[dict[str, Any]]:
    """Rows of absences: when, and why where one may know it (one's own, or who plans for others); of colleagues only what holds."""
    knows = own or may(viewer.role, "plan_absences_of_others")
    names = kind_names()
    return [
        {
            "id": it.pk,
            "member_id": it.membership_id,
            "member": "" if own else it.membership.display_name,
            "span": _span(it.starts_at, it.ends_at, viewer.shop_id),
            "kind": names[it.kind] if knows and it.kind != "other" else "",
            "note": it.note if knows else "",
            "state": it.state,
            "answer": it.answer if knows else "",
            "by": it.answered_by.display_name if knows and it.answered_by_id else "",
            "is_now": it.starts_at <= now(),
            "with": ", ".join((together or {}).get(it.pk, ())),
        }
        for it in absences
        if knows or it.state == "planned"
    ]


def kind_names() -> dict[str, str]:
    """What each kind of absence is called."""
    return {
        "holiday": _("Holiday"),
        "training": pgettext("absence", "Training"),
        "sick": _("Sick"),
        "other": pgettext("absence", "Something else"),
    }


def needs_leave(viewer: Viewer) -> tuple[str, ...]:
    """The kinds of absence for which the viewer asks for leave by the shop's charter; who plans the team asks nobody."""
    plans = may(viewer.role, "plan_absences_of_others")
    return () if plans else charter_of_shop(viewer.shop_id).team.leave_needed


def _span(begins: dt.datetime, ends: dt.datetime, shop_id: int) -> str:
    """From when to when: by days where they are whole ones there, the last included."""
    zone = zone_of(shop_id)
    first, after = begins.astimezone(zone), ends.astimezone(zone)
    if first.time() == after.time() == dt.time():
        last = after.date() - dt.timedelta(days=1)
        days = [format_date(day, "long", locale=locale_of(reading())) for day in (first.date(), last)]
        return " – ".join(dict.fromkeys(days))
    return f"{time_there(begins, shop_id)} – {time_there(ends, shop_id)}"


def _limit(member: Any, charter: Charter) -> int:
    known = charter.audiences[member.audience].chats_at_once if member.audience in charter.audiences else 0
    return known if member.chats_at_once is None else int(member.chats_at_once)


def _presence(desk: Any) -> dict[str, Any]:
    since = moment(desk.changed_at) if desk else ""
    return {"availability": availability_of(desk), "since": since, "load": desk.load if desk else 0}
