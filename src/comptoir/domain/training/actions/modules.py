"""Modules of the shop's own: drafted, published, retired, and read from a file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.training.errors import ModuleHasMoved, ModuleMistaken, ModuleNotFound, NothingToPublish
from comptoir.domain.training.models import Module, Version
from comptoir.domain.training.queries.modules import MODULES_AT_MOST
from comptoir.domain.training.rules import Lesson, lesson_mistakes, read_lesson
from comptoir.domain.training.sentences import mistake_words
from comptoir.foundation.errors import NotAllowed
from comptoir.language.cards import masked


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A module in one language as somebody has written it."""

    key: str
    language: str
    kind: str = "initial"
    title: str
    minutes: int = 10
    text: str
    quiz: str = ""
    audiences: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@transaction.atomic
def write_module(*, viewer: Viewer, draft: Draft, based_on: int | None = None, now: dt.datetime) -> Version:
    """Keep a draft; what is published stays as it is until the draft is. `based_on` is the number of the edition that the
    writer began with (0 for none): another writer's draft is not written over.

    Raises `NotAllowed`, `ModuleMistaken`, `ModuleHasMoved`.
    """
    _check_right(viewer)
    mistakes = lesson_mistakes(_lesson(draft))
    if mistakes:
        raise ModuleMistaken([mistake_words(it) for it in mistakes])
    module = _module(viewer.shop_id, draft)
    newest = module.versions.filter(language=draft.language).order_by("-number").first()
    if based_on is not None and based_on != (newest.number if newest else 0):
        raise ModuleHasMoved
    version = newest if newest and newest.published_at is None else None
    if version is None:
        version = Version(module=module, language=draft.language)
    version.number = (newest.number if newest else 0) + 1
    version.title, version.minutes = masked(draft.title.strip()), draft.minutes
    version.text, version.quiz = masked(draft.text.strip()), masked(draft.quiz.strip())
    version.written_by_id, version.written_at = viewer.membership_id, now
    version.save()
    return version


@transaction.atomic
def publish_module(*, viewer: Viewer, key: str, language: str, now: dt.datetime) -> Version:
    """Let everybody read the draft from now on; attempts that are under way go on with what they began with.

    Raises `NotAllowed`, `ModuleNotFound`, `NothingToPublish`.
    """
    module = _own_module(viewer, key)
    version = module.versions.filter(language=language, published_at=None).first()
    if version is None:
        raise NothingToPublish
    version.published_at = now
    version.save(update_fields=["published_at"])
    if module.is_retired:
        module.is_retired = False
        module.save(update_fields=["is_retired"])
    return version


@transaction.atomic
def drop_draft(*, viewer: Viewer, key: str, language: str) -> None:
    """Throw a draft away; what is published stays. Raises `NotAllowed`, `ModuleNotFound`."""
    module = _own_module(viewer, key)
    module.versions.filter(language=language, published_at=None).delete()
    if not module.versions.exists():
        module.delete()


@transaction.atomic
def retire_module(*, viewer: Viewer, key: str) -> None:
    """Take the shop's own module away; where the starter course has one of that name, it is taught again.

    Passes stay. Raises `NotAllowed`, `ModuleNotFound`.
    """
    module = _own_module(viewer, key)
    module.is_retired = True
    module.save(update_fields=["is_retired"])


def import_module(*, viewer: Viewer, file: str, now: dt.datetime) -> Version:
    """Keep the module of a TOML file as a draft. Raises `NotAllowed`, `ModuleMistaken`."""
    _check_right(viewer)
    lesson, mistakes = read_lesson(file)
    if lesson is None or mistakes:
        raise ModuleMistaken([mistake_words(it) for it in mistakes])
    draft = Draft(
        key=lesson.key,
        language=lesson.language,
        kind=lesson.kind,
        title=lesson.title,
        minutes=lesson.minutes,
        text=lesson.text,
        quiz=lesson.quiz,
        audiences=lesson.audiences,
        topics=lesson.topics,
    )
    return write_module(viewer=viewer, draft=draft, now=now)


def _module(shop_id: int, draft: Draft) -> Module:
    said = {"kind": draft.kind, "audiences": list(draft.audiences), "topics": list(draft.topics)}
    module, is_new = Module.objects.select_for_update().update_or_create(
        shop_id=shop_id, key=draft.key, defaults=said, create_defaults=said
    )
    if is_new and Module.objects.filter(shop_id=shop_id).count() > MODULES_AT_MOST:
        raise ModuleMistaken([mistake_words(None)])
    return module


def _own_module(viewer: Viewer, key: str) -> Module:
    _check_right(viewer)
    module = Module.objects.select_for_update().filter(shop_id=viewer.shop_id, key=key).first()
    if module is None:
        raise ModuleNotFound
    return module


def _check_right(viewer: Viewer) -> None:
    if not may(viewer.role, "write_training"):
        raise NotAllowed


def _lesson(draft: Draft) -> Lesson:
    return Lesson(
        key=draft.key,
        kind=draft.kind,
        language=draft.language,
        title=draft.title.strip(),
        minutes=draft.minutes,
        text=draft.text.strip(),
        questions=(),
        quiz=draft.quiz,
        audiences=draft.audiences,
        topics=draft.topics,
    )
