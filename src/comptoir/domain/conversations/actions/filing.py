"""Keeping files: what comes in is recognised by its content, pictures are drawn anew, and nothing keeps a name of its own."""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.domain.conversations.actions.drawing import drawn_anew
from comptoir.domain.conversations.actions.holding import files_waiting
from comptoir.domain.conversations.actions.judging import stopped_in
from comptoir.domain.conversations.errors import ConversationIsClosed, ConversationNotFound, FileRefused
from comptoir.domain.conversations.models import Attachment, Conversation
from comptoir.domain.conversations.rules import may_see
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import StoreUnavailable
from comptoir.foundation.rows import locked_rows
from comptoir.language.cards import masked

UNPOSTED_AT_MOST = 30
"""Files of one side, in one conversation, that wait for their message."""

TEXT_JUDGED = 10_000
"""Characters of a text file that are judged."""

ABANDONED_AFTER = dt.timedelta(days=1)
"""A file whose message has not come by then goes, when the next one comes."""


def keep_file(
    *,
    conversation_id: int,
    name: str,
    content: bytes,
    visitor_id: int | None = None,
    viewer: Viewer | None = None,
    now: dt.datetime,
) -> Attachment:
    """Keep a file for a message that will name it. Raises `FileRefused` with the reason.

    Pictures are decoded and drawn anew, so that neither their metadata nor anything hidden in them survives; besides
    those, PDF and plain text are accepted, and are only ever served for download; card numbers in plain text are masked.
    """
    conversation = _owned(conversation_id, visitor_id, viewer)
    _drop_abandoned(conversation_id, now)
    _check_room(conversation_id, viewer is None)
    if not content:
        raise FileRefused(why=_("it is empty."))
    if len(content) > settings.LARGEST_FILE:
        raise FileRefused(why=_("it is larger than %(most)s MB.") % {"most": settings.LARGEST_FILE // 2**20})
    content, content_type, size = recognised(content)
    if content_type == "text/plain":
        _check_text(content, viewer, conversation, now)
    name, key = _name_as_allowed(safe_name(name, content_type), viewer, conversation, now), uuid4()
    with kept_file(path_of(key), content), transaction.atomic():
        return Attachment.objects.create(
            conversation_id=conversation_id,
            key=key,
            name=name,
            content_type=content_type,
            size=len(content),
            width=size[0],
            height=size[1],
            is_from_visitor=viewer is None,
            membership_id=viewer.membership_id if viewer else None,
            created_at=now,
        )


def path_of(key: UUID) -> Path:
    """Where a file lies: under a name of our own, never the sender's."""
    return Path(settings.FILES_DIR) / key.hex[:2] / key.hex


def safe_name(name: str, content_type: str) -> str:
    """The sender's name for a file, fit to be shown and offered for saving: no folders, no unseen characters, no card
    numbers, a true ending.
    """
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] not in "CZ" or c == " ")
    stem = name_without_cards(name).rsplit(".", 1)[0].strip(" .")[:100] or "file"
    ending = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}
    return f"{stem}.{ending.get(content_type, 'txt')}"


def name_without_cards(name: str) -> str:
    """The name with the numbers of cards hidden. A low line is a space in it: nothing is glued to a number by one."""
    hidden = masked(name.replace("_", " "))
    return "".join("_" if was == "_" else sign for was, sign in zip(name, hidden, strict=True))


@contextmanager
def kept_file(path: Path, content: bytes) -> Iterator[None]:
    """Write a file to the disk and run the block; when either fails, nothing stays. Raises `StoreUnavailable`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        for folder in (path.parent, path.parent.parent):
            _settle(folder)
        yield
    except BaseException as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise StoreUnavailable from error
        raise


def _settle(folder: Path) -> None:
    """Have the disk know the names in a folder, not only what the files hold."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def recognised(content: bytes) -> tuple[bytes, str, tuple[int, int]]:
    """A file as it is kept, of which type, and its size in pixels where it is a picture. Raises `FileRefused`."""
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8")) or content[8:12] == b"WEBP":
        return drawn_anew(content)
    if content.startswith(b"%PDF-"):
        return content, "application/pdf", (0, 0)
    if _is_plain_text(content):
        return masked(content.decode()).encode(), "text/plain", (0, 0)
    raise FileRefused(why=_("only pictures (JPEG, PNG, WebP, GIF), PDF and plain text are accepted."))


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    head = text[:2000].lstrip("\ufeff").lstrip()
    return "\0" not in text and not head.startswith(("<", "#!")) and "<script" not in text.lower()


def _owned(conversation_id: int, visitor_id: int | None, viewer: Viewer | None) -> Conversation:
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    if conversation is None or (visitor_id is None) == (viewer is None):
        raise ConversationNotFound
    if conversation.visitor_id != visitor_id if viewer is None else not may_see(viewer, conversation):
        raise ConversationNotFound
    if conversation.status == "closed" and conversation.is_live:
        raise ConversationIsClosed
    return conversation


def _name_as_allowed(name: str, viewer: Viewer | None, conversation: Conversation, now: dt.datetime) -> str:
    """An agent's name for a file reaches the customer: what may not be written to them does not come in a name either."""
    stem, ending = name.rsplit(".", 1)
    text = re.sub(r"[_\s]+", " ", stem)
    return f"file.{ending}" if viewer and stopped_in(viewer, conversation, text, now) else name


def _check_text(content: bytes, viewer: Viewer | None, conversation: Conversation, now: dt.datetime) -> None:
    """Nor does it come in a file of plain text."""
    if viewer and stopped_in(viewer, conversation, content.decode("utf-8")[:TEXT_JUDGED], now):
        raise FileRefused(why=_("the charter does not allow what is written in it."))


def _drop_abandoned(conversation_id: int, now: dt.datetime) -> None:
    """Remove files that were added and never sent. Under the conversation's lock: a message may be claiming them.

    What goes with a message that waits for approval stays.
    """
    abandoned = Attachment.objects.filter(
        conversation_id=conversation_id, entry_seq=None, created_at__lt=now - ABANDONED_AFTER
    )
    if not abandoned.exists():
        return
    with transaction.atomic():
        locked_rows(Conversation, ["id"], [conversation_id])
        abandoned = abandoned.exclude(key__in=files_waiting(conversation_id))
        keys = list(abandoned.values_list("key", flat=True))
        abandoned.delete()
    for key in keys:
        with suppress(OSError):
            path_of(key).unlink()


def _check_room(conversation_id: int, is_from_visitor: bool) -> None:
    unposted = Attachment.objects.filter(
        conversation_id=conversation_id, entry_seq=None, is_from_visitor=is_from_visitor
    )
    if unposted.count() >= UNPOSTED_AT_MOST:
        raise FileRefused(why=_("too many files wait to be sent."))
