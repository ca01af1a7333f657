"""How the demo's people are trained: most know what their charter asks for; two are new, and one of them sees the gate."""

from __future__ import annotations

import datetime as dt
from typing import Any

from comptoir.config.demo.cast import Part
from comptoir.config.demo.players import acting
from comptoir.domain.people.models import Membership
from comptoir.domain.people.rules import Viewer
from comptoir.domain.training.actions import answer_question, begin_attempt, hand_in, recognise_training

NEW = frozenset({"salome", "lucas"})
"""Who is new: the first is half way through their modules, the second answers under approval."""

MODULES = ("welcome", "charter", "chat")


def train(part: Part, member: Membership, at: dt.datetime) -> None:
    """Write down that a member knows what is asked of them; newcomers sit their papers."""
    if part.key not in NEW:
        recognise_training(membership_id=member.pk, shop_id=member.shop_id, viewer=None, now=at)
        return
    viewer = acting(member)
    if part.key == "lucas":
        for key in MODULES:
            _sit(viewer, key, at - dt.timedelta(days=2))
        return
    _sit(viewer, "welcome", at - dt.timedelta(days=1))
    _sit(viewer, "charter", at - dt.timedelta(hours=20), misses=3)
    begin_attempt(viewer=viewer, key="charter", language=part.languages[0], now=at - dt.timedelta(hours=3))


def _sit(viewer: Viewer, key: str, at: dt.datetime, *, misses: int = 0) -> None:
    """Take a module; so many of its questions are answered wrongly."""
    attempt = begin_attempt(viewer=viewer, key=key, language="fr", now=at)
    for place, question in enumerate(attempt.paper):
        given = _wrong(question) if place < misses else _right(question)
        answer_question(viewer=viewer, attempt_id=attempt.pk, place=place, answer=given, now=at)
    hand_in(viewer=viewer, attempt_id=attempt.pk, now=at)


def _right(question: dict[str, Any]) -> Any:
    return question["model"] if question["kind"] == "mend" else question["right"]


def _wrong(question: dict[str, Any]) -> Any:
    if question["kind"] == "mend":
        return question["draft"]
    if question["kind"] == "order":
        return question["right"][::-1]
    return [n for n in range(len(question["options"])) if n not in question["right"]][:1]
