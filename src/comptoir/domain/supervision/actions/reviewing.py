"""Reviewing: a scorecard by the charter's clauses and a word, which the member reads and may answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec
from django.db import transaction

from comptoir.domain.people.rules import Viewer
from comptoir.domain.supervision.errors import NothingJudged, ReviewIsDone, ReviewNotFound
from comptoir.domain.supervision.events import ReviewFinished
from comptoir.domain.supervision.models import Mark, Review
from comptoir.domain.supervision.models.reviews import WORD_LONGEST
from comptoir.domain.supervision.rules import ALSO_JUDGED, CLAUSES, VERDICTS, may_answer_review, may_review
from comptoir.foundation.broadcast import tell
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked


@transaction.atomic
def finish_review(*, review_id: int, viewer: Viewer, verdicts: Mapping[str, str], word: str, now: dt.datetime) -> None:
    """Keep the scorecard (clause → one of `VERDICTS`) and a word for the member, who is told of it.

    The same reviewer may mend theirs until the member has read it. Raises `ReviewNotFound`, `ReviewIsDone`, `NothingJudged`,
    `BadRequest` for a clause or a verdict that there is not.
    """
    review = Review.objects.select_for_update().filter(pk=review_id).first()
    if review is None or not may_review(viewer, review.shop_id, review.membership_id):
        raise ReviewNotFound
    if review.reviewed_at is not None and (review.reviewer_id != viewer.membership_id or review.seen_at is not None):
        raise ReviewIsDone
    if any(it not in (*CLAUSES, *ALSO_JUDGED) for it in verdicts) or any(
        it not in VERDICTS for it in verdicts.values()
    ):
        raise BadRequest("no such clause or verdict")
    word = _cleaned(word)
    if not word and all(verdict == "none" for verdict in verdicts.values()):
        raise NothingJudged
    Mark.objects.filter(review_id=review.pk).delete()
    Mark.objects.bulk_create(Mark(review_id=review.pk, clause=key, verdict=it) for key, it in verdicts.items())
    review.reviewer_id, review.reviewed_at, review.word = viewer.membership_id, now, word
    review.save(update_fields=["reviewer", "reviewed_at", "word"])
    announced = (review.pk, review.conversation_id, review.shop_id, review.membership_id, viewer.membership_id)
    announce(ReviewFinished(*announced))
    frame = {"t": "review", "id": review.pk, "c": review.conversation_id, "by": viewer.name}
    tell((f"member:{review.membership_id}",), msgspec.json.encode(frame))


def see_review(*, review_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """The member has read what was said of their conversation. Raises `ReviewNotFound`."""
    _own(review_id, viewer)
    Review.objects.filter(pk=review_id, seen_at=None).update(seen_at=now)


def answer_review(*, review_id: int, viewer: Viewer, answer: str, now: dt.datetime) -> None:
    """The member says a word to it; another replaces it. Raises `ReviewNotFound`."""
    _own(review_id, viewer)
    Review.objects.filter(pk=review_id).update(answer=_cleaned(answer), answered_at=now)
    Review.objects.filter(pk=review_id, seen_at=None).update(seen_at=now)


def _own(review_id: int, viewer: Viewer) -> Review:
    review = Review.objects.filter(pk=review_id, reviewed_at__isnull=False).first()
    if review is None or not may_answer_review(viewer, review.shop_id, review.membership_id):
        raise ReviewNotFound
    return review


def _cleaned(words: str) -> str:
    return masked(words.replace("\0", "").strip()[:WORD_LONGEST])
