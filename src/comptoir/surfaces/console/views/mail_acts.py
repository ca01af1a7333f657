"""What is done by mail: a new message, a forward, spam, a blocked sender. A GET shows the dialog that asks, a POST does it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.channels import actions
from comptoir.domain.channels.errors import MailNotFound
from comptoir.domain.channels.queries import first_mail_of, is_blocked, mail_for, mail_of_entry, mailboxes_to_write_from
from comptoir.domain.conversations.queries import conversation_for, entries_before
from comptoir.domain.conversations.rules import first_words
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, NotAllowed
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import possible_acts, require
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields

ADDRESS_LONGEST = 254
SUBJECT_LONGEST = 200
NAME_LONGEST = 120
CC_LONGEST = 2_000
BODY_LONGEST = 20_000
NOTE_LONGEST = 4_000
MESSAGES_TO_FORWARD = 12
FIRST = 1
"""The entry that a mail opened its conversation with."""


@for_agents("GET", "POST", right="write_first")
def write(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Write to somebody who has not written: a new conversation, that begins with our letter."""
    if request.method == "GET":
        boxes = [
            (shop_of_id(it.shop_id), mailboxes_to_write_from(it.shop_id)) for it in agent.viewers if _may_write(it)
        ]
        if not boxes:
            raise NotAllowed
        return fragment(request, "dialogs/write.html", boxes=boxes, own=boxes[0][0].language, writing=uuid4())
    shop_id, _, mailbox_id = words_of(request, "from", 40).partition(":")
    viewer = agent.in_shop(number_in(shop_id) or 0)
    if not _may_write(viewer):
        raise NotAllowed
    letter = actions.NewLetter(
        to=words_of(request, "to", ADDRESS_LONGEST),
        to_name=words_of(request, "name", NAME_LONGEST),
        cc=_between_commas(words_of(request, "cc", CC_LONGEST)),
        subject=words_of(request, "subject", SUBJECT_LONGEST),
        body=words_of(request, "body", BODY_LONGEST),
        language=words_of(request, "language", 2),
        mailbox_id=number_in(mailbox_id),
        opening_id=_own_id(request),
        files=_file(request),
        is_confirmed=request.POST.get("is_confirmed") == "on",
    )
    begun = actions.write_new(viewer=viewer, letter=letter, now=now())
    return done(go_to=reverse("console:talk", kwargs={"conversation_id": begun.conversation_id}))


@for_agents("GET", "POST", right="write_first")
def forward(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Send what was written to somebody outside; their answer comes back as a note for the team."""
    conversation, viewer = _allowed("forward", agent, conversation_id)
    if request.method == "GET":
        note_reading(conversation, viewer, "opened")
        messages = _last_messages(conversation)
        shown = {"conversation": conversation, "messages": messages, "forwarding": uuid4()}
        return fragment(request, "dialogs/forward.html", **shown)
    forwarding = actions.Forwarding(
        conversation_id=conversation_id,
        seq=number_in(words_of(request, "seq", 12)) or 0,
        to=words_of(request, "to", ADDRESS_LONGEST),
        body=words_of(request, "note", NOTE_LONGEST),
        forward_id=_own_id(request),
        has_files=request.POST.get("files") == "on",
        has_before=request.POST.get("before") == "on",
    )
    actions.forward(viewer=viewer, forwarding=forwarding, now=now())
    return done()


@for_agents("GET", "POST", right="write_first")
def spam(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Take the conversation for spam: it is closed, and its sender blocked where that is wished."""
    conversation, viewer = _allowed("spam", agent, conversation_id)
    sender = _sender(conversation, viewer)
    if request.method == "GET":
        where = reverse("console:spam", kwargs={"conversation_id": conversation.pk})
        return _spam_dialog(request, viewer, sender, where)
    mail = mail_of_entry(conversation.pk, FIRST)
    if mail is None:
        raise MailNotFound
    blocks = request.POST.get("block") == "on"
    actions.take_as(mail_id=mail.pk, viewer=viewer, what="spam", is_blocking=blocks, now=now())
    return done()


@for_agents("GET", right="settle_mail")
def mail_spam(request: HttpRequest, agent: Agent, mail_id: int) -> HttpResponse:
    """Ask whether a mail that waits is spam, and whether its sender is blocked."""
    mail, viewer = mail_for(agent.viewers, mail_id)
    if not may(viewer.role, "settle_mail"):
        raise NotAllowed
    sees = "email" in granted_fields(viewer, charter_of_shop(viewer.shop_id))
    where = reverse("console:mail_settle", kwargs={"mail_id": mail.pk, "act": "spam"})
    return _spam_dialog(request, viewer, mail.sender if sees else "", where)


@for_agents("GET", "POST", right="block_senders")
def block(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Take nothing more from the sender of a conversation, or from their whole domain."""
    conversation, viewer = _allowed("block", agent, conversation_id)
    sender = _sender(conversation, viewer)
    if not sender:
        raise MailNotFound
    if request.method == "GET":
        domain = sender.rpartition("@")[2]
        is_done = is_blocked(conversation.shop_id, sender)
        return fragment(
            request, "dialogs/block.html", conversation=conversation, sender=sender, domain=domain, is_done=is_done
        )
    whole = request.POST.get("what") == "domain"
    actions.block(viewer=viewer, sender=f"@{sender.rpartition('@')[2]}" if whole else sender, now=now())
    return done()


def _spam_dialog(request: HttpRequest, viewer: Viewer, sender: str, where: str) -> HttpResponse:
    may_block = may(viewer.role, "block_senders") and bool(sender)
    return fragment(request, "dialogs/spam.html", sender=sender, may_block=may_block, where=where)


def _between_commas(written: str) -> tuple[str, ...]:
    parts = written.replace(";", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def _file(request: HttpRequest) -> tuple[tuple[str, bytes], ...]:
    sent = request.FILES.get("file")
    return ((sent.name or "", sent.read(settings.LARGEST_FILE + 1)),) if sent else ()


def _last_messages(conversation: Any) -> list[tuple[int, str]]:
    """What was said last, each message by its number and first words."""
    shown = entries_before(conversation.pk, conversation.seq + 1, public=False)["entries"]
    messages = [(it["seq"], first_words(it.get("body", ""), 100)) for it in shown if it["kind"] == "message"]
    return messages[-MESSAGES_TO_FORWARD:]


def _sender(conversation: Any, viewer: Viewer) -> str:
    """Who has written by mail, for those who may know."""
    if "email" not in granted_fields(viewer, charter_of_shop(viewer.shop_id)):
        return ""
    mail = first_mail_of(conversation.pk)
    return conversation.email or (mail.sender if mail else "")


def _may_write(viewer: Viewer) -> bool:
    return may(viewer.role, "write_first")


def _allowed(act: str, agent: Agent, conversation_id: int) -> tuple[Any, Viewer]:
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    require(act, possible_acts(viewer, conversation, charter_of_shop(conversation.shop_id)))
    return conversation, viewer


def _own_id(request: HttpRequest) -> UUID:
    try:
        return UUID(words_of(request, "own_id", 36))
    except ValueError as error:
        raise BadRequest("the letter's own id is wanted") from error
