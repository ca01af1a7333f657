"""A checker that answers here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comptoir.domain.wording.checker.frames import Answer, CustomerQuestion, ReplyQuestion
from comptoir.domain.wording.checker.reading import answer_to
from comptoir.domain.wording.queries import asking, read_here_for


class Checker:
    """Answers as the checker's process does, and remembers what it was asked. `is_away` while it does not answer."""

    def __init__(self) -> None:
        self.asked: list[ReplyQuestion | CustomerQuestion] = []
        self.is_away = False

    def ask(self, question: ReplyQuestion | CustomerQuestion, within: float) -> Answer | None:
        """As `client.ask`."""
        self.asked.append(question)
        return None if self.is_away else answer_to(question)


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Checker]:
    """The checker, in this process."""
    here = Checker()
    monkeypatch.setattr(asking.client, "ask", here.ask)
    read_here_for(0)
    yield here
    read_here_for(0)
