"""The reply checker beside a live server: nobody waits for it, and it is back when it was killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comptoir.domain.wording.checker import client, place
from comptoir.domain.wording.checker.frames import CustomerQuestion
from tests.live import LiveDesk

pytestmark = pytest.mark.faults
MERCI = CustomerQuestion(body="Merci beaucoup !", language="fr")


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for a checker; the server and this process ask there."""
    path = tmp_path / "checker.sock"
    monkeypatch.setenv("COMPTOIR_CHECKER_SOCKET", str(path))
    yield path
    if place.is_taken(path):
        os.kill(_pid(path), signal.SIGKILL)


def test_a_server_answers_before_the_checker_is_warm_and_wakes_it(there: Path) -> None:
    """The issue: the server starts in less than five seconds and answers before dictionaries are there."""
    with LiveDesk(COMPTOIR_CHECKER_SOCKET=str(there)) as desk:
        desk.start()
        assert not (place.is_taken(there) and client.is_ready(0.2))
        _eventually(lambda: place.is_taken(there))
        _eventually(client.is_ready)
        assert client.ask(MERCI, 20.0) is not None


def test_a_killed_checker_is_started_by_who_asks_next_and_the_server_lives_on(there: Path) -> None:
    """Mission G8."""
    with LiveDesk(COMPTOIR_CHECKER_SOCKET=str(there)) as desk:
        desk.start()
        _eventually(lambda: client.ask(MERCI, 5.0))
        killed = _pid(there)
        os.kill(killed, signal.SIGKILL)
        _eventually(lambda: client.ask(MERCI, 5.0))
        assert _pid(there) != killed
        desk.wait_until_ready()


def _pid(path: Path) -> int:
    return int(path.with_name(f"{path.name}.lock").read_text().split()[0])


def _eventually(is_so: Callable[[], object], within: float = 90.0) -> None:
    until = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)
