"""Who is to read an article hears that it waits, and who wrote it what was answered."""

from __future__ import annotations

import msgspec
from django.db import transaction

from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.models import Translation, Version
from comptoir.domain.knowledge.queries.leading import articles_leading_to, translations_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.broadcast import tell


def ask_to_read(translation: Translation, viewer: Viewer) -> None:
    """Let the viewer wait for an answer, and those who publish know; the caller saves `asked_by` and `news`."""
    translation.asked_by_id, translation.news = viewer.membership_id, ""
    _tell(f"shop:{translation.shop_id}:watchers", "submitted", translation, viewer)


def answer_writer(translation: Translation, what: str, viewer: Viewer) -> None:
    """Let who waits for an answer, or else who wrote the newest version, hear that it was "published", "returned" or "retired"; nobody is told
    of what they did themselves. The caller saves `asked_by` and `news`.
    """
    waits = translation.asked_by_id if not translation.news else None
    writer = waits or _writer_of(translation)
    if writer in (None, viewer.membership_id):
        translation.asked_by_id, translation.news = None, ""
        return
    translation.asked_by_id, translation.news = writer, what
    _tell(f"member:{writer}", what, translation, viewer)


def tell_of_retired(translation: Translation, viewer: Viewer) -> None:
    """Let who wrote its translations hear of it, and, where its readers are led nowhere else, who wrote what leads to it."""
    linked = [] if translation.redirect_to_id else articles_leading_to(translation)
    concerned = {it.pk: (it, "linked") for it in linked} | {
        it.pk: (it, "source") for it in translations_of(translation)
    }
    for it, what in concerned.values():
        writer = _writer_of(it)
        if writer in (None, viewer.membership_id):
            continue
        if it.news or it.asked_by_id is None:  # who waits for an answer goes on waiting for it
            Translation.objects.filter(pk=it.pk).update(asked_by_id=writer, news=what)
        _tell(f"member:{writer}", what, it, viewer)


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
