"""Who is to read an article hears that it waits, and who wrote it what was answered."""

from __future__ import annotations

import msgspec
from django.db import transaction

from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.models import Translation, Version
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.broadcast import tell


def ask_to_read(translation: Translation, viewer: Viewer) -> None:
    """Let the viewer wait for an answer, and those who publish know; the caller saves `asked_by` and `news`."""
    translation.asked_by_id, translation.news = viewer.membership_id, ""
    _tell(f"shop:{translation.shop_id}:watchers", "submitted", translation, viewer)


def answer_writer(translation: Translation, what: str, viewer: Viewer) -> None:
    """Let who waits for an answer, or else who wrote the newest version, hear that it was "published" or "returned"; nobody is told
    of what they did themselves. The caller saves `asked_by` and `news`.
    """
    waits = translation.asked_by_id if not translation.news else None
    writer = waits or _writer_of(translation)
    if writer in (None, viewer.membership_id):
        translation.asked_by_id, translation.news = None, ""
        return
    translation.asked_by_id, translation.news = writer, what
    _tell(f"member:{writer}", what, translation, viewer)


@transaction.atomic
def note_answer(*, viewer: Viewer, translation_id: int) -> None:
    """The writer has heard what was answered. Raises `ArticleNotFound`."""
    own = Translation.objects.filter(pk=translation_id, shop_id=viewer.shop_id, asked_by_id=viewer.membership_id)
    if not own.exclude(news="").update(news="", asked_by=None):
        raise ArticleNotFound


def _writer_of(translation: Translation) -> int | None:
    newest = Version.objects.filter(translation=translation, number=translation.number)
    return newest.values_list("by_id", flat=True).first()


def _tell(topic: str, what: str, translation: Translation, viewer: Viewer) -> None:
    facts = {"what": what, "id": translation.pk, "shop": translation.shop_id}
    tell((topic,), msgspec.json.encode({"t": "article", **facts, "member": viewer.membership_id, "by": viewer.name}))
