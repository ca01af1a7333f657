"""A quiz as it is written: plain text, a block for each question, a mark at the beginning of each line.

? a question        ( ) (x)  answers, of which one is right       ! why, told afterwards
if: offers          [ ] [x]  answers, of which several may be     > what the customer has said
first: yes          1. 2.    answers in their right order         ~ a reply to mend      = words that stay in it
                    +        one way to mend the reply        # a reply with faults  = the clauses of its faults
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from comptoir.language.findings import REPLY_CLAUSES

QUESTIONS_AT_MOST = 60
OPTIONS_AT_MOST = 8
_MARK = re.compile(r"(\?|\( ?\)|\([xX]\)|\[ ?\]|\[[xX]\]|\d{1,2}\.|[!>~#=+])(?:\s+(.*))?$")
_SETTING = re.compile(r"(if|first):\s*(.+)$")


class QuizMistake(NamedTuple):
    """A line that is not understood, or what a question that begins there lacks; `why` is a word of `sentences.MISTAKES`."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `kind`: "one", "several", "order", "mend", "find"; `right` are places among the `options`, which of an
    order stand in the right one. `model` is one way to mend a reply. `keeps` are words that stay in a mended reply, `clauses` what is wrong with a faulty one.
    """

    kind: str
    asks: str
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    said: str = ""
    draft: str = ""
    keeps: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    why: str = ""
    condition: str = ""
    is_first: bool = False
    model: str = ""


@dataclass(slots=True)
class _Block:
    line: int
    lines: dict[str, list[str]] = field(default_factory=dict)
    options: list[tuple[str, str]] = field(default_factory=list)

    def text(self, mark: str, joint: str = " ") -> str:
        return joint.join(self.lines.get(mark, ())).strip()


class _Reader:
    """Reads line by line; `last` is the mark to which a line without one belongs."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.mistakes: list[QuizMistake] = []
        self._last = ""

    def read(self, number: int, words: str) -> None:
        mark = _MARK.match(words)
        if mark and mark[1] == "?":
            self.blocks.append(_Block(number, {"?": [mark[2] or ""]}))
            self._last = "?"
        elif not words:
            self._last = self._last if self._last in ("~", "#", ">", "+") else ""
        elif not self.blocks:
            self.mistakes.append(QuizMistake(number, "before_question"))
        elif mark:
            self._marked(self.blocks[-1], mark[1].lower(), (mark[2] or "").strip())
        else:
            self._plain(self.blocks[-1], words, number)

    def _marked(self, block: _Block, sign: str, said: str) -> None:
        if sign in ("!", ">", "~", "#", "=", "+"):
            block.lines.setdefault(sign, []).append(said)
            self._last = sign
            return
        block.options.append(("order" if sign[0].isdigit() else sign.replace(" ", ""), said))
        self._last = "option"

    def _plain(self, block: _Block, words: str, number: int) -> None:
        setting = _SETTING.match(words)
        if setting:
            block.lines[setting[1]] = [setting[2].strip()]
        elif not self._last:
            self.mistakes.append(QuizMistake(number, "not_understood"))
        elif self._last == "option":
            kind, said = block.options[-1]
            block.options[-1] = (kind, f"{said} {words}")
        else:
            block.lines[self._last].append(words)


def read_quiz(text: str) -> tuple[tuple[Question, ...], tuple[QuizMistake, ...]]:
    """The questions of a quiz, and what is wrong with it; a question with a mistake is left out."""
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        reader.read(number, line.strip())
    mistakes, questions = reader.mistakes, []
    for block in reader.blocks:
        if why := _lack(block):
            mistakes.append(QuizMistake(block.line, why))
        else:
            questions.append(_question(block))
    if len(questions) > QUESTIONS_AT_MOST:
        mistakes.append(QuizMistake(0, "too_many_questions"))
    return tuple(questions[:QUESTIONS_AT_MOST]), tuple(mistakes)


def _lack(block: _Block) -> str:
    """Why the block is no question; nothing where it is one."""
    marks = {kind for kind, _ in block.options}
    clauses = _listed(block.text("="))
    if not block.text("?"):
        return "nothing_asked"
    if block.text("~") or block.text("#"):
        is_odd = bool(block.options) or (block.text("~") and block.text("#"))
        unknown = block.text("#") and (not clauses or set(clauses) - set(REPLY_CLAUSES))
        return "mixed" if is_odd else "unknown_clause" if unknown else ""
    if not 2 <= len(block.options) <= OPTIONS_AT_MOST or not all(said for _, said in block.options):
        return "options_missing"
    if not (marks <= {"()", "(x)"} or marks <= {"[]", "[x]"} or marks == {"order"}):
        return "mixed"
    right = sum(kind in ("(x)", "[x]") for kind, _ in block.options)
    return "right_missing" if marks != {"order"} and (right == 0 or ("(x)" in marks and right > 1)) else ""


def _question(block: _Block) -> Question:
    marks = {kind for kind, _ in block.options}
    kind = "order" if "order" in marks else "one" if marks <= {"()", "(x)"} else "several"
    draft = block.text("~", "\n") or block.text("#", "\n")
    if draft:
        kind = "mend" if block.text("~") else "find"
    listed = _listed(block.text("="))
    right = (n for n, (mark, _) in enumerate(block.options) if mark in ("(x)", "[x]", "order"))
    return Question(
        kind=kind,
        asks=block.text("?"),
        options=tuple(said for _, said in block.options),
        right=tuple(right),
        said=block.text(">", "\n"),
        draft=draft,
        keeps=listed if kind == "mend" else (),
        clauses=listed if kind == "find" else (),
        why=block.text("!"),
        condition=block.text("if"),
        is_first=block.text("first").lower() == "yes",
        model=block.text("+", "\n"),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
