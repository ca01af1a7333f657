"""One checker a host: started by who first asks, gone when nobody does, and killed without harm."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from comptoir.domain.wording.checker import client, place, server
from comptoir.domain.wording.checker.frames import CustomerQuestion, ReadyQuestion, ReplyQuestion
from comptoir.domain.wording.checker.manner import Manner
from comptoir.domain.wording.checker.tests.conftest import Place, eventually
from comptoir.language.rules import Moment

SOURCE = Path(server.__file__).parents[4]
SLOWLY = 20.0
"""Seconds that a machine at its limits may take to start a process."""
MERCI = CustomerQuestion(body="Merci beaucoup !", language="fr")
NOW = dt.datetime(2026, 3, 11, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def test_the_process_imports_no_django() -> None:
    ask = (
        "import sys; from comptoir.domain.wording.checker import client, reader, reading, server;"
        "reading.warm('fr'); sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", ask], check=False, env=_environment(), timeout=120).returncode == 0


def test_the_first_question_starts_it_and_is_answered(checker: Place) -> None:
    answer = client.ask(MERCI, SLOWLY)
    assert answer is not None
    assert [found.clause for found in answer.findings] == ["thanks"]
    assert stat.S_IMODE(checker.socket.stat().st_mode) == 0o600


def test_waking_it_waits_for_nothing(checker: Place) -> None:
    before = time.monotonic()
    client.wake()
    assert time.monotonic() - before < 1.0
    eventually(lambda: client.ask(ReadyQuestion(), 1.0))


def test_who_comes_second_finds_the_place_taken(checker: Place) -> None:
    assert client.ask(ReadyQuestion(), SLOWLY) is not None
    second = subprocess.run(
        [sys.executable, "-m", server.__name__, "--socket", str(checker.socket)],
        check=False,
        env=_environment(),
        timeout=60,
    )
    assert second.returncode == server.TAKEN
    assert client.ask(MERCI, SLOWLY) is not None


def test_many_who_want_one_at_once_have_one_together(checker: Place) -> None:
    answers = []
    asking = [threading.Thread(target=lambda: answers.append(client.ask(MERCI, SLOWLY))) for _ in range(8)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert len(answers) == 8
    assert None not in answers


def test_killed_in_the_middle_of_a_question_it_leaves_no_answer_and_the_next_one_has_one(checker: Place) -> None:
    """Mission G8: nobody waits for who is dead."""
    assert client.ask(MERCI, SLOWLY) is not None
    os.kill(checker.pid, signal.SIGSTOP)
    answers: list[object] = []
    asking = threading.Thread(target=lambda: answers.append(client.ask(MERCI, 5.0)))
    before = time.monotonic()
    asking.start()
    os.kill(checker.pid, signal.SIGKILL)
    asking.join()
    assert time.monotonic() - before < 5.5
    eventually(lambda: client.ask(MERCI, SLOWLY))


def test_who_does_not_answer_in_time_is_not_waited_for(checker: Place) -> None:
    assert client.ask(MERCI, SLOWLY) is not None
    os.kill(checker.pid, signal.SIGSTOP)
    before = time.monotonic()
    assert client.ask(MERCI, 0.2) is None
    assert time.monotonic() - before < 1.0
    os.kill(checker.pid, signal.SIGCONT)
    assert client.ask(MERCI, SLOWLY) is not None


def test_it_ends_when_the_last_client_has_left(tmp_path: Path) -> None:
    path = tmp_path / "checker.sock"
    command = [sys.executable, "-m", server.__name__, "--socket", str(path), "--idle", "0.3"]
    with subprocess.Popen(command, env=_environment(), stderr=subprocess.DEVNULL) as process:
        assert process.wait(60) == 0
    assert not path.exists()


def test_a_checker_of_yesterday_makes_way(checker: Place) -> None:
    """Nobody is read by rules that were changed."""
    with _elsewhere(checker) as (code, yesterday):
        (code / "comptoir/language/lexicons/fr/thanks.txt").touch()
        answer = client.ask(MERCI, SLOWLY)
        assert yesterday.wait(60) == 0
    assert answer is not None
    assert checker.pid != yesterday.pid


def test_who_asks_with_code_of_yesterday_is_answered(checker: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that runs on after an upgrade is no reason to start a checker again and again."""
    monkeypatch.setattr(client, "release", lambda: "yesterday")
    with _elsewhere(checker) as (_, today):
        assert client.ask(MERCI, SLOWLY) is not None
        assert client.ask(MERCI, SLOWLY) is not None
        assert checker.pid == today.pid
        today.kill()


def test_what_cannot_be_started_is_not_started_with_every_question(
    checker: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setattr(sys, "executable", "/bin/false")
    monkeypatch.setattr(subprocess, "Popen", _counted(subprocess.Popen, started))
    for _ in range(5):
        assert client.ask(MERCI, 0.2) is None
    assert len(started) == 1


def test_an_operator_may_want_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_CHECKER_SOCKET", place.OFF)
    assert client.ask(MERCI, 5.0) is None
    assert not client.is_ready()


def test_a_place_that_another_host_has_is_waited_for_by_nobody(
    checker: Place, caplog: pytest.LogCaptureFixture
) -> None:
    held = place.lock(checker.socket)
    assert held is not None
    os.write(held, b"1 another-host\n")
    before = time.monotonic()
    assert client.ask(MERCI, 5.0) is None
    assert client.ask(MERCI, 5.0) is None
    assert time.monotonic() - before < 2.0
    assert caplog.text.count("COMPTOIR_CHECKER_SOCKET") == 1
    os.close(held)


def test_a_text_that_is_never_read_to_its_end_costs_the_process_and_not_the_others(checker: Place) -> None:
    never = (
        "import time; from comptoir.domain.wording.checker import reading, server;"
        "reading.answer_to = lambda question: time.sleep(600); server.LONGEST_READING = server._LOOK = 0.1;"
        f"server.serve(server.Path({str(checker.socket)!r}), None)"
    )
    with subprocess.Popen([sys.executable, "-c", never], env=_environment(), stderr=subprocess.DEVNULL) as stuck:
        eventually(lambda: _listens(checker))
        assert client.ask(MERCI, SLOWLY) is None
        assert stuck.wait(60) == os.EX_SOFTWARE
    eventually(lambda: client.ask(MERCI, SLOWLY))


def test_a_path_longer_than_sockets_take_is_no_obstacle(checker: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = Place(checker.folder / ("d" * 120))
    monkeypatch.setenv("COMPTOIR_CHECKER_SOCKET", str(deep.socket))
    assert client.ask(MERCI, SLOWLY) is not None
    deep.kill()


def test_half_a_sign_is_read_as_a_question_mark(lasting_checker: Place) -> None:
    answer = client.ask(CustomerQuestion(body="\ud83d Merci", language="fr"), SLOWLY)
    assert answer is not None
    assert [(found.clause, found.start) for found in answer.findings] == [("thanks", 2)]


def test_a_reply_is_read_in_the_language_it_is_in_and_no_word_of_it_is_written_down(lasting_checker: Place) -> None:
    draft = "Bonjour, votre comande est partie hier, je vous rappelle demain."
    question = ReplyQuestion(body=draft, manner=Manner(), moment=Moment(NOW), usual_language="en")
    answer = client.ask(question, 60.0)
    assert answer is not None
    assert answer.language == "fr"
    assert [draft[found.start : found.end] for found in answer.findings if found.clause == "spelling"] == ["comande"]
    assert answer.findings[-1].due == dt.date(2026, 3, 12)
    assert "comande" not in lasting_checker.log.read_text()


def test_a_manner_is_sent_once(lasting_checker: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []
    monkeypatch.setattr(client, "framed", lambda asked: sent.append(asked) or _framed(asked))
    manner = Manner(known_words={"fr": frozenset(("ondine",))})
    for _ in range(3):
        assert client.ask(ReplyQuestion(body="Bonjour.", manner=manner, moment=Moment(NOW), language="fr"), 60.0)
    assert [bool(asked.manner) for asked in sent] == [False, True, False, False]


def test_a_line_that_died_while_nobody_asked_costs_no_answer(checker: Place) -> None:
    assert client.ask(MERCI, SLOWLY) is not None
    checker.kill()
    eventually(lambda: client.ask(MERCI, SLOWLY))


def test_a_socket_file_left_behind_is_nobody(checker: Place) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(checker.socket))
    assert client.ask(MERCI, SLOWLY) is not None


_framed = client.framed


def _counted(popen: type, started: list[object]) -> object:
    def start(*arguments: object, **named: object) -> object:
        started.append(arguments)
        return popen(*arguments, **named)

    return start


def _environment(package: Path | None = None) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(package or SOURCE)}


@contextmanager
def _elsewhere(there: Place) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """A checker that runs from a copy of the code, and the copy."""
    code = there.folder / "code"
    for part in ("language", "domain/wording/checker"):
        shutil.copytree(SOURCE / "comptoir" / part, code / "comptoir" / part, ignore=shutil.ignore_patterns("tests"))
    for package in ("", "domain", "domain/wording"):
        (code / "comptoir" / package / "__init__.py").touch()
    command = [sys.executable, "-m", server.__name__, "--socket", str(there.socket)]
    with subprocess.Popen(command, env=_environment(code), cwd=code, stderr=subprocess.DEVNULL) as process:
        eventually(lambda: _listens(there))
        yield code, process


def _listens(there: Place) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(str(there.socket)) == 0
