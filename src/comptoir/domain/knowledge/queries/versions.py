"""The versions of an article: who wrote what when, and what differs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.models import Translation, Version
from comptoir.domain.knowledge.rules.articles import Line, Written, differences, may_write
from comptoir.domain.people.rules import Viewer

PAGE = 50


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version: its words, who wrote them (a membership's number and name), and when."""

    number: int
    text: Written
    by: str
    at: dt.datetime


class VersionLine(NamedTuple):
    """A version in the history."""

    number: int
    title: str
    by: str
    at: dt.datetime


class Compared(NamedTuple):
    """What differs between two versions, part by part."""

    title: tuple[Line, ...]
    summary: tuple[Line, ...]
    body: tuple[Line, ...]


def versions_of(viewer: Viewer, translation_id: int, before: int | None = None) -> list[VersionLine]:
    """The history, newest first, `PAGE` at a time; `before` continues. Raises `ArticleNotFound`."""
    _check(viewer, translation_id)
    rows = Version.objects.filter(translation_id=translation_id).order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = rows.values_list("number", "title", "by__display_name", "at")[:PAGE]
    return [VersionLine(number, title, by or "", at) for number, title, by, at in found]


def version_of(viewer: Viewer, translation_id: int, number: int) -> KnownVersion:
    """One version. Raises `ArticleNotFound`."""
    _check(viewer, translation_id)
    found = Version.objects.filter(translation_id=translation_id, number=number).select_related("by").first()
    if found is None:
        raise ArticleNotFound
    text = Written(found.title, found.summary, found.body, found.words)
    return KnownVersion(found.number, text, found.by.display_name if found.by else "", found.at)


def compared(older: Written, newer: Written) -> Compared:
    """What differs between two texts."""
    return Compared(
        differences(older.title, newer.title),
        differences(older.summary, newer.summary),
        differences(older.body, newer.body),
    )


def _check(viewer: Viewer, translation_id: int) -> None:
    here = Translation.objects.filter(pk=translation_id, shop_id=viewer.shop_id)
    if not may_write(viewer, viewer.shop_id) or not here.exists():
        raise ArticleNotFound
