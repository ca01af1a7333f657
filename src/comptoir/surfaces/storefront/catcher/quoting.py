"""How mail programs quote what they answer: each its own way, in the language of whoever writes."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable
from typing import NamedTuple

from comptoir.surfaces.storefront.catcher.reading import Opened


class Written(NamedTuple):
    """The two forms of an answer; without `html` it is text alone."""

    text: str
    html: str = ""


class Wording(NamedTuple):
    """What a program writes around a quote. `attribution` has `who`, `address`, `date`, `time`."""

    gmail: str
    apple: str
    mutt: str
    sender: str
    sent: str
    to: str
    subject: str


WORDINGS = {
    "pt": Wording(
        "{who} <{address}> escreveu ({date} à(s) {time}):",
        "No dia {date}, às {time}, {who} <{address}> escreveu:",
        "Em {date}, {who} escreveu:",
        "De",
        "Enviado",
        "Para",
        "Assunto",
    ),
    "fr": Wording(
        "Le {date} à {time}, {who} <{address}> a écrit :",
        "Le {date} à {time}, {who} <{address}> a écrit :",
        "Le {date}, {who} a écrit :",
        "De",
        "Envoyé",
        "À",
        "Objet",
    ),
    "ro": Wording(
        "În {date} la {time}, {who} <{address}> a scris:",
        "Pe {date}, la {time}, {who} <{address}> a scris:",
        "În {date}, {who} a scris:",
        "De la",
        "Trimis",
        "Către",
        "Subiect",
    ),
    "en": Wording(
        "On {date} at {time} {who} <{address}> wrote:",
        "On {date}, at {time}, {who} <{address}> wrote:",
        "On {date}, {who} wrote:",
        "From",
        "Sent",
        "To",
        "Subject",
    ),
}


def gmail(body: str, letter: Opened, words: Wording) -> Written:
    """The answer above, the whole letter quoted below."""
    head = _filled(words.gmail, letter)
    return Written(
        f"{body}\n\n{head}\n\n{_marked(letter.text)}\n",
        f'<div dir="ltr">{_lines(body)}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{html.escape(head)}<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">'
        f"{_inside(letter)}</blockquote></div>",
    )


def outlook(body: str, letter: Opened, words: Wording) -> Written:
    """The answer above a line, the letter's head and the letter below, unmarked."""
    when = f"{_date(letter)} {_time(letter)}"
    heads = (
        (words.sender, f"{letter.from_name} <{letter.from_address}>"),
        (words.sent, when),
        (words.to, letter.to),
        (words.subject, letter.subject),
    )
    plain = "\n".join(f"{name}: {value}" for name, value in heads)
    shown = "<br>".join(f"<b>{name}:</b> {html.escape(value)}" for name, value in heads)
    return Written(
        f"{body}\n\n________________________________\n{plain}\n\n{letter.text}\n",
        f'<div class="elementToProof" style="font-family:Aptos,Calibri,sans-serif;font-size:12pt">{_lines(body)}</div>'
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif">{shown}</font><div>&nbsp;</div></div>'
        f"<div>{_inside(letter)}</div>",
    )


def apple(body: str, letter: Opened, words: Wording) -> Written:
    """The answer above, the letter quoted with its attribution inside the quote."""
    head = _filled(words.apple, letter)
    return Written(
        f"{body}\n\n> {head}\n> \n{_marked(letter.text)}\n",
        f'<div>{_lines(body)}</div><div><br><blockquote type="cite"><div>{html.escape(head)}</div><br>'
        f'<div class="Apple-interchange-newline">{_inside(letter)}</div></blockquote></div>',
    )


def mutt(body: str, letter: Opened, words: Wording) -> Written:
    """Text alone: the quote first, the answer below it."""
    return Written(f"{_filled(words.mutt, letter)}\n{_marked(letter.text)}\n\n{body}\n")


PROGRAMS: dict[str, tuple[str, Callable[[str, Opened, Wording], Written]]] = {
    "gmail": ("Gmail", gmail),
    "outlook": ("Outlook", outlook),
    "apple": ("Apple Mail", apple),
    "mutt": ("mutt", mutt),
}


def _filled(pattern: str, letter: Opened) -> str:
    who = letter.from_name or letter.from_address
    return pattern.format(who=who, address=letter.from_address, date=_date(letter), time=_time(letter))


def _date(letter: Opened) -> str:
    return f"{letter.date or dt.datetime.now(dt.UTC):%d/%m/%Y}"


def _time(letter: Opened) -> str:
    return f"{letter.date or dt.datetime.now(dt.UTC):%H:%M}"


def _marked(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.rstrip().splitlines())


def _lines(body: str) -> str:
    return "<br>".join(html.escape(line) for line in body.splitlines()) or "<br>"


def _inside(letter: Opened) -> str:
    """What was between the letter's body tags, as programs take it over."""
    if not letter.html:
        return f"<pre>{html.escape(letter.text)}</pre>"
    lower = letter.html.lower()
    start, end = lower.find("<body"), lower.rfind("</body>")
    begin = letter.html.find(">", start) + 1 if start >= 0 else 0
    return letter.html[begin : end if end >= 0 else None]
