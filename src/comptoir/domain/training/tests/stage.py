"""A shop that asks for training, and people who have none yet."""

from __future__ import annotations

import datetime as dt
from typing import Any

from comptoir.domain.people.models import Membership
from comptoir.domain.people.rules import Viewer
from comptoir.domain.training.actions import answer_question, begin_attempt, hand_in
from comptoir.domain.training.models import Attempt
from comptoir.domain.training.queries import forget_passes
from tests.people import ALWAYS_OPEN, NOON, a_member, a_shop, a_viewer

TRAINING = """
[training]
before_answering = { ambassador = ["chat"], advisor = ["welcome", "chat"] }
before_topic = { after_sales = ["after_sales"] }
valid_for = "365 d"
tries = 2
pause_after_failing = "1 h"
"""
LATER = NOON + dt.timedelta(hours=2)


def a_school(key: str = "maison-perle", *, training: str = TRAINING, more: str = "") -> Any:
    """A shop that asks for training; `more` are further keys of its section."""
    return a_shop(key, charter=ALWAYS_OPEN + training + more)


def a_newcomer(shop: Any, role: str = "advisor", **fields: Any) -> Membership:
    """A member who has learnt nothing yet."""
    return a_member(shop, role, is_trained=False, **fields)


def right_answer(question: dict[str, Any]) -> Any:
    """What is right; a reply to mend is mended as the course does it."""
    return question["model"] if question["kind"] == "mend" else question["right"]


def wrong_answer(question: dict[str, Any]) -> Any:
    """What is not: all that is not right, an order turned round, or the reply as it was."""
    if question["kind"] == "mend":
        return question["draft"]
    places = [n for n in range(len(question["options"])) if n not in question["right"]]
    return question["right"][::-1] if question["kind"] == "order" else places[:1]


def takes(viewer: Viewer, key: str, *, rightly: bool = True, now: dt.datetime = NOON) -> Attempt:
    """Begin a module, answer all of it, and hand it in."""
    attempt = begin_attempt(viewer=viewer, key=key, language="en", now=now)
    for place, question in enumerate(attempt.paper):
        answer = right_answer(question) if rightly else wrong_answer(question)
        answer_question(viewer=viewer, attempt_id=attempt.pk, place=place, answer=answer, now=now)
    done = hand_in(viewer=viewer, attempt_id=attempt.pk, now=now)
    forget_passes()
    return done


def passes(member: Membership, *keys: str, now: dt.datetime = NOON) -> None:
    """Pass these modules, one after the other."""
    for key in keys:
        assert takes(a_viewer(member), key, now=now).is_passed
