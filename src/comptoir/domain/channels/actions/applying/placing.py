"""What becomes of a mail, in one transaction: every one ends in exactly one state, and says why. R8, R9."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.channels.actions.applying.bouncing import take_bounce
from comptoir.domain.channels.actions.applying.joining import join
from comptoir.domain.channels.actions.applying.opening import open_with
from comptoir.domain.channels.actions.applying.understanding import Understood
from comptoir.domain.channels.house import digest, is_relay_address, loop_name
from comptoir.domain.channels.models import Mailbox, Received, ReceivedMail, ReplyAddress, ThreadMessage
from comptoir.domain.channels.queries import is_blocked
from comptoir.domain.channels.taking import SCREENS, Arrived, Opens, Taken, taker_for

RECEIVED_AT_MOST = 30
"""Servers on the way: more, and it goes round."""


def place(mail: ReceivedMail, read: Understood, now: dt.datetime) -> Taken:
    """Decide what becomes of the mail, and do it. Use under the mail's lock."""
    if read.route.kind == "bounce":
        return take_bounce(mail, read, now)
    if why := _ignored(mail, read):
        return Taken(state=Received.IGNORED, why=why)
    if why := _held_back(mail, read):
        return Taken(state=Received.QUARANTINED, why=why, conversation_id=_of_token(read))
    if read.route.kind == "new":
        return _begun(mail, read, now)
    taker = taker_for(read.route.channel, read.route.party)
    return taker(arrived(mail, read, now)) if taker else join(mail, read, now)


def arrived(mail: ReceivedMail, read: Understood, now: dt.datetime) -> Arrived:
    """The mail as those above are asked about it."""
    return Arrived(
        mail_id=mail.pk,
        shop_id=read.route.shop_id or mail.shop_id or 0,
        conversation_id=read.route.conversation_id,
        party=read.route.party,
        mailbox_id=read.route.mailbox_id,
        letter=read.letter,
        sender=read.sender,
        text=read.text,
        quoted=read.quoted,
        files=read.files,
        refused=read.refused,
        sender_check=read.check,
        has_means=read.has_means,
        received_at=mail.received_at,
        is_automatic=read.letter.kind != "human",
        is_let_in=mail.is_let_in,
        now=now,
    )


def _begun(mail: ReceivedMail, read: Understood, now: dt.datetime) -> Taken:
    if read.letter.kind != "human":
        return Taken(state=Received.IGNORED, why="automatic")
    for screen in SCREENS:
        answer = screen(arrived(mail, read, now))
        if isinstance(answer, Opens):
            return open_with(mail, read, now, topic=answer.topic, why=answer.why)
        if answer is not None:
            return answer
    return open_with(mail, read, now)


def _ignored(mail: ReceivedMail, read: Understood) -> str:
    """Why nothing comes of it, and nobody needs to look: "" where something may."""
    route, letter = read.route, read.letter
    if route.kind == "none" or route.shop_id is None:
        return "unknown_address"
    if _goes_round(read):
        return "loop"
    if _was_here(mail, read):
        return "twice"
    if not mail.is_let_in and read.sender and is_blocked(route.shop_id, read.sender):
        return "blocked"
    return "" if letter.sender or letter.kind != "human" else "no_sender"


def _goes_round(read: Understood) -> bool:
    """Whether it is one of our own letters that came back, or goes from server to server. A6."""
    marks = [*read.letter.headers.get("x-comptoir-loop", ()), *read.letter.headers.get("x-loop", ())]
    if (
        loop_name() in [mark.strip() for mark in marks]
        or len(read.letter.headers.get("received", ())) > RECEIVED_AT_MOST
    ):
        return True
    return is_relay_address(read.sender) or Mailbox.objects.filter(address=read.sender).exists()


def _was_here(mail: ReceivedMail, read: Understood) -> bool:
    """Whether the same mail came by another way already: its Message-ID, and the same words. R3."""
    if not read.letter.message_id:
        return False
    known = ThreadMessage.objects.filter(shop_id=read.route.shop_id or 0, digest=digest(read.letter.message_id))
    talks = list(known.values_list("conversation_id", flat=True)[:5])
    rows = ReceivedMail.objects.filter(conversation_id__in=talks, state=Received.APPLIED).exclude(pk=mail.pk)
    return rows.filter(said_sha256=read.said_sha256, message_id=read.letter.message_id[:998]).exists()


def _held_back(mail: ReceivedMail, read: Understood) -> str:
    """Why somebody has to look before anything comes of it. Threats 1, 2, 4, 25."""
    if read.virus:
        return "virus"
    if mail.is_let_in:
        return ""
    if read.route.reply_id is not None:
        return _of_stranger(read)
    return "forged_sender" if read.check == "forged" else ""


def _of_stranger(read: Understood) -> str:
    """An address for replies is for one alone. Who proves nothing is marked, as at the shop's mailbox; between buyer and seller
    whoever takes the mail asks for more.
    """
    reply = ReplyAddress.objects.get(pk=read.route.reply_id or 0)
    if not reply.address or reply.address != read.sender:
        return "stranger"
    return "forged_sender" if read.check == "forged" else ""


def _of_token(read: Understood) -> int | None:
    """The conversation that a held mail would belong to, where it came by an address that only those have who take part."""
    return read.route.conversation_id if read.route.reply_id is not None else None
