"""Carrying what is written in conversations to those who are written to by mail: each message once, however often it is told."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import NamedTuple

from django.db.models import Q

from comptoir.domain.channels.actions.threads import CC_AT_MOST
from comptoir.domain.channels.actions.writing import LetterToWrite, write_letter
from comptoir.domain.channels.house import is_relay_address, own_way_out, relay_domain
from comptoir.domain.channels.models import Correspondent, Mailbox, MailThread, ReceivedMail, SentMail, ThreadMessage
from comptoir.domain.channels.rules.addresses import address_in
from comptoir.domain.channels.sentences import history_head, of_customer, spoken, subject_of
from comptoir.domain.conversations.queries import ToCarry, files_to_carry, history_to_carry
from comptoir.domain.people.queries import person
from comptoir.domain.shops.queries import shop_of_id
from comptoir.letters.building import Attached, Who

BY_MAIL = ("email",)
"""Channels whose every message to the customer goes by mail."""

ON_THE_PAGE = ("message", "chat")
"""Channels whose messages go by mail where the customer has not read them on the page."""

HISTORY_LONGEST = 8000
HISTORY_MESSAGES = 6


class _Going(NamedTuple):
    """A message on its way, with all that its letters have in common."""

    message: ToCarry
    thread: MailThread
    customer: Who
    language: str
    cc: tuple[str, ...]
    files: tuple[Attached, ...]


def carry(message: ToCarry, now: dt.datetime) -> list[int]:
    """Write the letters of a message to the customer: one to them, one to each who is copied. Nothing where nobody can be
    written to.
    """
    if not message.is_public or message.author not in ("agent", "system") or not _goes_to_customer(message):
        return []
    thread, customer = _thread(message), _customer(message)
    if thread is None or customer is None:
        return []
    language = spoken(message.language, message.shop_id)
    going = _Going(message, thread, customer, language, _cc(message, customer), _files(message))
    letters = [_letter(going, customer, "customer", now)]
    letters += [_letter(going, Who(address), "cc", now) for address in going.cc]
    _keep_cc(going)
    return [pk for letter in letters if (pk := write_letter(letter)) is not None]


def can_write(shop_id: int) -> bool:
    """Whether a letter of the shop has a way out."""
    if relay_domain() and own_way_out():
        return True
    return Mailbox.objects.filter(shop_id=shop_id, is_on=True).exclude(outgoing=Mailbox.Outgoing.NONE).exists()


def _goes_to_customer(message: ToCarry) -> bool:
    return message.mail.get("to", "customer") in ("customer", "both")


def _customer(message: ToCarry) -> Who | None:
    """Where the customer is written to: the address that the conversation has, else the last by which they came."""
    known = Correspondent.objects.filter(shop_id=message.shop_id, visitor_id=message.visitor_id)
    row = known.filter(address=message.email.lower()).first() if message.email else known.order_by("-first_at").first()
    address = message.email or (row.address if row else "")
    return Who(address, row.name if row else "") if address_in(address) else None


def _thread(message: ToCarry) -> MailThread | None:
    found = MailThread.objects.select_related("mailbox").filter(conversation_id=message.conversation_id).first()
    if found is not None or not can_write(message.shop_id):
        return found
    boxes = Mailbox.objects.filter(shop_id=message.shop_id, is_on=True).exclude(outgoing=Mailbox.Outgoing.NONE)
    box = boxes.order_by("pk").first()
    facts = {"shop_id": message.shop_id, "mailbox": box}
    return MailThread.objects.get_or_create(conversation_id=message.conversation_id, defaults=facts)[0]


def _cc(message: ToCarry, customer: Who) -> tuple[str, ...]:
    """Who else gets it, as its writer chose; the house chooses nobody."""
    plain = dict.fromkeys(address_in(str(each)) for each in message.mail.get("cc", [])[:CC_AT_MOST])
    wanted = [it for it in plain if it and it != customer.address and not is_relay_address(it)]
    ours = set(Mailbox.objects.filter(address__in=wanted).values_list("address", flat=True)) if wanted else set()
    return tuple(it for it in wanted if it not in ours)


def _keep_cc(going: _Going) -> None:
    """Whom the writer chose is proposed for the next answer."""
    if going.message.author == "agent" and "cc" in going.message.mail and list(going.cc) != going.thread.cc:
        MailThread.objects.filter(pk=going.thread.pk).update(cc=list(going.cc))


def _letter(going: _Going, to: Who, party: str, now: dt.datetime) -> LetterToWrite:
    message, is_house = going.message, going.message.author == "system"
    history, head = _history(going, to, party)
    subject = going.thread.subject
    return LetterToWrite(
        shop_id=message.shop_id,
        template="told" if is_house else "answer",
        party=party,
        recipient=to.address,
        recipient_name=to.name,
        from_name=_from_name(message),
        subject=subject_of(subject, message.reference, going.language, is_answer=_is_answer(message, subject)),
        text=message.body,
        language=going.language,
        conversation_id=message.conversation_id,
        entry_seq=message.seq,
        mailbox_id=going.thread.mailbox_id,
        reply_party="customer" if party == "customer" else "",
        to_shown=(going.customer,),
        cc_shown=tuple(map(Who, going.cc)),
        files=going.files,
        link_hosts=_hosts(message.shop_id),
        is_automatic=is_house,
        is_wanted=is_house,
        once=once_of(message.conversation_id, message.seq, party, to.address),
        at=now,
        history=history,
        history_head=head,
    )


def _from_name(message: ToCarry) -> str:
    shop = shop_of_id(message.shop_id).name
    return shop if message.author == "system" else f"{_name_of(message)} · {shop}"


def _is_answer(message: ToCarry, subject: str) -> bool:
    """Whether it answers something; the first letter of a conversation that a member began does not."""
    return bool(subject) and ThreadMessage.objects.filter(conversation_id=message.conversation_id).exists()


def once_of(conversation_id: int, seq: int, party: str, address: str) -> str:
    """What an entry's letter to somebody is the letter of."""
    return f"entry {conversation_id}.{seq} {party} {hashlib.sha256(address.encode()).hexdigest()[:32]}"


def _history(going: _Going, to: Who, party: str) -> tuple[str, str]:
    """What was written before, where its writer wants it to go along; to who was not there before, nothing does. A8."""
    message = going.message
    if not message.mail.get("has_history") or (party == "cc" and not _was_there(message, to.address)):
        return "", ""
    earlier = history_to_carry(message.conversation_id, message.seq, HISTORY_MESSAGES)
    if not earlier:
        return "", ""
    parts = [f"{_head(it, going.language)}\n\n{it.body}" for it in earlier[1:]]
    text = "\n\n".join([earlier[0].body, *parts])[:HISTORY_LONGEST]
    return text, _head(earlier[0], going.language)


def _was_there(message: ToCarry, address: str) -> bool:
    """Whether somebody had a letter of the conversation, or wrote in it, before this message."""
    letters = SentMail.objects.filter(conversation_id=message.conversation_id, recipient=address)
    if letters.filter(entry_seq__lt=message.seq).exists():
        return True
    mails = ReceivedMail.objects.filter(conversation_id=message.conversation_id, entry_seq__lt=message.seq)
    if mails.filter(sender=address).exists():
        return True
    heads = mails.filter(Q(came_as="customer")).values_list("to", "cc")[:20]
    return any(address == each[1] for to, cc in heads for each in (*to, *cc))


def _head(it: ToCarry, language: str) -> str:
    name = of_customer(language) if it.author == "visitor" else _name_of(it)
    return history_head(language, name=name, at=it.at, shop_id=it.shop_id)


def _name_of(it: ToCarry) -> str:
    return str(person(it.membership_id)["name"]) if it.membership_id else shop_of_id(it.shop_id).name


def _files(message: ToCarry) -> tuple[Attached, ...]:
    if not message.has_files:
        return ()
    files = files_to_carry(message.conversation_id, message.seq)
    return tuple(
        Attached(name=it.name, content_type=it.content_type, content=it.path.read_bytes())
        for it in files
        if it.path.exists()
    )


def _hosts(shop_id: int) -> tuple[str, ...]:
    """Where links of our letters may lead: to the shop's own pages."""
    return tuple(origin.partition("://")[2].partition(":")[0] for origin in shop_of_id(shop_id).origins)


def unread_on_page(message: ToCarry) -> bool:
    """Whether the customer has not read the message where it stands on the page."""
    return message.public_seq is not None and message.public_seq > message.visitor_read
