"""The letter by which a member is reminded that what they have passed ends soon, or has ended. D6"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from comptoir.domain.channels.actions import LetterToWrite, letter_inside
from comptoir.domain.channels.inside import greeting
from comptoir.domain.charter.rules import full_day_in
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.training.queries import Reminder


def reminder_letter(it: Reminder, address: str, now: dt.datetime) -> LetterToWrite:
    """One letter for all that ends on that day, in the member's language."""
    subject, text = _words(it, address)
    return letter_inside(
        shop_id=it.shop_id,
        template="training",
        recipient=it.email,
        name=it.name,
        subject=subject,
        text=text,
        language=it.language,
        once=f"passes {it.membership_id} {it.until.isoformat()} {it.days}",
        at=now,
    )


def _words(it: Reminder, address: str) -> tuple[str, list[str]]:
    """Subject and paragraphs."""
    with override(it.language):
        day, many = full_day_in(it.language, it.until), len(it.titles)
        if not it.days:
            told = ngettext("Your training ended on %(day)s:", "These trainings of yours ended on %(day)s:", many)
            asked = _("What your shop asks for keeps new conversations from you until you have passed it again.")
        else:
            told = ngettext("Your training ends on %(day)s:", "These trainings of yours end on %(day)s:", many)
            asked = _("Pass it again before then, and nothing changes for you and your customers.")
        listed = "\n".join(f"– {title}" for title in it.titles)
        text = [greeting(it.name), told % {"day": day} + f"\n{listed}", asked]
        text.append(_("Here you take it again:") + f"\n{address}")
        return _("Your training at %(shop)s") % {"shop": shop_of_id(it.shop_id).name}, text
