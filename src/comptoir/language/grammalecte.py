"""French grammar by Grammalecte, where a system has it (Debian: `python3-grammalecte`), behind a process of its own.

The process is started when French is first read, ends with this one, and is started anew a while after it died or
took too long. Without it nothing is found here, and the tables of `grammars/` stand alone.

It takes ten times as long as all else that reads a sentence. Who cannot wait, reads within `putting_off` and asks later.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from comptoir.language.memory import Memory

SYSTEM_FOLDER = Path("/usr/lib/python3/dist-packages/grammalecte")
LONGEST_READ = 1000
"""Characters: what is longer is no sentence."""
START_WITHIN = 10.0
"""Seconds to load; who asks first waits for it."""
ANSWER_WITHIN = 1.0
"""Seconds for a sentence, of which it usually takes a few thousandths."""
REST = 30.0
"""Seconds without it after it died or took too long."""
_LINES = str.maketrans("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " " * 10)
"""It cuts paragraphs there, and counts from each anew."""
_MOST_REMEMBERED = 2048
_PROCESS = Path(__file__).with_name("grammalecte_process.py")

Error = tuple[int, int, str, str, str, tuple[str, ...]]
"""Start, end, type, rule, message, suggestions."""


_here = threading.local()


@contextmanager
def putting_off() -> Iterator[list[str]]:
    """Nobody in this thread waits for it meanwhile: the sentences that it has yet to read are gathered, and nothing is found in them."""
    _here.unread = unread = list[str]()
    try:
        yield unread
    finally:
        _here.unread = None


def put_off() -> int:
    """How many sentences were put off so far, within `putting_off`."""
    return len(getattr(_here, "unread", None) or ())


class Silent(Exception):
    """It died, or did not answer in time."""


@cache
def folder() -> Path | None:
    """Where Grammalecte is installed, if it is: COMPTOIR_GRAMMALECTE may name another folder, or say "off"."""
    wanted = os.environ.get("COMPTOIR_GRAMMALECTE", "")
    if wanted == "off":
        return None
    package = None if wanted else find_spec("grammalecte")
    places = [Path(each) for each in (package.submodule_search_locations or ())] if package else []
    places += [Path(wanted)] if wanted else [SYSTEM_FOLDER]
    return next((place for place in places if (place / "fr" / "gc_engine.py").is_file()), None)


class Grammalecte:
    """A running Grammalecte, or one that will run. Any thread may ask; one question is answered at a time."""

    def __init__(self, at: Path) -> None:
        self.generation = 0
        """Changes when it comes or goes: what was found in its absence is not what it would find."""
        self._at = at
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._rests_until = 0.0
        self._known = Memory[list[Error]](_MOST_REMEMBERED)
        self._asked = 0
        self._heard = b""

    def errors(self, sentence: str) -> list[Error]:
        """What it says of a sentence; nothing while it rests or is put off, and of what is too long to be one."""
        if len(sentence) > LONGEST_READ or "\0" in sentence:
            return []
        known = self._known.kept(sentence)
        if known is not None or self._rests():
            return known or []
        unread: list[str] | None = getattr(_here, "unread", None)
        if unread is not None:
            unread.append(sentence)
            return []
        return self._asked_for(sentence)

    @property
    def process_id(self) -> int | None:
        """That of its process, while it runs."""
        return self._process.pid if self._process else None

    def is_due(self) -> bool:
        """Whether it is down and has rested long enough to be asked again."""
        return self._process is None and not self._rests()

    def close(self) -> None:
        """End its process."""
        with self._lock:
            self._ended()

    def _rests(self) -> bool:
        return self._process is None and time.monotonic() < self._rests_until

    def _asked_for(self, sentence: str) -> list[Error]:
        with self._lock:
            if self._rests():
                return []
            try:
                found = self._answer(self._process or self._started(), sentence.translate(_LINES))
            except (Silent, OSError, ValueError):
                self._given_up()
                return []
        self._known.keep(sentence, found)
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-I", str(_PROCESS), str(self._at)]
        self._heard = b""
        self._process = subprocess.Popen(  # noqa: S603  # our own file, and the folder that was found
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._line(self._process, START_WITHIN)
        self.generation += 1
        return self._process

    def _answer(self, process: subprocess.Popen[bytes], sentence: str) -> list[Error]:
        self._asked += 1
        if process.stdin is None:
            raise Silent
        process.stdin.write(json.dumps({"id": self._asked, "text": sentence}).encode() + b"\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line(process, ANSWER_WITHIN))
        if answer.get("id") != self._asked:
            raise Silent
        return [(*each[:5], tuple(each[5])) for each in answer["errors"]]

    def _line(self, process: subprocess.Popen[bytes], within: float) -> bytes:
        """What it says next, or `Silent` when it does not within so many seconds."""
        last = time.monotonic() + within
        if process.stdout is None:
            raise Silent
        while b"\n" not in self._heard:
            ready, _, _ = select.select([process.stdout], [], [], max(0.0, last - time.monotonic()))
            more = os.read(process.stdout.fileno(), 65536) if ready else b""
            if not more:
                raise Silent
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return line

    def _given_up(self) -> None:
        self._ended()
        self.generation += 1
        self._rests_until = time.monotonic() + REST

    def _ended(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # words that it will never read
                if stream:
                    stream.close()


@cache
def running() -> Grammalecte | None:
    """The one of this process, if it is installed."""
    place = folder()
    return Grammalecte(place) if place else None
