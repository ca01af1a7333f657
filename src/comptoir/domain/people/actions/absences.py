"""Absences: one's own, without anybody's leave unless the charter asks for it; a colleague's, by who watches over the team."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction

from comptoir.domain.people.actions.leave import news_of, tell_of
from comptoir.domain.people.errors import (
    AbsenceNotFound,
    AbsenceNotRight,
    CalendarNotReadable,
    MemberNotFound,
    TooManyOfThem,
)
from comptoir.domain.people.models import Absence, Membership
from comptoir.domain.people.rules import ABSENCES, FAR_OFF, LONGEST, UnreadableCalendar, Viewer, absences_in, may
from comptoir.foundation.errors import BadRequest, NotAllowed
from comptoir.language.cards import masked, masked_line

ABSENCES_AT_MOST = 300
"""Of one member, those that are not over."""


@transaction.atomic
def plan_absence(
    *,
    viewer: Viewer,
    membership_id: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    note: str = "",
    kind: str = "other",
    needs_leave: bool = False,
    now: dt.datetime,
) -> Absence:
    """Say that a member is away from then to then; others hear of it. With `needs_leave` (the caller knows the charter) it is asked
    for, and holds once it is granted; who plans the team asks nobody.

    Raises `NotAllowed`, `MemberNotFound`, `AbsenceNotRight`, `TooManyOfThem`, `BadRequest` for a kind that there is not.
    """
    member = _whom(viewer, membership_id)
    if kind not in ABSENCES:
        raise BadRequest("no such kind of absence")
    length = ends_at - starts_at
    if not dt.timedelta() < length <= LONGEST or ends_at <= now or starts_at > now + FAR_OFF:
        raise AbsenceNotRight
    _refuse_more(member, 1, now)
    asks = needs_leave and not may(viewer.role, "plan_absences_of_others")
    absence = Absence(membership=member, starts_at=starts_at, ends_at=ends_at, note=masked_line(note)[:80], kind=kind)
    absence.state = "asked" if asks else "planned"
    absence.news_for = news_of(member, viewer)
    absence.save()
    tell_of(member, "asked" if asks else "planned", viewer)
    return absence


@transaction.atomic
def end_absence(*, viewer: Viewer, absence_id: int, now: dt.datetime) -> int:
    """Somebody is back before the time, does not go, or asks no more: what is left of the absence is over. Returns whose it was.

    Raises `AbsenceNotFound`, `NotAllowed`.
    """
    found = Absence.objects.select_for_update(of=("self",)).filter(pk=absence_id, membership__shop_id=viewer.shop_id)
    absence = found.first()
    if absence is None:
        raise AbsenceNotFound
    _whom(viewer, absence.membership_id)
    if absence.state != "planned":
        absence.delete()
    elif absence.starts_at < now < absence.ends_at:
        absence.ends_at = now
        absence.save(update_fields=["ends_at"])
    elif now <= absence.starts_at:
        absence.delete()
    return absence.membership_id


@transaction.atomic
def import_absences(
    *, viewer: Viewer, membership_id: int, content: bytes, time_zone: str, now: dt.datetime
) -> tuple[int, int]:
    """Keep what a calendar's file says of a member's absences: how many are new, and how many were known. The same file read
    again changes nothing. Raises `NotAllowed`, `MemberNotFound`, `CalendarNotReadable`, `TooManyOfThem`.
    """
    member = _whom(viewer, membership_id)
    try:
        found = absences_in(content, ZoneInfo(time_zone), now)
    except UnreadableCalendar as error:
        raise CalendarNotReadable from error
    known = set(Absence.objects.filter(membership=member).exclude(uid="").values_list("uid", flat=True))
    new = [it for it in found if it.uid not in known]
    _refuse_more(member, len(new), now)
    news = news_of(member, viewer)
    rows = [
        Absence(membership=member, starts_at=it.begins, ends_at=it.ends, note=masked(it.note)[:80], uid=it.uid)
        for it in new
    ]
    for row in rows:
        row.news_for = news
    Absence.objects.bulk_create(rows)
    if rows:
        tell_of(member, "planned", viewer)
    return len(new), len(found) - len(new)


def _whom(viewer: Viewer, membership_id: int) -> Membership:
    """The member, locked, if the viewer may plan their absences."""
    if membership_id != viewer.membership_id and not may(viewer.role, "plan_absences_of_others"):
        raise NotAllowed
    rows = Membership.objects.select_for_update(of=("self",))
    member = rows.filter(pk=membership_id, shop_id=viewer.shop_id, is_active=True).first()
    if member is None:
        raise MemberNotFound
    return member


def _refuse_more(member: Membership, number: int, now: dt.datetime) -> None:
    if Absence.objects.filter(membership=member, ends_at__gt=now).count() + number > ABSENCES_AT_MOST:
        raise TooManyOfThem(most=ABSENCES_AT_MOST)
