"""The way of an article to its readers: submitted, sent back or published, and retired."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.knowledge.actions.answering import answer_writer, ask_to_read, tell_of_retired
from comptoir.domain.knowledge.actions.articles import held, text_of
from comptoir.domain.knowledge.actions.indexing import index_article
from comptoir.domain.knowledge.errors import (
    ArticleHasMoved,
    ArticleIsEmpty,
    ArticleNotFound,
    ArticleStandsElsewhere,
    NoteIsMissing,
)
from comptoir.domain.knowledge.events import ArticlePublished, ArticleRetired, ArticleSubmitted
from comptoir.domain.knowledge.models import State, Translation, Version
from comptoir.domain.knowledge.rules.articles import NOTE_LARGEST, is_complete, may_publish
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked_line


@transaction.atomic
def submit_article(*, viewer: Viewer, translation_id: int, based_on: int, now: dt.datetime) -> Translation:
    """Ask for it to be read before customers do. Raises `ArticleHasMoved`, `ArticleIsEmpty`, `ArticleStandsElsewhere`."""
    translation = _here(viewer, translation_id, based_on)
    if translation.state == State.SUBMITTED:
        return translation
    if translation.state != State.DRAFT:
        raise ArticleStandsElsewhere
    translation.state, translation.note, translation.changed_at = State.SUBMITTED, "", now
    ask_to_read(translation, viewer)
    translation.save(update_fields=["state", "note", "changed_at", "asked_by", "news"])
    announce(ArticleSubmitted(translation.shop_id, translation.article_id, translation.pk, viewer.membership_id))
    return translation


@transaction.atomic
def return_article(*, viewer: Viewer, translation_id: int, note: str, now: dt.datetime) -> Translation:
    """Send it back with a word on what is to be changed. Raises `NoteIsMissing`, `ArticleStandsElsewhere`, `NotAllowed`."""
    translation = held(translation_id, viewer)
    _check_may_publish(viewer, translation)
    note = masked_line(note)[:NOTE_LARGEST]
    if not note:
        raise NoteIsMissing
    if translation.state != State.SUBMITTED:
        raise ArticleStandsElsewhere
    translation.state, translation.note, translation.changed_at = State.DRAFT, note, now
    translation.reviewer_id = viewer.membership_id
    answer_writer(translation, "returned", viewer)
    translation.save(update_fields=["state", "note", "changed_at", "reviewer", "asked_by", "news"])
    return translation


@transaction.atomic
def publish_article(*, viewer: Viewer, translation_id: int, based_on: int, now: dt.datetime) -> Translation:
    """Let customers read its newest version, number `based_on`. Again it changes nothing.

    Raises `ArticleHasMoved`, `ArticleIsEmpty`, `NotAllowed`.
    """
    translation = _here(viewer, translation_id, based_on)
    _check_may_publish(viewer, translation)
    version = Version.objects.get(translation=translation, number=translation.number)
    if translation.state == State.PUBLISHED and translation.published_version_id == version.pk:
        return translation
    translation.state, translation.note, translation.published_version = State.PUBLISHED, "", version
    translation.redirect_to, translation.reviewer_id = None, viewer.membership_id
    translation.published_at = translation.changed_at = now
    answer_writer(translation, "published", viewer)
    translation.save()
    index_article(translation.pk)
    announce(
        ArticlePublished(
            translation.shop_id, translation.article_id, translation.pk, version.number, viewer.membership_id
        )
    )
    return translation


@transaction.atomic
def retire_article(
    *, viewer: Viewer, translation_id: int, redirect_to: int | None = None, now: dt.datetime
) -> Translation:
    """Take it from customers; who has its address is led to the translation `redirect_to`, or told that it is gone.
    Who wrote it hears of it, and who translated it, or leads to it.

    Raises `ArticleNotFound` for a place that is none, `NotAllowed`.
    """
    translation = held(translation_id, viewer)
    _check_may_publish(viewer, translation)
    translation.redirect_to = _place(translation, redirect_to)
    translation.state, translation.published_version, translation.note = State.RETIRED, None, ""
    translation.changed_at, translation.reviewer_id = now, viewer.membership_id
    answer_writer(translation, "retired", viewer)
    translation.save()
    index_article(translation.pk)
    tell_of_retired(translation, viewer)
    announce(ArticleRetired(translation.shop_id, translation.article_id, translation.pk, viewer.membership_id))
    return translation


def _here(viewer: Viewer, translation_id: int, based_on: int) -> Translation:
    translation = held(translation_id, viewer)
    if translation.number != based_on:
        raise ArticleHasMoved(translation.number)
    if not is_complete(text_of(translation)):
        raise ArticleIsEmpty
    return translation


def _check_may_publish(viewer: Viewer, translation: Translation) -> None:
    if not may_publish(viewer, translation.shop_id):
        raise NotAllowed


def _place(translation: Translation, redirect_to: int | None) -> Translation | None:
    if redirect_to is None:
        return None
    there = Translation.objects.filter(pk=redirect_to, shop_id=translation.shop_id, published_version__isnull=False)
    found = there.exclude(pk=translation.pk).first()
    if found is None:
        raise ArticleNotFound
    return found
