"""What readers of the help centre tell, once each, without saying who they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F

from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.models import Feedback, Translation
from comptoir.domain.knowledge.rules.bounds import WORD_LONGEST
from comptoir.language.cards import masked_line

TOGETHER = 500
"""Texts whose views are counted in one query."""


@transaction.atomic
def give_feedback(
    *, shop_id: int, translation_id: int, is_useful: bool, word: str = "", visitor_hash: str, now: dt.datetime
) -> None:
    """Whether the article helped, and a word. The same reader (`visitor_hash`) again changes what they said. Raises `ArticleNotFound`."""
    rows = Translation.objects.select_for_update(of=("self",)).filter(
        pk=translation_id, shop_id=shop_id, published_version__isnull=False, article__is_public=True
    )
    if rows.first() is None:
        raise ArticleNotFound
    word = masked_line(word)[:WORD_LONGEST]
    before = Feedback.objects.filter(translation_id=translation_id, visitor_hash=visitor_hash).first()
    if before is None:
        _keep(translation_id, is_useful, word, visitor_hash, now)
        _count(translation_id, is_useful, +1)
        return
    if before.is_useful != is_useful:
        _count(translation_id, before.is_useful, -1)
        _count(translation_id, is_useful, +1)
    before.is_useful, before.word, before.at = is_useful, word or before.word, now
    before.save()


@transaction.atomic
def count_views(views: Mapping[int, int]) -> None:
    """So many more have opened each translation (by its number). A query for those that were opened equally often."""
    by_number: dict[int, list[int]] = {}
    for translation_id, number in sorted(views.items()):
        by_number.setdefault(number, []).append(translation_id)
    for number, every in by_number.items():
        for start in range(0, len(every), TOGETHER):
            some = every[start : start + TOGETHER]
            Translation.objects.filter(pk__in=some).update(views=F("views") + number)


def _keep(translation_id: int, is_useful: bool, word: str, visitor_hash: str, now: dt.datetime) -> None:
    try:
        with transaction.atomic():
            Feedback.objects.create(
                translation_id=translation_id, is_useful=is_useful, word=word, visitor_hash=visitor_hash, at=now
            )
    except IntegrityError as error:  # the same reader, at the same moment
        raise ArticleNotFound from error


def _count(translation_id: int, is_useful: bool, by: int) -> None:
    field = "useful" if is_useful else "not_useful"
    Translation.objects.filter(pk=translation_id).update(**{field: F(field) + by})
