"""Leave: who plans the team hears of absences, and gives or refuses what is asked for; who asked is told."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.db import transaction

from comptoir.domain.people.errors import AbsenceIsAnswered, AbsenceNotFound
from comptoir.domain.people.events import LeaveAnswered
from comptoir.domain.people.models import Absence, Membership
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.broadcast import tell
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked_line

WORD_LONGEST = 200


@transaction.atomic
def answer_absence(*, viewer: Viewer, absence_id: int, is_granted: bool, word: str = "", now: dt.datetime) -> Absence:
    """Give or refuse the leave that a colleague asks for, with a word if one likes; they are told.

    Raises `NotAllowed`, `AbsenceNotFound` (also for one's own), `AbsenceIsAnswered`.
    """
    absence = _of_colleague(viewer, absence_id)
    if absence.state != "asked":
        raise AbsenceIsAnswered
    absence.state = "planned" if is_granted else "refused"
    absence.news_for = "member"
    absence.answer = masked_line(word)[:WORD_LONGEST]
    absence.answered_by_id, absence.answered_at = viewer.membership_id, now
    absence.save(update_fields=["state", "news_for", "answer", "answered_by", "answered_at"])
    tell_of(absence.membership, "granted" if is_granted else "refused", viewer)
    announce(LeaveAnswered(absence.pk, absence.membership_id, absence.membership.shop_id))
    return absence


@transaction.atomic
def note_absence(*, viewer: Viewer, absence_id: int) -> None:
    """One has heard of an absence: of a colleague's, for all who plan the team; of one's own, what was answered or planned.

    Raises `NotAllowed`, `AbsenceNotFound`.
    """
    own = Absence.objects.filter(pk=absence_id, membership_id=viewer.membership_id, news_for="member")
    if not own.update(news_for=""):
        absence = _of_colleague(viewer, absence_id)
        Absence.objects.filter(pk=absence.pk, state="planned", news_for="watchers").update(news_for="")


@transaction.atomic
def note_absences(*, viewer: Viewer) -> None:
    """All that colleagues of the shop have planned is heard of; what is asked for goes on waiting. Raises `NotAllowed`."""
    if not may(viewer.role, "plan_absences_of_others"):
        raise NotAllowed
    news = Absence.objects.filter(membership__shop_id=viewer.shop_id, state="planned", news_for="watchers")
    news.exclude(membership_id=viewer.membership_id).update(news_for="")


def news_of(member: Membership, by: Viewer) -> str:
    """Who is to hear of an absence: who plans the team, or the member for whom another plans it."""
    return "watchers" if member.pk == by.membership_id else "member"


def tell_of(member: Membership, what: str, by: Viewer) -> None:
    """Tell whom it concerns at once, when the transaction has held."""
    to = news_of(member, by)
    topic = f"shop:{member.shop_id}:watchers" if to == "watchers" else f"member:{member.pk}"
    frame = {"t": "absence", "what": what, "to": to, "shop": member.shop_id, "member": member.pk, "by": by.name}
    tell((topic,), msgspec.json.encode(frame))


def _of_colleague(viewer: Viewer, absence_id: int) -> Absence:
    """A colleague's absence, locked, if the viewer plans the team."""
    if not may(viewer.role, "plan_absences_of_others"):
        raise NotAllowed
    rows = Absence.objects.select_for_update(of=("self",)).select_related("membership")
    found = rows.filter(pk=absence_id, membership__shop_id=viewer.shop_id).exclude(membership_id=viewer.membership_id)
    absence = found.first()
    if absence is None:
        raise AbsenceNotFound
    return absence
