"""What is asked of the checker and what it answers; on the wire, JSON behind four bytes that say how long it is.

Every frame may carry somebody's words: none is ever logged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from comptoir.domain.wording.checker.manner import Manner
from comptoir.language.findings import Finding
from comptoir.language.rules import Moment

LARGEST = 2 * 1024 * 1024
"""Bytes of a frame. Who announces more is sent away."""

LONGEST_BODY = 100_000
"""Characters of a text that is read."""

HEAD = 4
"""Bytes that say how many follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyQuestion:
    """How does this reply stand? `language` "" is told from the text, and `usual_language` counts where that is too short.

    `key` says whose draft it is: a newer question of the same key drops one that still waits, which then has no answer.
    It is a draft being typed, answered at once: not complete where Grammalecte has yet to read a sentence, which it then does.
    Nothing is dropped or put off under the key "": so ask for what is being sent.
    """

    body: str
    manner: Manner
    moment: Moment
    language: str = ""
    usual_language: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerQuestion:
    """How does this customer's message read? `language`, `usual_language` and `key` as for replies."""

    body: str
    language: str = ""
    usual_language: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReadyQuestion:
    """Is everything loaded? Answered at once; `is_complete` says so."""


Question = ReplyQuestion | CustomerQuestion | ReadyQuestion


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The language in which a text was read, and what was found.

    `silent` names clauses that were asked for and that nobody looked at; without them the answer is still complete.
    """

    language: str = ""
    findings: tuple[Finding, ...] = ()
    is_complete: bool = True
    silent: tuple[str, ...] = ()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question on the wire, the `n`th of its connection. A manner that was sent before is named by its digest alone."""

    n: int
    kind: Literal["reply", "customer", "ready"]
    release: str
    key: str = ""
    body: str = ""
    language: str = ""
    usual_language: str = ""
    moment: Moment | None = None
    manner_name: str = ""
    manner: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to the `n`th question, or in a word why there is none."""

    n: int = 0
    answer: Answer | None = None
    error: Literal["", "malformed", "unknown_manner", "other_release", "superseded", "busy", "failed"] = ""


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


# Made here, once, by the thread that imports: two threads must not meet a shape at the same moment (see foundation/shapes.py).
encoded = msgspec.json.Encoder(
    enc_hook=_plain, order="deterministic"
).encode  # for `digest`: sets have no order of their own
read_asked = msgspec.json.Decoder(Asked).decode
read_answered = msgspec.json.Decoder(Answered).decode
read_manner = msgspec.json.Decoder(Manner).decode


def framed(message: Asked | Answered) -> bytes:
    """The message as it goes over the wire. Raises `UnicodeEncodeError` for texts that are none."""
    payload = encoded(message)
    return len(payload).to_bytes(HEAD, "big") + payload


def digest(manner: bytes) -> str:
    """The name of a manner: the same for the same one, in every process."""
    return hashlib.blake2b(manner, digest_size=16).hexdigest()


@cache
def release() -> str:
    """Which code this process reads with: another for every change of a rule or a lexicon."""
    return release_on_disk()


def release_on_disk() -> str:
    """Which code a process that starts now would read with."""
    folders = (Path(__file__).parents[3] / "language", Path(__file__).parent)
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if path.suffix in {".py", ".txt"})
    seen = ((path, path.stat()) for path in files if "tests" not in path.parts)
    marks = "".join(f"{path}{found.st_mtime_ns}{found.st_size}" for path, found in seen)
    return hashlib.blake2b(marks.encode(), digest_size=8).hexdigest()
