"""What a customer is told of a request that was escalated: the steps, and the days they are expected on. Pure."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, Protocol

from comptoir.domain.charter.rules import N_, full_day_in, said_in

TELL_EVERY = dt.timedelta(hours=1)
"""A customer is told of steps that often at most."""

FURTHER = N_("Your request {reference} needs somebody who knows more about it, and is now with: {level}.")
BACK = N_("Your request {reference} is now with: {level}.")
MOVED = N_("The expected dates of your request {reference} have changed.")
WHAT_NEXT = N_("What happens next:")
WORD_BY = N_("– by {day} at the latest, we write to you how it stands;")
SOLVED_BY = N_("– by {day}, we expect it to be solved.")
WAITING = N_("As long as we wait for your answer, this last date moves on with it.")
SAME_DATES = N_("The dates that we gave you stay as they are.")
NO_DATES = N_("We write to you as soon as there is news.")
TOLD_AGAIN = N_("If a date changes, we tell you here.")

IN_HAND = N_("Your request {reference} is in good hands: we are working on it.")
IN_HAND_THERE = N_("Your request {reference} is in good hands; it is with: {level}.")
WRITE_AGAIN = N_("We write to you again by {day} at the latest.")
EXPECT_SOLVED = N_("We expect it to be solved by {day}.")


class Steps(NamedTuple):
    """The days on which the customer may expect the next word, and the solution; `word_of` is the promise of that word."""

    word_on: dt.date | None = None
    word_of: int | None = None
    solved_on: dt.date | None = None
    is_waiting: bool = False


class Told(Protocol):
    """What the customer was told last."""

    told_solved_on: dt.date | None
    told_word_on: dt.date | None
    told_word_of: int | None


def have_moved(steps: Steps, told: Told) -> bool:
    """Whether a day is another than was told. The next word after one that was written is another promise, not a move."""
    is_later = steps.solved_on is not None and steps.solved_on != told.told_solved_on
    is_same_word = steps.word_of is not None and steps.word_of == told.told_word_of
    return is_later or (is_same_word and steps.word_on != told.told_word_on)


def told_of_level(
    language: str, reference: str, level: str, steps: Steps, *, is_further: bool, told: Told | None
) -> str:
    """What the customer reads when the request has come to a level; dates that they were told before are not said again."""
    begin = said_in(language, FURTHER if is_further else BACK, reference=reference, level=level)
    if told is not None and (steps.solved_on or steps.word_on) and not have_moved(steps, told):
        return f"{begin}\n{said_in(language, SAME_DATES)}"
    return "\n".join([begin, *_dates(language, steps)])


def told_of_move(language: str, reference: str, steps: Steps) -> str:
    """What the customer reads when a date has moved."""
    return "\n".join([said_in(language, MOVED, reference=reference), *_dates(language, steps)])


def word_proposed(language: str, reference: str, level: str, next_on: dt.date | None, solved_on: dt.date | None) -> str:
    """A word to the customer for the agent to write on: how it stands, and what they may expect when."""
    say = said_in(language, IN_HAND_THERE, reference=reference, level=level) if level else ""
    said = [say or said_in(language, IN_HAND, reference=reference)]
    if next_on and (solved_on is None or next_on < solved_on):
        said.append(said_in(language, WRITE_AGAIN, day=full_day_in(language, next_on)))
    if solved_on:
        said.append(said_in(language, EXPECT_SOLVED, day=full_day_in(language, solved_on)))
    return " ".join(said)


def _dates(language: str, steps: Steps) -> list[str]:
    lines = []
    if steps.word_on and (steps.solved_on is None or steps.word_on < steps.solved_on):
        lines.append(said_in(language, WORD_BY, day=full_day_in(language, steps.word_on)))
    if steps.solved_on:
        lines.append(said_in(language, SOLVED_BY, day=full_day_in(language, steps.solved_on)))
    if not lines:
        return [said_in(language, NO_DATES)]
    waiting = [said_in(language, WAITING)] if steps.solved_on and steps.is_waiting else []
    return [said_in(language, WHAT_NEXT), *lines, *waiting, said_in(language, TOLD_AGAIN)]
