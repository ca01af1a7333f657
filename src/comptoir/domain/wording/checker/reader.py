"""The thread that reads. It loads the languages first; a question that comes meanwhile goes before the next of them.

What was put off in a draft is read when nothing else waits, a sentence at a time, unless a newer draft has come.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections import OrderedDict

from comptoir.domain.wording.checker.faults import without_words
from comptoir.domain.wording.checker.frames import Answer, Answered, CustomerQuestion, ReplyQuestion
from comptoir.domain.wording.checker.queue import Queue, Waiting
from comptoir.language.rules import LANGUAGES

log = logging.getLogger("comptoir.checker")

_FOR_THE_FIRST = 0.2
"""Seconds for which the first question is waited for before anything is loaded: who starts the checker has one."""
_SOON_READ = 2000
"""Letters of a draft that may be read at once."""
_FEW_NEW = 20
"""Words that are new in such a draft."""
_DRAFTS_AT_MOST = 256
_RARELY = 20_000
_FAULTS_TOLD = 50
"""So many faults are written to the log; the same fault may come with every draft."""


def spare_what_is_loaded() -> None:
    """Let the collector of garbage leave alone what was loaded, which stays; and seldom look at the rest, of which a text leaves little."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_RARELY, *gc.get_threshold()[1:])


class Reader:
    """Answers what waits in a queue."""

    def __init__(self, queue: Queue) -> None:
        self.is_warm = False
        self.queue = queue
        self._since: float | None = None
        self._faults = 0
        self._turn = threading.Lock()
        """Held by whoever reads a text, or loads."""
        self._put_off: dict[str, list[str]] = {}
        """Sentences of drafts, by the draft's key."""
        self._lately: OrderedDict[str, frozenset[str]] = OrderedDict()
        """The words of a draft when it was read last, by its key."""

    def start(self) -> None:
        """Begin, on a thread of its own."""
        threading.Thread(target=self._read, name="reader", daemon=True).start()

    def busy_for(self) -> float:
        """Seconds for which it has been at one question."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def answered(self, question: ReplyQuestion | CustomerQuestion) -> Answer | None:
        """The answer where it is a matter of a moment, for who must not wait long: to a draft of which little changed.

        None where it is not, where others wait, or where a text is being read.
        """
        if not (self.is_warm and self._is_familiar(question) and self.queue.is_empty()):
            return None
        if not self._turn.acquire(blocking=False):
            return None
        self._since = time.monotonic()
        try:
            return self._answer_to(question)
        except Exception as error:
            self._report(error)
            return None  # it is read once more, and fails there
        finally:
            self._since = None
            self._turn.release()

    def _is_familiar(self, question: ReplyQuestion | CustomerQuestion) -> bool:
        known = self._lately.get(question.key) if isinstance(question, ReplyQuestion) else None
        if known is None or len(question.body) > _SOON_READ:
            return False
        words = question.body.split()
        return sum(word not in known for word in words) <= _FEW_NEW

    def _read(self) -> None:
        started, to_load = time.monotonic(), list(LANGUAGES)
        while True:
            is_idle = not to_load and not self._put_off
            waiting = self.queue.take(None if is_idle else _FOR_THE_FIRST if len(to_load) == len(LANGUAGES) else 0.0)
            if waiting:
                self._answer(waiting)
            elif self._put_off:
                self._read_further()
            elif to_load:
                self._load(to_load.pop(0))
                if not to_load:
                    self._settle(started)
            elif self.queue.is_closed:
                return

    def _load(self, language: str) -> None:
        from comptoir.domain.wording.checker.reading import warm

        try:
            with self._turn:
                warm(language)
        except Exception as error:
            self._report(error)

    def _settle(self, started: float) -> None:
        spare_what_is_loaded()
        self.is_warm = True
        log.info("warm after %.1f s", time.monotonic() - started)

    def _answer(self, waiting: Waiting) -> None:
        self._since = time.monotonic()
        try:
            with self._turn:
                answer = self._answer_to(waiting.question)
            waiting.tell(Answered(n=waiting.n, answer=answer))
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
        self._lately[question.key] = frozenset(question.body[:_SOON_READ].split())
        self._lately.move_to_end(question.key)
        if len(self._lately) > _DRAFTS_AT_MOST:
            self._lately.popitem(last=False)
        self._put_off.pop(question.key, None)
        if unread:
            self._put_off[question.key] = unread
            self.queue.wake()
        return answer

    def _read_further(self) -> None:
        """One sentence of those put off, of whoever waits longest."""
        from comptoir.domain.wording.checker.reading import read_further

        with self._turn:
            key = next(iter(self._put_off), None)
            if key is None:
                return  # a newer draft has come
            sentence = self._put_off[key].pop(0)
            if not self._put_off[key]:
                del self._put_off[key]
        self._since = time.monotonic()
        try:
            read_further(sentence)
        except Exception as error:
            self._report(error)
        finally:
            self._since = None

    def _report(self, error: Exception) -> None:
        self._faults += 1
        if self._faults <= _FAULTS_TOLD:
            log.error(without_words(error))
