"""Of which passes a member is reminded, in one word for all that end on the same day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.shops.queries import shop_day
from comptoir.domain.training.models import Pass
from comptoir.domain.training.queries.modules import titles_of
from comptoir.domain.training.rules import WATCHED


class Reminder(NamedTuple):
    """What a member is reminded of: the modules by name, and the day of the shop's calendar on which their passes end."""

    shop_id: int
    membership_id: int
    email: str
    name: str
    language: str
    titles: tuple[str, ...]
    until: dt.date
    days: int
    """So many are left, as the charter counts; none when it is over."""


def reminder_of(pass_id: int, days: int, now: dt.datetime) -> Reminder | None:
    """The reminder that is due when so many days are left of this pass; None where it was renewed since, or is not asked for
    any more, or its owner has left.
    """
    it = Pass.objects.select_related("membership__user").filter(pk=pass_id, valid_until__isnull=False).first()
    if it is None or it.valid_until is None or it.valid_until > now + dt.timedelta(days=days):
        return None
    member = it.membership
    if not (member.is_active and member.user.is_active):
        return None
    try:
        charter = charter_in_force(member.shop_id, now)[1]
    except NoCharter:
        return None
    if charter.training is None:
        return None
    day, language = shop_day(member.shop_id, it.valid_until), member.user.language
    theirs = Pass.objects.filter(membership_id=member.pk, valid_until__isnull=False).exclude(key=WATCHED)
    keys = [
        each.key
        for each in theirs.order_by("pk")
        if each.valid_until and shop_day(member.shop_id, each.valid_until) == day
    ]
    titles = titles_of(member.shop_id, keys, language, charter)
    told = (member.shop_id, member.pk, member.user.email, member.user.name, language)
    return Reminder(*told, tuple(titles[key] for key in keys), day, days) if keys else None
