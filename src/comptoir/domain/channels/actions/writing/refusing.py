"""Why a letter does not go out: its recipient gets nothing, is one of us, or too much goes out already. A6, threat 19."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from comptoir.domain.channels.actions.writing.letter import PROMISED, LetterToWrite
from comptoir.domain.channels.house import is_relay_address
from comptoir.domain.channels.models import Mailbox, ReceivedMail, SentMail, Suppressed

A_MINUTE, AN_HOUR, A_DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
IN_A_MINUTE, IN_AN_HOUR = 10, 50
"""Letters of one thread, copies not counted."""

WANTED_IN_AN_HOUR = 6
"""Letters of a template that somebody may ask for."""

IN_A_ROW = 2
"""Automatic letters of a thread, nobody having written in between; what was promised is not among them."""

PROMISED_IN_A_DAY = 6
"""Letters of a thread that a clock sends and somebody was promised. No mail makes them go out: they cannot loop, and are counted apart."""

RESPONDING = ("acknowledgement", "not_here")
"""What answers a mail by itself: once a day for each address, whatever it writes."""

_OF_PROMISES = Q(*(("template__startswith", name) for name in PROMISED), _connector=Q.OR)


def refusal(letter: LetterToWrite, recipient: str) -> str:
    """The code of why it stays here; "" when it may go."""
    if is_relay_address(recipient) or Mailbox.objects.filter(address=recipient).exists():
        return "own_address"
    stopped = Suppressed.objects.filter(shop_id=letter.shop_id, address=recipient).values_list("why", flat=True).first()
    if stopped:
        return stopped
    if letter.is_automatic and (why := _too_automatic(letter, recipient)):
        return why
    return "too_many" if _too_many(letter) else ""


def _too_automatic(letter: LetterToWrite, recipient: str) -> str:
    same = SentMail.objects.filter(shop_id=letter.shop_id, recipient=recipient, template=letter.template)
    if letter.is_promised:
        return "too_many" if _promised(letter).count() >= PROMISED_IN_A_DAY else ""
    if letter.is_wanted:
        return "too_many" if same.filter(written_at__gt=letter.at - AN_HOUR).count() >= WANTED_IN_AN_HOUR else ""
    if letter.template not in RESPONDING and letter.conversation_id:
        same = same.filter(conversation_id=letter.conversation_id)
    if same.filter(written_at__gt=letter.at - A_DAY).exists():
        return "once_a_day"
    return "looping" if letter.conversation_id and _in_a_row(letter) else ""


def _promised(letter: LetterToWrite) -> QuerySet[SentMail]:
    """What was promised in the thread and went out within the last day."""
    rows = SentMail.objects.filter(conversation_id=letter.conversation_id or 0, party=letter.party)
    return rows.filter(_OF_PROMISES, written_at__gt=letter.at - A_DAY)


def _in_a_row(letter: LetterToWrite) -> bool:
    written = SentMail.objects.filter(conversation_id=letter.conversation_id or 0, party=letter.party).exclude(
        _OF_PROMISES
    )
    last = list(written.order_by("-written_at", "-id").values_list("is_automatic", "written_at")[:IN_A_ROW])
    if len(last) < IN_A_ROW or not all(is_automatic for is_automatic, _at in last):
        return False
    came = ReceivedMail.objects.filter(conversation_id=letter.conversation_id or 0, taken_as="human")
    return not came.filter(received_at__gt=last[-1][1]).exists()


def _too_many(letter: LetterToWrite) -> bool:
    if letter.conversation_id is None or letter.party == "cc":
        return False
    rows = (
        SentMail.objects.filter(conversation_id=letter.conversation_id).exclude(party="cc").exclude(state="suppressed")
    )
    hour = list(rows.filter(written_at__gt=letter.at - AN_HOUR).values_list("written_at", flat=True)[:IN_AN_HOUR])
    in_minute = sum(at > letter.at - A_MINUTE for at in hour)
    return len(hour) >= IN_AN_HOUR or in_minute >= IN_A_MINUTE
