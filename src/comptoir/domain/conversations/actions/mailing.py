"""What comes by mail: it opens a conversation or goes on in one, with its files, and counts from when it arrived."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.db import transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter, audiences_for, page_rule
from comptoir.domain.conversations.actions.filing import name_without_cards, path_of
from comptoir.domain.conversations.actions.indexing import keep_words
from comptoir.domain.conversations.actions.opening import begin, new_reference
from comptoir.domain.conversations.actions.post import Post
from comptoir.domain.conversations.actions.posting import post_messages
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.models import Attachment, Conversation, Entry
from comptoir.domain.conversations.words import words_in
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.errors import Refusal, StoreUnavailable
from comptoir.language.cards import masked


class MailFile(NamedTuple):
    """A file that came with a mail, cleaned, under a key made of the mail's: kept again after a failure, it is the same file."""

    key: UUID
    name: str
    content_type: str
    content: bytes
    width: int = 0
    height: int = 0


def write_mail_files(files: Iterable[MailFile]) -> None:
    """Lay the files where they belong, before the transaction that names them. Twice is the same. Raises `StoreUnavailable`."""
    for file in files:
        path = path_of(file.key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, file.content)
        except OSError as error:
            raise StoreUnavailable from error


def drop_mail_files(files: Iterable[MailFile]) -> None:
    """Take away files that no transaction has named."""
    named = set(Attachment.objects.filter(key__in=[file.key for file in files]).values_list("key", flat=True))
    for file in files:
        if file.key not in named:
            with suppress(OSError):
                path_of(file.key).unlink()


@transaction.atomic
def open_by_mail(
    *,
    shop_id: int,
    visitor_id: int,
    body: str,
    subject: str = "",
    language: str = "",
    topic: str = "",
    audience: str = "",
    email: str = "",
    customer_id: int | None = None,
    files: Sequence[MailFile] = (),
    team_facts: dict[str, Any] | None = None,
    opening_id: UUID,
    channel: str = "email",
    at: dt.datetime,
    now: dt.datetime,
) -> Conversation:
    """Open a conversation with a mail that came `at`, once for each `opening_id`. It waits for an answer; nobody is live in it.

    The audience is the one that is named, else the charter's for the topic and for every page; none of it need be there now.
    Raises `NoCharter`, `UnknownShop`, and what posting raises.
    """
    known = Conversation.objects.filter(visitor_id=visitor_id, opening_id=opening_id).first()
    if known is not None:
        return known
    version_id, charter = charter_in_force(shop_id, now)
    shop = shop_of_id(shop_id)
    conversation = Conversation.objects.create(
        shop_id=shop_id,
        charter_version_id=version_id,
        visitor_id=visitor_id,
        customer_id=customer_id,
        reference=new_reference(),
        opening_id=opening_id,
        channel=channel,
        is_live=False,
        audience=_audience(charter, audience, topic),
        topic=topic if topic in charter.topics else "",
        language=language if language in shop.languages else shop.language,
        email=masked(email)[:254],
        opened_at=at,
        waiting_since=at,
        last_entry_at=now,
    )
    if body.strip() or files:
        post = Post(conversation.pk, first_words_id(opening_id), body, visitor_id, team_facts=team_facts, at=at)
        post_by_mail(post, files=files, now=now)
    begin(conversation, now)
    keep_words((conversation.pk, shop_id, word.encode(), "") for word in words_in(masked(subject[:300])))
    conversation.refresh_from_db()
    return conversation


@transaction.atomic
def post_by_mail(post: Post, *, files: Sequence[MailFile] = (), now: dt.datetime) -> int:
    """Add what came by mail to its conversation, with its files; returns its place in the team's numbering. Twice adds once.

    Raises what posting raises (`IsMerged` where the conversation ended in another meanwhile).
    """
    # Several mails of one conversation at once wait for each other here, as its posts do.
    known = _place(post)
    if known is not None:
        return known
    _name_files(post, files, now)
    post = post._replace(source="mail", files=tuple(file.key for file in files))
    outcome = post_messages([post], now)[0]
    if isinstance(outcome, Refusal):
        raise outcome
    place = _place(post._replace(conversation_id=outcome.conversation_id))
    if place is None:
        raise ConversationNotFound
    return place


def first_words_id(opening_id: UUID) -> UUID:
    """The id under which the mail that opened a conversation stands in it."""
    return uuid5(opening_id, "first words")


def _audience(charter: Charter, audience: str, topic: str) -> str:
    able = audiences_for(charter, topic)
    if audience in able:
        return audience
    if topic in charter.topics:
        return able[0]
    asked = page_rule(charter, "/").audience
    return asked if asked in able else able[0]


def _place(post: Post) -> int | None:
    rows = Entry.objects.filter(conversation_id=post.conversation_id, client_id=post.client_id)
    return rows.values_list("seq", flat=True).first()


def _name_files(post: Post, files: Sequence[MailFile], now: dt.datetime) -> None:
    rows = [
        Attachment(
            conversation_id=post.conversation_id,
            key=file.key,
            name=name_without_cards(file.name)[:120],
            content_type=file.content_type[:80],
            size=len(file.content),
            width=file.width,
            height=file.height,
            is_from_visitor=post.visitor_id is not None,
            is_team_only=post.kind == "note" or post.is_hidden,
            created_at=now,
        )
        for file in files
    ]
    Attachment.objects.bulk_create(rows)


def _write(path: Path, content: bytes) -> None:
    """The whole file or nothing under its name, whenever the machine stops."""
    half = path.with_suffix(f".{os.getpid()}.half")
    with open(half, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
