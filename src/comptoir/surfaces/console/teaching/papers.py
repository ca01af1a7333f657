"""A paper on the screen: while it is written without what is right, handed in with it, and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from comptoir.domain.people.rules import Viewer
from comptoir.domain.training.queries import verdict_on_exercise
from comptoir.domain.training.rules import asked, faults, is_answered, is_long_enough, missing_words
from comptoir.domain.wording.because import clause_name
from comptoir.domain.wording.queries import is_read_here_by_choice
from comptoir.surfaces.console.checking import findings_shown

STARTER = "starter "
"""How editions of the course that comes with the house are told from the shop's own."""

HOW = {
    "one": lambda: _("One answer is right."),
    "several": lambda: _("Several answers may be right, or one, or none."),
    "order": lambda: _("Give each its place."),
    "mend": lambda: _("Mend this reply until the checker finds nothing more."),
    "find": lambda: _("Tick every kind of fault that the checker finds in this reply."),
}


def question_shown(attempt: Any, place: int) -> dict[str, Any]:
    """A question as it is asked, with what was answered so far."""
    question = asked(attempt.paper, place)
    answer = attempt.answers.get(str(place))
    kind = question["kind"]
    options = [clause_name(it) for it in question["options"]] if kind == "find" else question["options"]
    chosen = answer if isinstance(answer, list) else []
    ranks = {option: rank for rank, option in enumerate(chosen, 1)} if kind == "order" else {}
    return question | {
        "place": place,
        "how": HOW[kind](),
        "options": [(n, words, n in chosen, ranks.get(n, 0)) for n, words in enumerate(options)],
        "text": answer if isinstance(answer, str) else question["draft"],
    }


def progress(attempt: Any) -> list[dict[str, Any]]:
    """Each question by its number, and whether it is answered."""
    return [
        {"place": n, "number": n + 1, "is_answered": is_answered(question, attempt.answers.get(str(n)))}
        for n, question in enumerate(attempt.paper)
    ]


def edition_shown(edition: str) -> str:
    """Which edition of a module was passed: one of the shop's own, or of the course that comes with the house."""
    number = edition.removeprefix(STARTER)
    if number != edition:
        return _("starter course, edition %(edition)s") % {"edition": number}
    return _("edition %(edition)s") % {"edition": edition}


def verdict_shown(attempt: Any, place: int, text: str, viewer: Viewer, now: dt.datetime) -> dict[str, Any]:
    """What the checker says of an exercise, and what else is wanted of it. Raises `AnswerMistaken` where there is none."""
    verdict = verdict_on_exercise(attempt, place, text, viewer, now)
    question = attempt.paper[place]
    found = faults(verdict.findings)
    missing = missing_words(question, text)
    too_short = not is_long_enough(question, text)
    return {
        "findings": [it | _words_of(it, text) for it in findings_shown(found, text, attempt.language)],
        "missing": missing,
        "is_too_short": too_short,
        "is_mended": not found and not missing and not too_short,
        "is_complete": verdict.is_complete or is_read_here_by_choice(),
    }


def marked(attempt: Any, viewer: Viewer, now: dt.datetime) -> list[dict[str, Any]]:
    """Every question of a paper that was handed in: what was answered, what is right, and why."""
    return [_marked(attempt, n, viewer, now) for n in range(len(attempt.paper))]


def _marked(attempt: Any, place: int, viewer: Viewer, now: dt.datetime) -> dict[str, Any]:
    question, answer = attempt.paper[place], attempt.answers.get(str(place))
    kind, right = question["kind"], question["right"]
    options = [clause_name(it) for it in question["options"]] if kind == "find" else question["options"]
    chosen = answer if isinstance(answer, list) else []
    shown = {
        "number": place + 1,
        "kind": kind,
        "asks": question["asks"],
        "said": question["said"],
        "draft": question["draft"],
        "why": question["why"],
        "model": question["model"],
        "is_right": attempt.marks.get(str(place), False),
        "answered": answer if isinstance(answer, str) else "",
        "options": [(words, n in chosen, n in right) for n, words in enumerate(options)] if kind != "order" else [],
        "given": [options[n] for n in chosen] if kind == "order" else [],
        "ordered": [options[n] for n in right] if kind == "order" else [],
    }
    if kind in ("mend", "find"):
        text = answer if kind == "mend" and isinstance(answer, str) else question["draft"]
        shown["verdict"] = verdict_shown(attempt, place, text, viewer, now)
    return shown


def _words_of(finding: dict[str, Any], text: str) -> dict[str, str]:
    """The words that a finding means; its places are counted as browsers do."""
    units = text.encode("utf-16-le")
    return {"words": units[2 * finding["start"] : 2 * finding["end"]].decode("utf-16-le", "replace")}
