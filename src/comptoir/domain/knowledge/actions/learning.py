"""What use teaches: what was sent in an answer, and what was said not to help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import F

from comptoir.domain.knowledge.models import Findable, PageLink, Phrase
from comptoir.domain.knowledge.queries.vocabulary import knowledge_number, vocabulary_of
from comptoir.domain.knowledge.rules.learning import lesson_words
from comptoir.domain.knowledge.rules.phrases import may_use_phrase
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotFound

_USED = """
    INSERT INTO knowledge_use (shop_id, kind, of, topic, month, times) VALUES (%s, %s, %s, %s, %s, 1)
    ON CONFLICT (shop_id, kind, of, topic, month) DO UPDATE SET times = knowledge_use.times + 1
"""
_USED_BY = """
    INSERT INTO knowledge_usedby (shop_id, kind, of, membership_id, times, last_at) VALUES (%s, %s, %s, %s, 1, %s)
    ON CONFLICT (shop_id, kind, of, membership_id) DO UPDATE
    SET times = knowledge_usedby.times + 1, last_at = excluded.last_at
"""
_LEARNT = """
    INSERT INTO knowledge_lesson (shop_id, language, word, kind, of, helped, failed) VALUES {rows}
    ON CONFLICT (shop_id, language, word, kind, of) DO UPDATE
    SET helped = knowledge_lesson.helped + excluded.helped, failed = knowledge_lesson.failed + excluded.failed
"""


@transaction.atomic
def count_use(
    *,
    shop_id: int,
    membership_id: int | None,
    kind: str,
    of: int,
    topic: str = "",
    question: str = "",
    language: str = "",
    now: dt.datetime,
) -> None:
    """A phrase, an article or a link was sent in an answer by this member, on a topic, to a question. Raises `NotFound`.

    Of the question only words are kept that the shop's own knowledge has.
    """
    row = Findable.objects.filter(shop_id=shop_id, kind=kind, of=of).first()
    if row is None:
        raise NotFound
    with connection.cursor() as cursor:
        cursor.execute(_USED, [shop_id, kind, of, topic[:40], now.date().replace(day=1).isoformat()])
        if membership_id is not None:
            cursor.execute(_USED_BY, [shop_id, kind, of, membership_id, connection.ops.adapt_datetimefield_value(now)])
    if kind == "phrase":
        Phrase.objects.filter(pk=of).update(used=F("used") + 1, used_at=now)
    elif kind == "link":
        PageLink.objects.filter(pk=of).update(used=F("used") + 1)
    _learn(shop_id, kind, of, question, language or row.language, helped=1)


@transaction.atomic
def learn_failure(*, viewer: Viewer, kind: str, of: int, question: str, language: str) -> None:
    """What was proposed for a question does not help there: it will be proposed later, or no more, for such words. Raises `NotFound`."""
    row = _seen(viewer, kind, of)
    _learn(viewer.shop_id, kind, of, question, language or row.language, failed=1)


def _seen(viewer: Viewer, kind: str, of: int) -> Findable:
    row = Findable.objects.filter(shop_id=viewer.shop_id, kind=kind, of=of).first()
    if row is None or not may_use_phrase(viewer, row.shop_id, row.audience):
        raise NotFound
    return row


def _learn(shop_id: int, kind: str, of: int, question: str, language: str, *, helped: int = 0, failed: int = 0) -> None:
    known = vocabulary_of(shop_id, language, knowledge_number(shop_id))
    words: Sequence[str] = sorted(lesson_words(question, language, known)) if question else ()
    if not words:
        return
    values = [value for word in words for value in (shop_id, language, word, kind, of, helped, failed)]
    with connection.cursor() as cursor:
        cursor.execute(_LEARNT.format(rows=", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(words))), values)
