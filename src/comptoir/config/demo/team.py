"""What managers of the demo have arranged in their teams: a group, somebody's hours, a planned absence, an invitation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from comptoir.config.demo.players import acting, manager_of
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.people.actions import Rights, change_member, invite, make_group, plan_absence, set_hours
from comptoir.domain.people.models import Membership
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Hours
from comptoir.domain.shops.queries import shop_of_id


class Arranged(NamedTuple):
    """People are named as they are shown."""

    group: str
    of_group: tuple[str, ...]
    keeps_hours: str
    hours: Hours
    leaves: str
    why: str
    asks: str
    """Who has asked for a holiday, in three weeks."""
    for_what: str
    newcomer: str
    """Their address."""
    language: str


def _days(days: str, *stretches: tuple[str, str]) -> dict[str, Sequence[Sequence[str]]]:
    return dict.fromkeys(days.split(), stretches)


SHOPS = {
    "maison-perle": Arranged(
        "Soirs et samedis",
        ("Ana", "Émilie"),
        "Ana",
        _days("mon tue wed thu fri", ("17:00", "21:00")) | _days("sat", ("09:30", "12:30"), ("13:30", "18:00")),
        "Julien",
        "Salon des métiers d’art",
        "Ana",
        "Chez mes parents à Porto",
        "capucine@maison-perle.example",
        "fr",
    ),
    "gradina-verde": Arranged(
        "Sâmbăta",
        ("Ioana", "Radu"),
        "Radu",
        _days("mon tue wed thu fri sat", ("07:00", "21:00")),
        "Ioana",
        "Târgul de grădinărit",
        "Radu",
        "La munte",
        "sorin@gradina-verde.example",
        "ro",
    ),
    "feira-do-largo": Arranged(
        "Fins de semana",
        ("Joana", "Tiago"),
        "Joana",
        _days("mon tue wed thu fri sat sun", ("07:00", "22:00")),
        "Tiago",
        "Formação",
        "Joana",
        "Férias em família",
        "beatriz@feira-do-largo.example",
        "pt",
    ),
}
"""Hours are long where a demo would otherwise have nobody to answer."""


def arrange_team(shop_id: int, key: str, now: dt.datetime) -> None:
    """Let the shop's manager arrange the team, as at the console."""
    plan, members = SHOPS[key], {member.display_name: member for member in members_of(shop_id)}
    manager = manager_of(shop_id)
    group = make_group(viewer=manager, name=plan.group, now=now)
    for name in plan.of_group:
        rights = _with_group(members[name], group.pk)
        change_member(viewer=manager, membership_id=members[name].pk, rights=rights, now=now)
    zone = shop_of_id(shop_id).time_zone
    keeps = members[plan.keeps_hours].pk
    set_hours(viewer=manager, membership_id=keeps, hours=plan.hours, time_zone=zone, now=now)
    begins = _next_monday(now, zone)
    plan_absence(
        viewer=manager,
        membership_id=members[plan.leaves].pk,
        starts_at=begins,
        ends_at=begins + dt.timedelta(days=3),
        note=plan.why,
        now=now,
    )
    _ask(members[plan.asks], plan.for_what, begins + dt.timedelta(days=14), now)
    rights = Rights(role="advisor", audience="advisor", languages=[plan.language], group_ids=[group.pk])
    # Outside demo mode nobody catches mail: the link is then one to pass on, made anew by whoever wants to try it.
    email = plan.newcomer if settings.DEMO else ""
    invite(viewer=manager, rights=rights, email=email, language=plan.language, now=now)


def _ask(member: Membership, why: str, begins: dt.datetime, now: dt.datetime) -> None:
    """A member asks for a week's holiday: it waits to be granted where the charter says so, else it is announced."""
    _, charter = charter_in_force(member.shop_id, now)
    plan_absence(
        viewer=acting(member),
        membership_id=member.pk,
        starts_at=begins,
        ends_at=begins + dt.timedelta(days=5),
        note=why,
        kind="holiday",
        needs_leave="holiday" in charter.team.leave_needed,
        now=now,
    )


def _with_group(member: Membership, group_id: int) -> Rights:
    return Rights(
        role=member.role,
        audience=member.audience,
        languages=member.languages,
        topics=member.topics,
        skills=member.skills,
        chats_at_once=member.chats_at_once,
        group_ids=[*member.groups.values_list("pk", flat=True), group_id],
    )


def _next_monday(now: dt.datetime, time_zone: str) -> dt.datetime:
    """Midnight there, in the week that follows."""
    local = now.astimezone(ZoneInfo(time_zone))
    day = local.date() + dt.timedelta(days=7 - local.weekday())
    return dt.datetime.combine(day, dt.time(), tzinfo=local.tzinfo)
