"""Where a mail belongs: by our addresses first, then by our own Message-IDs, then by what else it names if its sender takes part.

A token is worth what stands behind it, and nothing is believed of a header that anybody can write: see `placing` for who may.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Q

from comptoir.domain.channels.house import digests, is_relay_address, relay_domain, secrets
from comptoir.domain.channels.models import (
    Correspondent,
    Mailbox,
    MailThread,
    ReceivedMail,
    ReplyAddress,
    SentMail,
    ThreadMessage,
)
from comptoir.domain.conversations.queries import Talk, talk_of_reference, talks
from comptoir.letters.letter import Letter
from comptoir.letters.tokens import could_be_ours, letter_of_bounce, letter_of_message_id, plain_local_part

MERGED_AT_MOST = 5
REFERENCES_AT_MOST = 40
ADDRESSES_AT_MOST = 100
_REFERENCE = re.compile(r"\[#?([2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3})\]", re.IGNORECASE)


class Route(NamedTuple):
    """Where a mail belongs. `kind`: "bounce", "token", "thread", "new", or "none" where it came to nobody of ours.

    `party` is as whose it comes: "customer", "seller", "cc", "outsider", or "other" for somebody whom nobody had written to.
    """

    kind: str
    shop_id: int | None = None
    mailbox_id: int | None = None
    conversation_id: int | None = None
    channel: str = ""
    language: str = ""
    party: str = ""
    letter_id: int | None = None
    reply_id: int | None = None
    reply_to: str = ""
    """The address for replies by which it came."""

    @property
    def is_mediated(self) -> bool:
        return self.party == "seller" or self.channel == "marketplace"


def route_of(mail: ReceivedMail, letter: Letter, now: dt.datetime) -> Route:
    """Where the mail belongs. Threats 5, 6, 15, 16, 20."""
    addresses = _addresses(mail, letter)
    sender = letter.sender.address if letter.sender else ""
    ours = [it for it in addresses if is_relay_address(it)]
    if bounced := _bounce(ours, letter):
        return bounced
    if by_token := _by_token(ours, sender, now):
        return by_token
    box = mail.mailbox or _mailbox(addresses)
    if box is None:
        return Route("none", mail.shop_id)
    found = _by_our_id(box, letter, sender) or _by_their_id(box, letter, sender) or _by_reference(box, letter, sender)
    return found or Route("new", box.shop_id, box.pk)


def party_in(talk: Talk, sender: str) -> str:
    """As whose an address takes part in a conversation by mail: "customer", "cc", or "" where it does not. Threat 20.

    An address that a visitor of the page merely says is theirs takes no part.
    """
    if talk.channel != "email":
        return ""
    if Correspondent.objects.filter(shop_id=talk.shop_id, address=sender, visitor_id=talk.visitor_id).exists():
        return "customer"
    copied = MailThread.objects.filter(conversation_id=talk.id).values_list("cc", flat=True).first()
    return "cc" if sender in (copied or ()) else ""


def goes_on_in(conversation_id: int) -> Talk | None:
    """The conversation, or the one that it was merged into and that goes on."""
    for _step in range(MERGED_AT_MOST):
        talk = talks([conversation_id]).get(conversation_id)
        if talk is None or not talk.merged_into_id:
            return talk
        conversation_id = talk.merged_into_id
    return None


def _addresses(mail: ReceivedMail, letter: Letter) -> list[str]:
    """To whom it came, the surest first: what servers say, before what its writer says."""
    if mail.envelope_to:
        return list(mail.envelope_to)[:ADDRESSES_AT_MOST]
    written = [it.address for it in (*letter.to, *letter.cc)]
    return list(dict.fromkeys([*letter.delivered_to, *written]))[:ADDRESSES_AT_MOST]


def _bounce(ours: Sequence[str], letter: Letter) -> Route | None:
    """A letter of ours that came back: by the address that only its envelope had, or by its Message-ID in a bounce."""
    ids = [letter_of_bounce(it.rpartition("@")[0], secrets()) for it in ours]
    if letter.kind == "bounce" and letter.about:
        ids.append(letter_of_message_id(letter.about, secrets()))
    for letter_id in filter(None, ids):
        row = SentMail.objects.filter(pk=letter_id).values_list("shop_id", "mailbox_id", "conversation_id").first()
        if row:
            return Route("bounce", row[0], row[1], row[2], letter_id=letter_id)
    return None


def _by_token(ours: Sequence[str], sender: str, now: dt.datetime) -> Route | None:
    """One address for replies: of several that a mail came to, the one that its sender may write to."""
    parts = [plain_local_part(it.rpartition("@")[0]) for it in ours]
    parts = [it for it in parts if could_be_ours(it, secrets())]
    if not parts:
        return None
    still = Q(ended_at=None) | Q(ended_at__gt=now)
    rows = sorted(ReplyAddress.objects.filter(still, local_part__in=parts), key=lambda it: parts.index(it.local_part))
    rows.sort(key=lambda it: it.address != sender)
    talk = goes_on_in(rows[0].conversation_id) if rows else None
    if talk is None:
        return None
    row = rows[0]
    place = (talk.id, talk.channel, talk.language, row.party)
    return Route("token", row.shop_id, None, *place, reply_id=row.pk, reply_to=f"{row.local_part}@{relay_domain()}")


def _mailbox(addresses: Iterable[str]) -> Mailbox | None:
    rows = Mailbox.objects.filter(address__in=list(addresses), is_on=True)
    return rows.order_by("pk").first()


def _by_our_id(box: Mailbox, letter: Letter, sender: str) -> Route | None:
    """An answer to a letter of ours: its Message-ID only those know who have it."""
    for message_id in _references(letter):
        letter_id = letter_of_message_id(message_id, secrets())
        row = SentMail.objects.filter(pk=letter_id, shop_id=box.shop_id).first() if letter_id else None
        if row is None or row.conversation_id is None or row.party in ("seller", "member"):
            continue
        talk = goes_on_in(row.conversation_id)
        if talk is None or talk.channel == "marketplace":
            continue
        party = row.party if row.party == "outsider" or row.recipient == sender else ""
        return _thread(box, talk, party or party_in(talk, sender) or "other", row.pk)
    return None


def _by_their_id(box: Mailbox, letter: Letter, sender: str) -> Route | None:
    """An answer to a mail that another has written, among those who take part."""
    wanted = digests(_references(letter))
    rows = ThreadMessage.objects.filter(shop_id=box.shop_id, digest__in=wanted).order_by("-at", "-id")
    return _where_taking_part(box, rows.values_list("conversation_id", flat=True)[:10], sender)


def _by_reference(box: Mailbox, letter: Letter, sender: str) -> Route | None:
    """The number of a conversation in the subject, where the sender takes part in it: anybody can write a number."""
    found = [talk_of_reference(box.shop_id, it.upper()) for it in _REFERENCE.findall(letter.subject)[:3]]
    return _where_taking_part(box, [it.id for it in found if it], sender)


def _where_taking_part(box: Mailbox, conversation_ids: Iterable[int], sender: str) -> Route | None:
    for conversation_id in dict.fromkeys(conversation_ids):
        talk = goes_on_in(conversation_id)
        if talk is not None and talk.shop_id == box.shop_id and (party := party_in(talk, sender)):
            return _thread(box, talk, party)
    return None


def _thread(box: Mailbox, talk: Talk, party: str, letter_id: int | None = None) -> Route:
    return Route("thread", box.shop_id, box.pk, talk.id, talk.channel, talk.language, party, letter_id)


def _references(letter: Letter) -> list[str]:
    """What it answers to, the nearest first."""
    return list(dict.fromkeys([*letter.in_reply_to, *reversed(letter.references)]))[:REFERENCES_AT_MOST]
