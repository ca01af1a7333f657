"""How long a typed draft waits for the reply checker: a process of its own on one core, asked twenty times a second."""

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
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.desk import SERVER_CORE, use_load_core
from bench.figures import Figure, percentile
from comptoir.domain.charter.rules import parse
from comptoir.domain.wording.checker import client
from comptoir.domain.wording.checker.frames import ReplyQuestion
from comptoir.domain.wording.checker.manner import Manner, manner_of
from comptoir.language.rules import LANGUAGES, Moment

ROOT = Path(__file__).resolve().parent.parent
NOW = dt.datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
PER_SECOND, DRAFTS, LETTERS = 20, 200, 300
PATIENCE = 10.0


def run() -> Figure:
    """p95 of new drafts in the slowest language (goal 30 ms); drafts of which a sentence changed (2 ms) and memory are told beside it."""
    use_load_core()
    charter = parse((ROOT / "charters" / "jeweller.toml").read_text(encoding="utf-8"))
    manner = manner_of(charter, "ambassador")
    new, again = [], []
    with _checker() as pid:
        for language in LANGUAGES:
            drafts = _drafts(language)
            new.append(_paced(language, "new", drafts, manner))
            changed = [f"{drafts[0]} Voilà {number}." for number in range(DRAFTS)]
            again.append(_paced(language, "one sentence changed", changed, manner))
        Figure("checker_memory", _megabytes(pid), "MB", goal=700, more_is_better=False).tell()
    Figure("checker_again", max(again), "ms", goal=2, more_is_better=False).tell()
    return Figure("checker", max(new), "ms", goal=30, more_is_better=False).tell()


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


def _drafts(language: str) -> list[str]:
    """Drafts of labelled sentences, each another."""
    lines = (ROOT / "tests" / "language" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    sentences = [line["text"] for line in map(json.loads, lines) if line["author"] == "agent"]
    chance = random.Random(language)
    return [" ".join(chance.sample(sentences, 12))[:LETTERS] for _ in range(DRAFTS)]


def _paced(language: str, kind: str, drafts: list[str], manner: Manner) -> float:
    """p95 in milliseconds, from the scheduled moment to the answer."""
    taken, first = [], time.perf_counter()
    for number, body in enumerate(drafts):
        scheduled = first + number / PER_SECOND
        time.sleep(max(0.0, scheduled - time.perf_counter()))
        question = ReplyQuestion(body=body, manner=manner, moment=Moment(NOW), usual_language=language)
        assert client.ask(question, PATIENCE) is not None
        taken.append((time.perf_counter() - scheduled) * 1000)
    p50, p95 = percentile(taken, 0.5), percentile(taken, 0.95)
    print(f"  {language} {kind}: p50 {p50:.1f}, p95 {p95:.1f}, longest {max(taken):.1f} ms", flush=True)
    return p95


def _megabytes(pid: int) -> float:
    """What the checker and the processes it started hold."""
    children = (found.read_text().split() for found in Path(f"/proc/{pid}/task").glob("*/children"))
    every = {str(pid), *(child for found in children for child in found)}
    held = [Path(f"/proc/{each}/smaps_rollup").read_text().split("Pss:")[1].split()[0] for each in every]
    return sum(map(int, held)) / 1024
