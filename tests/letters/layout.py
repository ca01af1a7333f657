"""What mail programs know when they lay out an answer, and what they do to its lines."""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass
from html import escape

from tests.letters.answers import PLACED, Writer, answer


@dataclass(frozen=True)
class Original:
    """The mail of ours that is answered, as the writer received it."""

    name: str = "Ana via Feira do Largo"
    address: str = "c-mfrggzdfmztwq2lknnwg23tpob@reply.feira.example"
    subject: str = "[#48213] Falta o fecho"
    message_id: str = "<o17.ab12cd34@reply.feira.example>"
    text: str = """##- Responda acima desta linha, por favor #k3j9 -##

Boa tarde, o fecho do relógio não veio na caixa. Estava lá quando a fechou?

Quando pode enviar outro?

Encomenda 20261122-0042"""


@dataclass(frozen=True)
class Draft:
    """An answer before a program has laid it out."""

    language: str
    kind: str
    writer: Writer
    original: Original
    when: dt.datetime
    is_signed: bool

    @property
    def words(self) -> str:
        return answer(self.kind, self.language)

    @property
    def lines(self) -> list[str]:
        return self.original.text.split("\n")

    @property
    def us(self) -> str:
        return f"{self.original.name} <{self.original.address}>"


@dataclass(frozen=True)
class Laid:
    """What a program sends: a plain text or none, an HTML or none; and what must be left of either."""

    text: str | None
    html: str | None
    left: str


def wrapped(text: str, width: int = 74) -> str:
    """Long lines broken as programs break them."""
    return "\n".join("\n".join(textwrap.wrap(each, width, break_long_words=False)) for each in text.split("\n"))


def marked(text: str, mark: str = "> ") -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


def divs(text: str, tag: str = "div") -> str:
    return "".join(f"<{tag}>{escape(line) or '<br>'}</{tag}>" for line in text.split("\n"))


def broken(text: str) -> str:
    return "<br>\n".join(escape(line) for line in text.split("\n"))


def joined(*parts: str) -> str:
    """Paragraphs, of which empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def signed(draft: Draft) -> tuple[str, str]:
    """The answer with the writer's name and card as programs without "-- " put it, and what must be left: up to the name."""
    if not draft.is_signed:
        return draft.words, draft.words
    named = f"{draft.words}\n\n{draft.writer.name}"
    return "\n".join((named, *draft.writer.card)), named


def dashed(draft: Draft) -> str:
    """The signature under "-- "; empty where the writer has none."""
    return "\n".join(("-- ", draft.writer.name, *draft.writer.card)) if draft.is_signed else ""


def pieces(draft: Draft) -> tuple[str, str, str]:
    """The quote in three: what the first answer follows, what the second follows, and the rest."""
    lines = draft.lines
    said = [at for at, line in enumerate(lines) if line.strip() and not line.startswith("##-")]
    first, second = said[0] + 1, (said[1] if len(said) > 1 else said[0]) + 1
    return "\n".join(lines[:first]), "\n".join(lines[first:second]).strip("\n"), "\n".join(lines[second:]).strip("\n")


def between(draft: Draft, head: str) -> tuple[str, str]:
    """Answers between the quoted lines; left are they, and the lines that they answer."""
    one, two, rest = pieces(draft)
    first, second = PLACED[draft.language]
    text = "\n".join((head, marked(one), "", first, "", marked(two), "", second, "", marked(rest)))
    said = "\n".join(line for line in one.split("\n") if line and not line.startswith("##-"))
    return text, "\n".join((marked(said), first, marked(two), second))


def between_html(draft: Draft, head: str, quote: str) -> str:
    """The same in HTML; `quote` is the opening tag of a quote."""
    one, two, rest = pieces(draft)
    first, second = PLACED[draft.language]
    parts = [f"{quote}{broken(one)}</blockquote>", f"<div>{escape(first)}</div><br>"]
    parts += [
        f"{quote}{broken(two)}</blockquote>",
        f"<div>{escape(second)}</div><br>",
        f"{quote}{broken(rest)}</blockquote>",
    ]
    return head + "".join(parts)
