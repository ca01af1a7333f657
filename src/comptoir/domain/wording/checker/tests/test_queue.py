"""What waits for the reader."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.wording.checker.frames import Answered, CustomerQuestion, ReplyQuestion
from comptoir.domain.wording.checker.manner import Manner
from comptoir.domain.wording.checker.queue import Queue, Waiting
from comptoir.language.rules import Moment

MANNER, MOMENT = Manner(), Moment(dt.datetime(2026, 3, 11, 10, 0, tzinfo=dt.UTC))


def test_a_newer_draft_of_the_same_key_takes_the_place_of_the_older() -> None:
    queue, told = Queue(), []
    for n, (body, key) in enumerate([("Bonj", "a"), ("Salut", "b"), ("Bonjour", "a")]):
        queue.put(_reply(n, body, key, told))
    assert [(each.n, each.error) for each in told] == [(0, "superseded")]
    assert _bodies(queue) == ["Bonjour", "Salut"]


def test_what_is_being_sent_is_never_dropped() -> None:
    queue, told = Queue(), []
    for n in range(3):
        queue.put(_reply(n, str(n), "", told))
    assert told == []
    assert _bodies(queue) == ["0", "1", "2"]


def test_what_an_agent_waits_for_goes_before_what_customers_wrote() -> None:
    queue, told = Queue(), []
    queue.put(Waiting(0, CustomerQuestion(body="Merci"), None, told.append))
    queue.put(_reply(1, "Bonjour", "", told))
    assert _bodies(queue) == ["Bonjour", "Merci"]


def test_when_too_many_wait_the_last_is_told_so_and_a_newer_draft_still_finds_room() -> None:
    queue, told = Queue(at_most=2), []
    for n, key in enumerate("abcb"):
        queue.put(_reply(n, str(n), key, told))
    assert [(each.n, each.error) for each in told] == [(2, "busy"), (1, "superseded")]
    assert _bodies(queue) == ["0", "3"]


def test_who_has_left_is_not_answered() -> None:
    queue, told, line = Queue(), [], object()
    queue.put(Waiting(0, CustomerQuestion(body="Merci"), line, told.append))
    queue.put(Waiting(1, CustomerQuestion(body="Bonjour"), object(), told.append))
    queue.drop(line)
    assert _bodies(queue) == ["Bonjour"]


def test_a_closed_queue_keeps_nobody_waiting() -> None:
    queue = Queue()
    queue.close()
    assert queue.take(None) is None


def _reply(n: int, body: str, key: str, told: list[Answered]) -> Waiting:
    question = ReplyQuestion(body=body, manner=MANNER, moment=MOMENT, key=key)
    return Waiting(n, question, None, told.append)


def _bodies(queue: Queue) -> list[str]:
    bodies = []
    while waiting := queue.take(0.0):
        bodies.append(waiting.question.body)
    return bodies
