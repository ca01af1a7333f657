"""How long a typed draft waits for the reply checker: a process of its own on one core, asked twenty times a second.

    python -m bench checker

Beside the time of each answer stands the processor's time that the checker took for it (with Grammalecte's), which a busy
machine lengthens less.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.desk import SERVER_CORE, use_load_core
from bench.figures import Figure, percentile
from comptoir.domain.charter.rules import parse
from comptoir.domain.wording.checker import client
from comptoir.domain.wording.checker.frames import ReplyQuestion
from comptoir.domain.wording.checker.manner import manner_of
from comptoir.language.rules import LANGUAGES, Moment

ROOT = Path(__file__).resolve().parent.parent
NOW = dt.datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
PER_SECOND, DRAFTS, LETTERS = 20, 200, 300
PATIENCE = 10.0
BURST = 8
TICKS = os.sysconf("SC_CLK_TCK")


def run() -> Figure:
    """The worst of all goals that were missed, or else p95 of new drafts in the slowest language."""
    use_load_core()
    new, again, sent, last = [], [], [], []
    with _checker() as pid:
        for language in LANGUAGES:
            desk = _Desk(language, pid)
            new.append(desk.paced("new", _drafts(language), key="typed"))
            again.append(desk.paced("one sentence changed", _changed(language), key="typed"))
            sent.append(desk.paced("new, sent at once", _drafts(language, "sent"), key=""))
            last.append(desk.burst(_drafts(language, "burst")[:BURST]))
        memory = Figure("checker_memory", _megabytes(pid), "MB", goal=700, more_is_better=False)
    figures = [
        Figure("checker", max(new), "ms", goal=30, more_is_better=False),
        Figure("checker_again", max(again), "ms", goal=2, more_is_better=False),
        Figure("checker_sent", max(sent), "ms", goal=100, more_is_better=False),
        Figure("checker_superseded", max(last), "ms", goal=60, more_is_better=False),
        memory,
    ]
    for figure in figures[::-1]:
        figure.tell()
    return next((figure for figure in figures if not figure.held), figures[0])


@contextmanager
def _checker() -> Iterator[int]:
    """A checker on the server's core that has loaded everything; its process."""
    folder = Path(tempfile.mkdtemp(prefix="comptoir-bench-"))
    os.environ["COMPTOIR_CHECKER_SOCKET"] = str(folder / "checker.sock")
    command = ["taskset", "-c", str(SERVER_CORE), sys.executable, "-m", "comptoir.config.command", "checker"]
    started = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        while not (folder / "checker.sock").exists() or not client.is_ready(1.0):
            time.sleep(0.05)
        print(f"  warm after {time.monotonic() - started:.1f} s", flush=True)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


class _Desk:
    """Who writes in a language, and asks the checker of this process."""

    def __init__(self, language: str, pid: int) -> None:
        charter = parse((ROOT / "charters" / "jeweller.toml").read_text(encoding="utf-8"))
        self._language, self._pid, self._manner = language, pid, manner_of(charter, "ambassador")

    def paced(self, kind: str, drafts: list[str], key: str) -> float:
        """p95 in milliseconds, from the scheduled moment to the answer."""
        taken, first, used = [], time.perf_counter(), _processor_ms(self._pid)
        for number, body in enumerate(drafts):
            scheduled = first + number / PER_SECOND
            time.sleep(max(0.0, scheduled - time.perf_counter()))
            assert client.ask(self._question(body, key), PATIENCE) is not None
            taken.append((time.perf_counter() - scheduled) * 1000)
        each, p95 = (_processor_ms(self._pid) - used) / len(drafts), percentile(taken, 0.95)
        spread = f"least {min(taken):.1f}, p50 {percentile(taken, 0.5):.1f}, p95 {p95:.1f}, longest {max(taken):.1f} ms"
        print(f"  {self._language} {kind}: {spread}, processor {each:.1f} ms", flush=True)
        return p95

    def burst(self, drafts: list[str]) -> float:
        """Milliseconds for which the newest of drafts waits that came at once: the others are dropped."""
        with ThreadPoolExecutor(len(drafts)) as pool:
            older = [pool.submit(client.ask, self._question(body, "typed"), PATIENCE) for body in drafts[:-1]]
            time.sleep(0.005)
            started = time.perf_counter()
            assert client.ask(self._question(drafts[-1], "typed"), PATIENCE) is not None
            waited = (time.perf_counter() - started) * 1000
            dropped = sum(answer.result() is None for answer in older)
        print(
            f"  {self._language} {len(drafts)} at once: {dropped} dropped, the newest after {waited:.1f} ms", flush=True
        )
        return waited

    def _question(self, body: str, key: str) -> ReplyQuestion:
        moment = Moment(NOW)
        return ReplyQuestion(body=body, manner=self._manner, moment=moment, usual_language=self._language, key=key)


def _drafts(language: str, which: str = "") -> list[str]:
    """Drafts of labelled sentences, each another."""
    sentences, chance = _sentences(language), random.Random(language + which)
    return [" ".join(chance.sample(sentences, 12))[:LETTERS] for _ in range(DRAFTS)]


def _changed(language: str) -> list[str]:
    """One draft, of which another sentence takes the place of the second from time to time."""
    sentences, chance = _sentences(language), random.Random(language + "changed")
    first, *rest = chance.sample([each for each in sentences if 30 < len(each) < 90], 5)
    return [" ".join((first, f"{chance.choice(sentences)[:80]} {number}.", *rest)) for number in range(DRAFTS)]


def _sentences(language: str) -> list[str]:
    lines = (ROOT / "tests" / "language" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [line["text"] for line in map(json.loads, lines) if line["author"] == "agent"]


def _family(pid: int) -> list[Path]:
    """The checker and the processes it started."""
    children = (found.read_text().split() for found in Path(f"/proc/{pid}/task").glob("*/children"))
    return [Path("/proc") / each for each in {str(pid), *(child for found in children for child in found)}]


def _megabytes(pid: int) -> float:
    """What they hold."""
    held = [(each / "smaps_rollup").read_text().split("Pss:")[1].split()[0] for each in _family(pid)]
    return sum(map(int, held)) / 1024


def _processor_ms(pid: int) -> float:
    """How long they have computed."""
    spent = [(each / "stat").read_text().rpartition(")")[2].split()[11:13] for each in _family(pid)]
    return sum(int(ticks) for each in spent for ticks in each) * 1000 / TICKS
