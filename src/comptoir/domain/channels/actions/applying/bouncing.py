"""A letter of ours came back, or a machine answered it: it is shown at the letter, and what must follow follows. E8."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.channels.actions.applying.joining import body_of, entry_id, facts_of
from comptoir.domain.channels.actions.applying.understanding import Understood
from comptoir.domain.channels.actions.sending import mark_bounced, mark_delayed
from comptoir.domain.channels.models import Delivery, Received, ReceivedMail, SentMail
from comptoir.domain.channels.taking import Taken
from comptoir.domain.conversations.actions import Post, post_by_mail
from comptoir.letters.letter import Failed

PERMANENT, PASSING = "5.0.0", "4.0.0"


def take_bounce(mail: ReceivedMail, read: Understood, now: dt.datetime) -> Taken:
    """Mark the letter that came back; what came to its own address and is no bounce was answered by a machine."""
    letter = SentMail.objects.select_for_update().get(pk=read.route.letter_id or 0)
    place = {"conversation_id": letter.conversation_id, "entry_seq": letter.entry_seq}
    if read.letter.kind != "bounce":
        return _answered_by_machine(mail, read, letter, now)
    failed = _of_ours(read, letter)
    if failed is None:
        return Taken(state=Received.APPLIED, why="nothing_failed", **place)
    status = failed.status or (PERMANENT if failed.is_permanent else PASSING)
    if not failed.is_permanent or status.startswith("4"):
        mark_delayed(letter, status=status, detail=failed.diagnostic, now=now)
        return Taken(state=Received.APPLIED, why="delayed", **place)
    if letter.state in (Delivery.SENT, Delivery.WAITING):
        mark_bounced(letter, status=status, detail=failed.diagnostic, is_permanent=True, now=now)
    return Taken(state=Received.APPLIED, why="bounced", **place)


def _of_ours(read: Understood, letter: SentMail) -> Failed | None:
    """What is said of our recipient; of the only one who is named, where servers on the way have renamed them."""
    failed = read.letter.bounce
    ours = next((it for it in failed if it.address == letter.recipient), None)
    # A bounce that names nobody is about the letter whose address it came to: there is no other.
    return ours or next(iter(failed), None) or Failed(letter.recipient)


def _answered_by_machine(mail: ReceivedMail, read: Understood, letter: SentMail, now: dt.datetime) -> Taken:
    if letter.conversation_id is None:
        return Taken(state=Received.IGNORED, why="automatic")
    facts = facts_of(mail, read) | {"kind": "automatic", "as": letter.party}
    post = Post(letter.conversation_id, entry_id(mail.pk), body_of(read), kind="note", team_facts={"mail": facts})
    seq = post_by_mail(post._replace(at=mail.received_at), files=read.files, now=now)
    return Taken(state=Received.APPLIED, why="automatic", conversation_id=letter.conversation_id, entry_seq=seq)
