"""Learning categories: what an agent confirms is counted, and what they correct is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import F, QuerySet

from comptoir.domain.conversations.models import LearntCategory, LearntWord, Lesson
from comptoir.domain.conversations.queries.guessing import asked_words
from comptoir.domain.conversations.row import Row


def learn(row: Row) -> None:
    """Let the shop learn from what the conversation is filed under, once. Use under the conversation's lock."""
    lesson = Lesson.objects.filter(conversation_id=row.id).first()
    _lock(row, {row.category, lesson.category if lesson else ""} - {""})
    if lesson is not None:
        _unlearn(row, lesson)
    if row.category:
        _learn(row, row.category)


def _lock(row: Row, categories: Iterable[str]) -> None:
    """The counts of these, in one order: one who corrects there and back does not wait in a circle with another."""
    here = {"shop_id": row.shop_id, "language": row.language}
    known = LearntCategory.objects.filter(**here, category__in=sorted(categories)).order_by("category")
    list(known.select_for_update().values_list("pk"))


def _learn(row: Row, category: str) -> None:
    words = asked_words(row.id)
    if not words:
        return
    Lesson.objects.create(conversation_id=row.id, language=row.language, category=category, words=" ".join(words))
    _count(row.shop_id, row.language, category, words, 1)


def _unlearn(row: Row, lesson: Lesson) -> None:
    _count(row.shop_id, lesson.language, lesson.category, lesson.words.split(), -1)
    lesson.delete()


def _count(shop_id: int, language: str, category: str, words: Sequence[str], by: int) -> None:
    here = {"shop_id": shop_id, "language": language, "category": category}
    # In one order, so that two who confirm at once wait for each other instead of locking each other out.
    words = sorted(set(words))
    LearntCategory.objects.bulk_create([LearntCategory(**here)], ignore_conflicts=True)
    LearntCategory.objects.filter(**here).update(requests=F("requests") + by, words=F("words") + by * len(words))
    if by > 0:
        LearntWord.objects.bulk_create([LearntWord(word=word, **here) for word in words], ignore_conflicts=True)
    counted: QuerySet[LearntWord] = LearntWord.objects.filter(word__in=words, **here)
    counted.update(requests=F("requests") + by)
    counted.filter(requests__lte=0).delete()
