"""The letter by which a member who is away learns what was answered to the leave that they had asked for. A7"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.domain.channels.actions import LetterToWrite, letter_inside
from comptoir.domain.channels.inside import greeting
from comptoir.domain.charter.rules import full_day_in
from comptoir.domain.people.queries import LeaveAnswer
from comptoir.domain.shops.queries import shop_day, shop_of_id


def leave_letter(it: LeaveAnswer, address: str, now: dt.datetime) -> LetterToWrite:
    """Granted or not, with the word of who decided, in the member's language."""
    subject, text = _words(it, address)
    return letter_inside(
        shop_id=it.shop_id,
        template="leave",
        recipient=it.email,
        name=it.name,
        subject=subject,
        text=text,
        language=it.language,
        once=f"leave {it.absence_id}",
        at=now,
        is_wanted=True,
    )


def _words(it: LeaveAnswer, address: str) -> tuple[str, list[str]]:
    """Subject and paragraphs."""
    with override(it.language):
        text = [greeting(it.name), _decision(it)]
        if it.word:
            text.append((_("%(name)s writes:") % {"name": it.by} if it.by else _("With this word:")) + f"\n{it.word}")
        text.append(_("Your absences stand here:") + f"\n{address}")
        return _("Your absence at %(shop)s") % {"shop": shop_of_id(it.shop_id).name}, text


def _decision(it: LeaveAnswer) -> str:
    first = shop_day(it.shop_id, it.starts_at)
    last = shop_day(it.shop_id, it.ends_at - dt.timedelta(microseconds=1))
    days = {"first": full_day_in(it.language, first), "last": full_day_in(it.language, last)}
    if first == last:
        said = (
            _("Your absence on %(first)s is granted.") if it.is_granted else _("Your absence on %(first)s is refused.")
        )
    elif it.is_granted:
        said = _("Your absence from %(first)s to %(last)s is granted.")
    else:
        said = _("Your absence from %(first)s to %(last)s is refused.")
    return said % days
