"""Exercises on the reply checker: it judges them as it judges a reply to a customer, by the charter's levels."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.people.rules import Viewer
from comptoir.domain.training.errors import AnswerMistaken, CheckerNotReady
from comptoir.domain.training.models import Attempt
from comptoir.domain.training.rules import MENDED_LARGEST, is_mended
from comptoir.domain.wording.queries import Draft, Verdict, is_read_here_by_choice, verdict_on

CHANNEL = "chat"


def verdict_on_exercise(attempt: Attempt, place: int, text: str, viewer: Viewer, now: dt.datetime) -> Verdict:
    """What the checker says of a reply, written by that member in answer to the customer of the exercise.

    Raises `AnswerMistaken` for a question that is none, and for a text beyond all bounds.
    """
    if not 0 <= place < len(attempt.paper) or len(text) > MENDED_LARGEST:
        raise AnswerMistaken
    question = attempt.paper[place]
    if not question["draft"]:
        raise AnswerMistaken
    version_id, _ = charter_in_force(viewer.shop_id, now)
    draft = Draft(
        shop_id=viewer.shop_id,
        charter_version_id=version_id,
        audience=viewer.audience,
        channel=CHANNEL,
        body=text,
        language=attempt.language,
        usual_language=attempt.language,
        is_first_reply=question["is_first"],
        agent_name=viewer.name,
        upset_words=question["said"],
        topic="",
        now=now,
    )
    return verdict_on(draft)


def is_mended_by_checker(attempt: Attempt, place: int, text: str, viewer: Viewer, now: dt.datetime) -> bool:
    """Whether the checker finds nothing more in the reply, and it still says what it should.

    Raises `CheckerNotReady` where only what needs no checker was looked at, and found nothing.
    """
    verdict = verdict_on_exercise(attempt, place, text, viewer, now)
    found_nothing = is_mended(attempt.paper[place], text, verdict.findings)
    if found_nothing and not verdict.is_complete and not is_read_here_by_choice():
        raise CheckerNotReady
    return found_nothing
