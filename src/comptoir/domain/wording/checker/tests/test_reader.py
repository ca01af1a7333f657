"""The thread that reads: drafts at once, what takes long when nobody waits."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

import pytest

from comptoir.domain.wording.checker import reading
from comptoir.domain.wording.checker.frames import Answered, ReplyQuestion
from comptoir.domain.wording.checker.manner import Manner
from comptoir.domain.wording.checker.queue import Queue, Waiting
from comptoir.domain.wording.checker.reader import Reader
from comptoir.domain.wording.checker.tests.conftest import eventually
from comptoir.language import grammalecte, reply
from comptoir.language.memory import Memory
from comptoir.language.rules import LANGUAGES, Moment

MANNER = Manner(clauses=frozenset(("grammar",)))
MOMENT = Moment(dt.datetime(2026, 3, 11, 10, 0, tzinfo=dt.UTC))


class Slow(grammalecte.Grammalecte):
    """Says that every sentence is wrong, as soon as it may."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.read: list[str] = []
        self.generation = 1
        self._known = Memory[list[grammalecte.Error]](100)

    def _rests(self) -> bool:
        return False

    def is_due(self) -> bool:
        return False

    def _asked_for(self, sentence: str) -> list[grammalecte.Error]:
        self.may.wait(20)
        self.read.append(sentence)
        self._known.keep(sentence, [(0, 5, "gn", "g3__gn", "Accord.", ())])
        return self._known.kept(sentence) or []


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    running = Slow()
    reply.forget()
    monkeypatch.setattr(grammalecte, "running", lambda: running)
    monkeypatch.setattr(reading, "warm", lambda language: None)
    return running


@pytest.fixture
def reader(slow: Slow) -> Reader:
    """One that has loaded everything."""
    reader = Reader(Queue())
    reader.start()
    eventually(lambda: reader.is_warm)
    return reader


@pytest.fixture
def queue(reader: Reader) -> Iterator[Queue]:
    """Where questions for a reader wait that has loaded everything."""
    yield reader.queue
    reader.queue.close()


def test_a_draft_is_answered_at_once_and_whole_when_its_sentences_were_read(slow: Slow, queue: Queue) -> None:
    """The composer asks again where an answer was not complete."""
    told: list[Answered] = []
    queue.put(_draft(1, "voila deux phrases. voila tout.", told))
    eventually(lambda: told)
    assert (told[0].answer.findings, told[0].answer.is_complete) == ((), False)
    slow.may.set()
    eventually(lambda: len(slow.read) == 2)
    queue.put(_draft(2, "voila deux phrases. voila tout.", told))
    eventually(lambda: len(told) == 2)
    assert (len(told[1].answer.findings), told[1].answer.is_complete) == (2, True)


def test_what_was_put_off_in_a_draft_is_not_read_any_more_when_a_newer_one_has_come(slow: Slow, queue: Queue) -> None:
    told: list[Answered] = []
    queue.put(_draft(1, "premier jet. second essai.", told))
    eventually(lambda: told)
    queue.put(_draft(2, "autre chose.", told))
    slow.may.set()
    eventually(lambda: "autre chose." in slow.read)
    assert "second essai." not in slow.read


def test_what_is_being_sent_is_waited_for(slow: Slow, queue: Queue) -> None:
    told: list[Answered] = []
    slow.may.set()
    queue.put(_draft(1, "voila qui part.", told, key=""))
    eventually(lambda: told)
    assert (len(told[0].answer.findings), told[0].answer.is_complete) == (1, True)


def test_a_draft_of_which_little_changed_is_answered_by_who_hears_it(slow: Slow, reader: Reader) -> None:
    slow.may.set()
    told: list[Answered] = []
    first = _draft(1, "voila deux phrases. voila tout.", told)
    assert reader.answered(first.question) is None
    reader.queue.put(first)
    eventually(lambda: len(slow.read) == 2)
    answer = reader.answered(_draft(2, "voila deux phrases. voila presque tout.", told).question)
    assert answer is not None
    assert (len(answer.findings), answer.is_complete) == (1, False)
    eventually(lambda: "voila presque tout." in slow.read)


@pytest.mark.parametrize("body", ["voila. " * 400, " ".join(f"voila{n}" for n in range(30))])
def test_a_draft_that_is_long_or_another_waits_its_turn(slow: Slow, reader: Reader, body: str) -> None:
    slow.may.set()
    told: list[Answered] = []
    reader.queue.put(_draft(1, "voila tout.", told))
    eventually(lambda: told)
    assert reader.answered(_draft(2, body, told).question) is None


def test_while_a_text_is_read_every_draft_waits_its_turn(slow: Slow, reader: Reader) -> None:
    told: list[Answered] = []
    slow.may.set()
    reader.queue.put(_draft(1, "voila tout.", told))
    eventually(lambda: told and slow.read)
    slow.may.clear()
    reader.queue.put(_draft(2, "voila ce qui part.", told, key=""))
    eventually(lambda: reader.queue.is_empty() and reader.busy_for() > 0)
    assert reader.answered(_draft(3, "voila tout.", told).question) is None
    slow.may.set()
    eventually(lambda: len(told) == 2)


def test_the_language_of_a_draft_is_told_once_as_long_as_most_of_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(reading, "language_of", lambda body, usual: told.append(body) or "fr")
    monkeypatch.setattr(reading, "_DRAFTS", Memory[tuple[str, frozenset[str]]](10))
    body = (
        "Votre commande est partie hier de notre atelier, et le transporteur vous la remettra demain en main propre. "
        * 2
    )
    drafts = [
        body,
        body + "Merci.",
        body,
        "Your order has left our workshop yesterday, and you will have it tomorrow. " * 3,
    ]
    assert [reading.answer_soon(_typed(draft))[0].language for draft in drafts] == ["fr"] * 4
    assert told == [drafts[0], drafts[3]]


def test_what_is_sent_has_its_language_told_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    body = (
        "Votre commande est partie hier de notre atelier, et le transporteur vous la remettra demain en main propre. "
        * 2
    )
    told: list[str] = []
    monkeypatch.setattr(reading, "language_of", lambda body, usual: told.append(body) or "fr")
    reading.answer_soon(_typed(body, key="sent soon"))
    reading.answer_to(_typed(body, key=""))
    assert told == [body, body]


def _typed(body: str, key: str = "typed") -> ReplyQuestion:
    manner = Manner(clauses=frozenset(("emoji",)))
    return ReplyQuestion(body=body, manner=manner, moment=MOMENT, usual_language="fr", key=key)


def _draft(n: int, body: str, told: list[Answered], key: str = "a draft") -> Waiting:
    question = ReplyQuestion(body=body, manner=MANNER, moment=MOMENT, language="fr", key=key)
    return Waiting(n, question, None, told.append)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_link_and_the_first_telephone_are_waited_for_no_longer_than_others(language: str) -> None:
    """G2: the lists by which they are told are loaded before anybody writes."""
    manner = Manner(clauses=frozenset(("link", "contact_details")))
    loaded = reading.answer_to(
        ReplyQuestion(body=reading._SAMPLES[language], manner=manner, moment=MOMENT, language=language)
    )
    links = ["outside_link", "outside_link"]  # marked by its "https://", and bare
    assert [each.why for each in loaded.findings] == [*links, "phone_number", "account_number"]
