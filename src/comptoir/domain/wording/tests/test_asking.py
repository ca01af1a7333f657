"""A checker that is late keeps one post waiting, and not every post after it."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.wording.checker.frames import Answer, CustomerQuestion
from comptoir.domain.wording.queries import asking, read_here_for

QUESTION = CustomerQuestion(body="Merci beaucoup", usual_language="fr")
START = dt.timedelta(hours=1).total_seconds()


class Cold:
    """A checker that answers nothing while it loads, and the clock that tells how long it was waited for."""

    def __init__(self) -> None:
        self.now = START
        self.waited: list[float] = []
        self.has_loaded = False

    def ask(self, question: CustomerQuestion, within: float) -> Answer | None:
        """As `client.ask`."""
        self.waited.append(within)
        if self.has_loaded:
            return Answer(language="fr", findings=[], is_complete=True)
        self.now += within
        return None


@pytest.fixture
def cold(monkeypatch: pytest.MonkeyPatch) -> Cold:
    checker = Cold()
    monkeypatch.setattr(asking.client, "ask", checker.ask)
    monkeypatch.setattr(asking.time, "monotonic", lambda: checker.now)
    read_here_for(0)
    return checker


@pytest.fixture(autouse=True)
def _asked_again_afterwards():
    yield
    read_here_for(0)


def test_once_one_waited_in_vain_others_are_answered_at_once(cold: Cold) -> None:
    assert not asking.answered(QUESTION, 2.0).is_complete
    asking.answered(QUESTION, 2.0)
    assert cold.waited == [2.0]


def test_a_checker_that_was_late_is_then_waited_for_but_briefly(cold: Cold) -> None:
    for _ in range(3):
        asking.answered(QUESTION, 2.0)
        cold.now += asking.AWAY
    assert cold.waited == [2.0, asking.BRIEFLY, asking.BRIEFLY]


def test_once_it_has_answered_it_is_waited_for_again(cold: Cold) -> None:
    asking.answered(QUESTION, 2.0)
    cold.now += asking.AWAY
    cold.has_loaded = True
    assert asking.answered(QUESTION, 2.0).is_complete
    asking.answered(QUESTION, 2.0)
    assert cold.waited == [2.0, asking.BRIEFLY, 2.0]
