"""What use teaches: what was sent in an answer, and what was said not to help."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.db.models import Count, F

from comptoir.domain.knowledge.models import Findable, KnownWord, Lesson, PageLink, Phrase, Translation
from comptoir.domain.knowledge.queries.lessons import EVERY
from comptoir.domain.knowledge.rules.bounds import QUERY_LONGEST
from comptoir.domain.knowledge.rules.learning import lesson_tokens
from comptoir.domain.knowledge.rules.phrases import may_use_phrase
from comptoir.domain.knowledge.rules.tokens import MEANT
from comptoir.domain.knowledge.rules.words import words_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotFound

LESSONS_AT_MOST = 200_000
"""Lessons that are kept of a shop; of more, the oldest are forgotten."""
FORGOTTEN_AFTER = dt.timedelta(days=550)
"""For how long a lesson is kept that nothing has taught again."""
FORGOTTEN_AT_ONCE = 2000
WORDS_LOOKED_UP = 300
"""Different words of a question that are looked up."""

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
    INSERT INTO knowledge_lesson (shop_id, language, word, kind, of, helped, failed, learnt_on) VALUES {rows}
    ON CONFLICT (shop_id, language, word, kind, of) DO UPDATE
    SET helped = knowledge_lesson.helped + excluded.helped, failed = knowledge_lesson.failed + excluded.failed,
        learnt_on = excluded.learnt_on
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

    Of the question no more is kept than `lesson_tokens` gives.
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
    _learn(row, question, language or row.language, now, helped=1)


@transaction.atomic
def learn_failure(*, viewer: Viewer, kind: str, of: int, question: str, language: str, now: dt.datetime) -> None:
    """What was proposed for a question does not help there: it will be proposed later, or no more, for such words. Raises `NotFound`."""
    row = _seen(viewer, kind, of)
    _learn(row, question, language or row.language, now, failed=1)


def forget_lessons(now: dt.datetime) -> int:
    """Forget what nothing has taught again for long, and of a shop that was taught more than is kept the oldest; of each shop a portion at a time.
    How many.
    """
    forgotten = 0
    shops = Lesson.objects.values_list("shop_id").annotate(kept=Count("pk")).order_by("shop_id")
    for shop_id, kept in list(shops):
        oldest = Lesson.objects.filter(shop_id=shop_id).order_by("learnt_on")
        too_many = min(max(0, kept - LESSONS_AT_MOST), FORGOTTEN_AT_ONCE)
        old = oldest.filter(learnt_on__lt=now.date() - FORGOTTEN_AFTER)[:FORGOTTEN_AT_ONCE]
        gone = {*oldest.values_list("pk", flat=True)[:too_many], *old.values_list("pk", flat=True)}
        forgotten += Lesson.objects.filter(pk__in=gone).delete()[0]
    return forgotten


def _seen(viewer: Viewer, kind: str, of: int) -> Findable:
    row = Findable.objects.filter(shop_id=viewer.shop_id, kind=kind, of=of).first()
    if row is None or not may_use_phrase(viewer, row.shop_id, row.audience):
        raise NotFound
    return row


def _learn(row: Findable, question: str, language: str, now: dt.datetime, *, helped: int = 0, failed: int = 0) -> None:
    """Keep what the question teaches of the text, and by its meanings of the article's other translations."""
    tokens = lesson_tokens(question, language, _words_of_shop(row.shop_id, question, language)) if question else []
    if not tokens:
        return
    meant = [it for it in tokens if it.startswith(MEANT)]
    texts = [(language, row.of, tokens)]
    if meant and row.kind == "article":
        texts += [(other, of, meant) for other, of in _translations(row.of) if other != language and of != row.of]
    rows = [(row.shop_id, lang, token, row.kind, of) for lang, of, each in texts for token in (EVERY, *each)]
    values = [value for it in sorted(rows) for value in (*it, helped, failed, now.date().isoformat())]
    with connection.cursor() as cursor:
        cursor.execute(_LEARNT.format(rows=", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(rows))), values)


def _words_of_shop(shop_id: int, question: str, language: str) -> set[str]:
    """The words of a question that the shop's knowledge has, folded. One query."""
    plain = {it.plain for it in words_of(question, language, longest=QUERY_LONGEST)}
    known = KnownWord.objects.filter(shop_id=shop_id, language=language, word__in=sorted(plain)[:WORDS_LOOKED_UP])
    return set(known.values_list("word", flat=True))


def _translations(translation_id: int) -> list[tuple[str, int]]:
    """The article in each language in which customers may read it."""
    article = Translation.objects.filter(pk=translation_id).values("article_id")
    there = Translation.objects.filter(article_id__in=article, published_version__isnull=False)
    return list(there.values_list("language", "pk"))
