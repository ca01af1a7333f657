"""Phrases: written, changed and removed by those who may, one by one or from a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db import IntegrityError, transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.knowledge.actions.indexing import forget_findable, index_phrases
from comptoir.domain.knowledge.errors import (
    LanguageNotSpoken,
    PhraseForOthers,
    PhraseIsEmpty,
    PhraseIsTooLong,
    PhraseNotFound,
    PhraseShortcutTaken,
    TooMuchKnowledge,
)
from comptoir.domain.knowledge.models import Phrase
from comptoir.domain.knowledge.rules.bounds import PHRASE_LONGEST
from comptoir.domain.knowledge.rules.phrases import (
    TITLE_LONGEST,
    WrittenPhrase,
    is_too_long,
    may_use_phrase,
    may_write_phrase,
    tidied,
)
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed, Refusal

PHRASES_AT_MOST = 20_000
"""Phrases of a shop."""


class Imported(NamedTuple):
    """What came of a file: so many rows were new, changed, the same as before; and those that were refused, by line, with why."""

    added: int
    changed: int
    same: int
    mistakes: tuple[tuple[int, str], ...]


@transaction.atomic
def write_phrase(
    *, viewer: Viewer, text: WrittenPhrase, phrase_id: int | None = None, solved: int | None = None, now: dt.datetime
) -> Phrase:
    """Write a phrase, or write it anew. With `solved`, the number of a conversation whose solution it says: made once.

    Raises `NotAllowed`, `PhraseNotFound`, `PhraseIsEmpty`, `PhraseIsTooLong`, `LanguageNotSpoken`, `PhraseForOthers`,
    `PhraseShortcutTaken`, `TooMuchKnowledge`.
    """
    text = tidied(text)
    if solved is not None and phrase_id is None:
        known = Phrase.objects.filter(shop_id=viewer.shop_id, solved=solved).first()
        if known is not None:
            return known
    phrase = _writable(viewer, phrase_id) if phrase_id else _new(viewer, solved)
    _check(viewer, text, now)
    return _kept(phrase, text, viewer, now)


@transaction.atomic
def remove_phrase(*, viewer: Viewer, phrase_id: int) -> None:
    """Forget a phrase. Raises `NotAllowed`, `PhraseNotFound`."""
    phrase = _writable(viewer, phrase_id)
    forget_findable("phrase", [phrase.pk])
    phrase.delete()


def import_phrases(*, viewer: Viewer, rows: Iterable[tuple[int, WrittenPhrase]], now: dt.datetime) -> Imported:
    """Write the phrases of a file; one that has the shortcut, or the title, of another of its language and audience is that one anew.

    What is refused is told by its line, and the others are kept. Raises `NotAllowed`.
    """
    if not may_write_phrase(viewer, viewer.shop_id):
        raise NotAllowed
    added = changed = same = 0
    mistakes = list[tuple[int, str]]()
    for line, written in rows:
        text = tidied(written)
        known = _same_as(viewer.shop_id, text)
        if known is not None and _says(known) == text:
            same += 1
            continue
        try:
            write_phrase(viewer=viewer, text=text, phrase_id=known.pk if known else None, now=now)
        except Refusal as refused:
            mistakes.append((line, refused.text()))
            continue
        added, changed = added + (known is None), changed + (known is not None)
    return Imported(added, changed, same, tuple(mistakes))


def _same_as(shop_id: int, text: WrittenPhrase) -> Phrase | None:
    rows = Phrase.objects.filter(shop_id=shop_id, language=text.language, audience=text.audience)
    by = {"shortcut": text.shortcut} if text.shortcut else {"title": text.title, "shortcut": ""}
    return rows.filter(**by).order_by("pk").first()


def _says(it: Phrase) -> WrittenPhrase:
    return WrittenPhrase(it.language, it.title, it.body, it.audience, it.shortcut, it.words, it.topic)


def _writable(viewer: Viewer, phrase_id: int) -> Phrase:
    phrase = Phrase.objects.select_for_update().filter(pk=phrase_id, shop_id=viewer.shop_id).first()
    if phrase is None or not may_use_phrase(viewer, phrase.shop_id, phrase.audience):
        raise PhraseNotFound
    if not may_write_phrase(viewer, phrase.shop_id, phrase.audience):
        raise NotAllowed
    return phrase


def _new(viewer: Viewer, solved: int | None) -> Phrase:
    if not may_write_phrase(viewer, viewer.shop_id):
        raise NotAllowed
    if Phrase.objects.filter(shop_id=viewer.shop_id).count() >= PHRASES_AT_MOST:
        raise TooMuchKnowledge(most=PHRASES_AT_MOST)
    return Phrase(shop_id=viewer.shop_id, solved=solved)


def _check(viewer: Viewer, text: WrittenPhrase, now: dt.datetime) -> None:
    if not text.body:
        raise PhraseIsEmpty
    if is_too_long(text):
        raise PhraseIsTooLong(title=TITLE_LONGEST, body=PHRASE_LONGEST)
    _, charter = charter_in_force(viewer.shop_id, now)
    if text.language not in charter.shop.languages:
        raise LanguageNotSpoken
    if text.audience and (
        text.audience not in charter.audiences or not may_write_phrase(viewer, viewer.shop_id, text.audience)
    ):
        raise PhraseForOthers
    if text.topic and text.topic not in charter.topics:
        raise PhraseForOthers


def _kept(phrase: Phrase, text: WrittenPhrase, viewer: Viewer, now: dt.datetime) -> Phrase:
    for name, value in text._asdict().items():
        setattr(phrase, name, value)
    phrase.changed_by_id, phrase.changed_at = viewer.membership_id, now
    try:
        with transaction.atomic():
            phrase.save()
    except IntegrityError as error:
        raise PhraseShortcutTaken from error
    index_phrases([phrase])
    return phrase
