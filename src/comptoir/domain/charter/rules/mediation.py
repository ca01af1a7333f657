"""For what a buyer may write to a seller, and what both are asked and told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.mediation import Reason
from comptoir.domain.charter.shape.text import Text

ANSWER_LONGEST = 500


class Asked(NamedTuple):
    """What a buyer answered to a question: its label and the answer, as they are shown in a language."""

    key: str
    label: str
    answer: str


def is_mediated(charter: Charter) -> bool:
    """Whether buyers of the shop may write to sellers at all."""
    return charter.mediation is not None


def reason_of(charter: Charter, key: str) -> Reason | None:
    """The reason of that name, if buyers may write for it; one that the charter says nothing more of asks nothing."""
    mediation = charter.mediation
    if mediation is None or key not in mediation.reasons:
        return None
    return mediation.reason.get(key) or Reason(key=key)


def named_reason(charter: Charter, key: str, language: str) -> str:
    """What a reason is called: as its topic is."""
    topic = charter.topics.get(key)
    return topic.name.in_language(language) if topic else key


def asked_for_reason(
    reason: Reason, answers: Mapping[str, str], language: str
) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    """What was answered to the reason's questions, in their order, and the keys of those that had to be and were not.

    A choice that is none of the choices (by number, or in any language) is no answer; other keys are left out.
    """
    found, missing = list[Asked](), list[str]()
    for question in reason.questions:
        said = " ".join(answers.get(question.key, "").replace("\0", "").split())[:ANSWER_LONGEST]
        if question.kind == "choice":
            said = _chosen(question.choices, said, language)
        if said:
            found.append(Asked(question.key, question.label.in_language(language), said))
        elif question.required:
            missing.append(question.key)
    return tuple(found), tuple(missing)


def _chosen(choices: tuple[Text, ...], said: str, language: str) -> str:
    """A choice as the language calls it; it is named by any of its words, or by its number from 0."""
    for number, choice in enumerate(choices):
        if said in (str(number), choice.in_language(language), *choice.by_language.values()):
            return choice.in_language(language)
    return ""
