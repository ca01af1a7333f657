"""The thread that reads. It loads the languages first; a question that comes meanwhile goes before the next of them.

What was put off in a draft is read when nothing else waits, a sentence at a time, unless a newer draft has come.
"""

from __future__ import annotations

import gc
import logging
import threading
import time

from comptoir.domain.wording.checker.faults import without_words
from comptoir.domain.wording.checker.frames import Answer, Answered, CustomerQuestion, ReplyQuestion
from comptoir.domain.wording.checker.queue import Queue, Waiting
from comptoir.language.rules import LANGUAGES

log = logging.getLogger("comptoir.checker")

_FOR_THE_FIRST = 0.2
"""Seconds for which the first question is waited for before anything is loaded: who starts the checker has one."""
_FAULTS_TOLD = 50
"""So many faults are written to the log; the same fault may come with every draft."""


class Reader:
    """Answers what waits in a queue."""

    def __init__(self, queue: Queue) -> None:
        self.is_warm = False
        self._queue = queue
        self._since: float | None = None
        self._faults = 0
        self._put_off: dict[str, list[str]] = {}
        """Sentences of drafts, by the draft's key."""

    def start(self) -> None:
        """Begin, on a thread of its own."""
        threading.Thread(target=self._read, name="reader", daemon=True).start()

    def busy_for(self) -> float:
        """Seconds for which it has been at one question."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def _read(self) -> None:
        started, to_load = time.monotonic(), list(LANGUAGES)
        while True:
            is_idle = not to_load and not self._put_off
            waiting = self._queue.take(None if is_idle else _FOR_THE_FIRST if len(to_load) == len(LANGUAGES) else 0.0)
            if waiting:
                self._answer(waiting)
            elif self._put_off:
                self._read_further()
            elif to_load:
                self._load(to_load.pop(0))
                if not to_load:
                    self._settle(started)
            else:
                return

    def _load(self, language: str) -> None:
        from comptoir.domain.wording.checker.reading import warm

        try:
            warm(language)
        except Exception as error:
            self._report(error)

    def _settle(self, started: float) -> None:
        gc.collect()
        gc.freeze()  # what was loaded stays, and need not be walked through again
        self.is_warm = True
        log.info("warm after %.1f s", time.monotonic() - started)

    def _answer(self, waiting: Waiting) -> None:
        self._since = time.monotonic()
        try:
            waiting.tell(Answered(n=waiting.n, answer=self._answer_to(waiting.question)))
        except Exception as error:
            self._report(error)
            waiting.tell(Answered(n=waiting.n, error="failed"))
        finally:
            self._since = None

    def _answer_to(self, question: ReplyQuestion | CustomerQuestion) -> Answer:
        from comptoir.domain.wording.checker.reading import answer_soon, answer_to

        if isinstance(question, CustomerQuestion) or not question.key:
            return answer_to(question)
        answer, unread = answer_soon(question)
        self._put_off.pop(question.key, None)
        if unread:
            self._put_off[question.key] = unread
        return answer

    def _read_further(self) -> None:
        """One sentence of those put off, of whoever waits longest."""
        from comptoir.domain.wording.checker.reading import read_further

        key = next(iter(self._put_off))
        sentences = self._put_off[key]
        self._since = time.monotonic()
        try:
            read_further(sentences.pop(0))
        except Exception as error:
            self._report(error)
        finally:
            self._since = None
        if not sentences:
            del self._put_off[key]

    def _report(self, error: Exception) -> None:
        self._faults += 1
        if self._faults <= _FAULTS_TOLD:
            log.error(without_words(error))
