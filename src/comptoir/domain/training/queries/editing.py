"""Modules as those see them who write them: the shop's own with their drafts, and the starter course to begin with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from comptoir.domain.charter.rules import Charter
from comptoir.domain.training.models import Module, Version
from comptoir.domain.training.queries.modules import MODULES_AT_MOST, languages_in_turn
from comptoir.domain.training.queries.starter import starter_lesson
from comptoir.domain.training.rules import Lesson

VERSIONS_AT_MOST = 50


class Edition(NamedTuple):
    """One edition of a module in a language; a draft has no `published_at`."""

    number: int
    title: str
    by: str
    written_at: dt.datetime
    published_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class OwnModule:
    """A module of the shop's own, with the languages in which it is published and in which there are drafts."""

    key: str
    kind: str
    title: str
    is_retired: bool
    published: tuple[str, ...]
    drafts: tuple[str, ...]
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Editing:
    """What the form begins with: the draft, else what is published, else the starter course's text, else nothing."""

    key: str
    language: str
    kind: str = "initial"
    title: str = ""
    minutes: int = 10
    text: str = ""
    quiz: str = ""
    audiences: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    based_on: int = 0
    is_draft: bool = False
    is_own: bool = False
    is_retired: bool = False
    editions: tuple[Edition, ...] = ()


def own_modules(shop_id: int, language: str, charter: Charter) -> list[OwnModule]:
    """The shop's own modules, by name. Two queries."""
    order = languages_in_turn(language, charter)
    rows = Module.objects.filter(shop_id=shop_id).prefetch_related("versions").order_by("key")
    return [_own(module, list(module.versions.all()), order) for module in rows[:MODULES_AT_MOST]]


def to_edit(shop_id: int, key: str, language: str) -> Editing:
    """What somebody who writes begins with in that language."""
    module = Module.objects.filter(shop_id=shop_id, key=key).first()
    starter = starter_lesson(key, language)
    if module is None:
        begun = Editing(key=key, language=language)
        if starter is None:
            return begun
        said = (starter.kind, starter.title, starter.minutes, starter.text, starter.quiz)
        return Editing(key, language, *said)
    return _of_module(module, language, starter)


def _of_module(module: Module, language: str, starter: Lesson | None) -> Editing:
    rows = module.versions.filter(language=language).select_related("written_by").order_by("-number")
    versions = list(rows[:VERSIONS_AT_MOST])
    newest = versions[0] if versions else None
    beginning = newest or starter
    return Editing(
        key=module.key,
        language=language,
        kind=module.kind,
        title=beginning.title if beginning else "",
        minutes=beginning.minutes if beginning else 10,
        text=beginning.text if beginning else "",
        quiz=beginning.quiz if beginning else "",
        audiences=tuple(module.audiences),
        topics=tuple(module.topics),
        based_on=newest.number if newest else 0,
        is_draft=newest is not None and newest.published_at is None,
        is_own=True,
        is_retired=module.is_retired,
        editions=tuple(_edition(it) for it in versions),
    )


def _own(module: Module, versions: list[Version], order: list[str]) -> OwnModule:
    published = {it.language for it in versions if it.published_at}
    newest = {it.language: it for it in sorted(versions, key=lambda it: it.number)}
    titles = (newest[language].title for language in order if language in newest)
    return OwnModule(
        key=module.key,
        kind=module.kind,
        title=next(titles, module.key),
        is_retired=module.is_retired,
        published=tuple(sorted(published)),
        drafts=tuple(sorted(it.language for it in versions if it.published_at is None)),
        audiences=tuple(module.audiences),
    )


def _edition(version: Version) -> Edition:
    by = version.written_by.display_name if version.written_by else ""
    return Edition(version.number, version.title, by, version.written_at, version.published_at)
