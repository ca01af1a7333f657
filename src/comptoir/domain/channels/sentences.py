"""What the house writes in letters by itself, in the language of whom it writes to."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.domain.charter.rules import SPOKEN, full_day_in
from comptoir.domain.shops.queries import shop_of_id, zone_of
from comptoir.letters.subjects import bare_subject

SUBJECT_LONGEST = 200


def spoken(language: str, shop_id: int) -> str:
    """The language in which the house writes: the one wanted where we speak it, else the shop's."""
    wanted = (language, shop_of_id(shop_id).language)
    return next((it for tag in wanted if (it := tag.split("-")[0].lower()) in SPOKEN), "en")


def subject_of(subject: str, reference: str, language: str, *, is_answer: bool = True) -> str:
    """The subject of a letter in a conversation: the customer's own words, and the number by which it is found again."""
    with override(language):
        bare = bare_subject(subject)[:SUBJECT_LONGEST].strip() or _("Your request")
    return f"{'Re: ' if is_answer else ''}{bare} [#{reference}]"


def acknowledgement(language: str, *, name: str, shop_id: int, reference: str, due_at: dt.datetime | None) -> str:
    """That a mail has come, under which number, and by when it is answered."""
    with override(language):
        greeting = _("Hello %(name)s,") % {"name": name} if name else _("Hello,")
        lines = [
            _("Thank you for writing to %(shop)s. Your message has reached us under the number %(reference)s.")
            % {"shop": shop_of_id(shop_id).name, "reference": reference}
        ]
        if due_at is not None:
            lines.append(
                _("We will answer you by %(day)s, %(time)s at the latest.") % moment(due_at, shop_id, language)
            )
        lines.append(_("If you would like to add something, simply answer this e-mail."))
    return f"{greeting}\n\n{' '.join(lines[:-1])}\n\n{lines[-1]}"


def history_head(language: str, *, name: str, at: dt.datetime, shop_id: int) -> str:
    """The line above what was written before: whose it is, and when."""
    with override(language):
        words = {**moment(at, shop_id, language), "name": name}
        return _("On %(day)s at %(time)s, %(name)s wrote:") % words


def of_customer(language: str) -> str:
    """How the one is called, above their own words, whom the letter goes to."""
    with override(language):
        return _("you")


def sent_on_by(language: str, *, address: str, words: str) -> str:
    """What the team reads of a message that was sent on to somebody outside, with the word that went along."""
    with override(language):
        head = _("Sent on to %(address)s.") % {"address": address}
    return f"{head}\n\n{words}" if words.strip() else head


def rating_asked(language: str, link: str) -> str:
    """Asks whom it goes to how it was, when a conversation has ended."""
    with override(language):
        return _("Your request is closed. How did we do? It takes one click: %(link)s") % {"link": link}


def moment(at: dt.datetime, shop_id: int, language: str) -> dict[str, str]:
    """A moment in the shop's own time: its day with the weekday, and its hour."""
    local = at.astimezone(zone_of(shop_id))
    return {"day": full_day_in(language, local.date()), "time": f"{local:%H:%M}"}
