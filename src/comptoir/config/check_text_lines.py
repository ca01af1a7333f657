"""Texts read by a charter, one after the other, as `comptoir check-text` is given them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, TextIO

from msgspec import structs

from comptoir.domain.charter.rules import Charter
from comptoir.domain.wording.because import because
from comptoir.domain.wording.checker.frames import CustomerQuestion, ReplyQuestion
from comptoir.domain.wording.checker.manner import manner_of
from comptoir.domain.wording.checker.reading import answer_to
from comptoir.domain.wording.rules import Judged, asked_at_most, judged, judged_by, levels_of
from comptoir.language.originals import as_read
from comptoir.language.rules import LANGUAGES, Moment

OF_CUSTOMERS = "hint"
"""The level of all that is found in customers' messages: it is told to the agent, and nothing is ever asked of them."""

AUTHORS = ("agent", "customer")
UNTOLD = frozenset(("unfilled",))
"""Clauses that answers to programs leave out: their list of clauses is fixed."""

Line = dict[str, Any]


class Unreadable(Exception):
    """Why a line says nothing that could be read."""


class Desk:
    """A charter, the audience that writes, the channel on which, the time at which, and the language in which they do ("" to tell
    it from each text).
    """

    def __init__(
        self,
        charter: Charter,
        audience: str,
        now: dt.datetime,
        words: Iterable[str] = (),
        *,
        channel: str = "",
        language: str = "",
    ) -> None:
        known = frozenset(as_read(word.strip()).lower() for word in words if word.strip())
        self._manner = manner_of(charter, audience, dict.fromkeys(LANGUAGES, known), channel)
        self._with_or_without_diacritics = {
            is_required: structs.replace(self._manner, diacritics_required=is_required) for is_required in (True, False)
        }
        self._levels = levels_of(charter, audience, channel)
        self._asked = asked_at_most(charter)
        self._language = language
        self._usual_language = charter.language
        self._now = now

    def reply(
        self, text: str, language: str = "", context: Mapping[str, Any] | None = None
    ) -> tuple[str, tuple[Judged, ...], list[str]]:
        """The language in which a reply was read, what was found in it, and the clauses that nobody looked at."""
        about = context or {}
        moment = Moment(
            now=self._now,
            is_first_reply=bool(about.get("first_reply", False)),
            agent_name=str(about.get("agent_name", "")),
            customer_text=_sendable(str(about.get("customer", ""))),
            topic=str(about.get("topic", "")),
        )
        manner = self._with_or_without_diacritics.get(about.get("diacritics_required"), self._manner)  # type: ignore[arg-type]
        question = ReplyQuestion(
            body=_sendable(text),
            manner=manner,
            moment=moment,
            language=_code(language or self._language),
            usual_language=self._usual_language,
        )
        answer = answer_to(question)
        return answer.language, judged_by(self._levels, answer.findings, self._asked), list(answer.silent)

    def message(self, text: str, language: str) -> tuple[Judged, ...]:
        """What was found in a customer's message."""
        language = _code(language or self._language)
        question = CustomerQuestion(body=_sendable(text), language=language, usual_language=self._usual_language)
        return tuple(judged(each, OF_CUSTOMERS) for each in answer_to(question).findings)


def answer_lines(desk: Desk, lines: Iterable[bytes], out: BinaryIO, complaints: TextIO) -> bool:
    """Answer each line with one, in order and at once; returns whether all could be read. What cannot is said and passed over."""
    is_whole = True
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        answer = _answer(desk, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)
        if "error" in answer:
            is_whole = False
            print(f"comptoir: line {number}: {answer['error']}", file=complaints)
        out.write(_bytes_of(answer) + b"\n")
        out.flush()
    return is_whole


def told(each: Judged) -> Line:
    """A finding in plain values. Places are code points of the text; a promise says when it is due, null when it does not say."""
    plain: Line = {
        "clause": each.clause,
        "level": each.level,
        "start": each.start,
        "end": each.end,
        "because": because(each),
        "fixes": [fix.text for fix in each.fixes],
    }
    return plain | {"due": each.due.isoformat() if each.due else None} if each.clause == "promise" else plain


def _answer(desk: Desk, raw: bytes) -> Line:
    line: Line = {}
    try:
        line = _line(raw)
        text, language, author = _text(line, "text"), _text(line, "lang", ""), _text(line, "author", "agent")
        if author not in AUTHORS:
            raise Unreadable(f"“author” should be one of: {', '.join(AUTHORS)}")
        context = _context(line)
        found = desk.message(text, language) if author == "customer" else desk.reply(text, language, context)[1]
        return {"id": line.get("id"), "findings": [told(each) for each in found if each.clause not in UNTOLD]}
    except Unreadable as why:
        return {"id": line.get("id"), "error": str(why)}
    except Exception as error:  # a text on which a rule stumbles must not cost the others their answers
        return {"id": line.get("id"), "error": f"the text could not be read ({type(error).__name__})"}


def _line(raw: bytes) -> Line:
    try:
        line = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise Unreadable("this is not a text in UTF-8") from None
    except (ValueError, RecursionError):
        raise Unreadable("this is not JSON") from None
    if not isinstance(line, dict):
        raise Unreadable("this is not a JSON object")
    return line


def _text(line: Line, name: str, otherwise: str | None = None) -> str:
    value = line.get(name)
    if value is None and otherwise is not None:
        return otherwise
    if not isinstance(value, str):
        raise Unreadable(f"“{name}” should be a text")
    return value


def _context(line: Line) -> Mapping[str, Any]:
    context = line.get("context") or {}
    if not isinstance(context, dict):
        raise Unreadable("“context” should be a JSON object")
    return context


def _code(language: str) -> str:
    """The language without its country."""
    return language.replace("_", "-").partition("-")[0].strip().lower()


def _sendable(text: str) -> str:
    """The text with a question mark for each half of a sign, which is nothing to read; every place stays."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _bytes_of(answer: Line) -> bytes:
    try:
        return json.dumps(answer, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:  # an id with half a sign
        return json.dumps(answer).encode("utf-8")
