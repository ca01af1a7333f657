"""The words of a letter: as plain text, and as the little HTML that is made of it."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from comptoir.letters.building.headers import cleaned
from comptoir.letters.building.outgoing import Outgoing, Unbuildable

TEXT_AT_MOST = 300_000
"""Characters of all that is said in a letter."""
_LINK = re.compile(r"https?://[^\s<>\"«»]{1,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'’"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# A grey that is read on white and on black: mail programs choose the ground.
_GREY = "color:#767676;font-size:12px"
_QUOTE = "margin:0 0 0 8px;padding:0 0 0 12px;border-left:2px solid #999;color:#767676"
_PAGE = "font-family:sans-serif;font-size:15px;line-height:1.5;max-width:42em;overflow-wrap:break-word"


def plain_text(letter: Outgoing) -> str:
    """All that is said, as text: lines end with a line feed."""
    quoted = [f">{' ' if line and line[0] != '>' else ''}{line}" for line in _lines(letter.quoted)]
    parts = [
        _one_line(letter.marker),
        "\n".join(_lines(letter.text)),
        "\n".join(["-- ", *_lines(letter.signature)]) if letter.signature.strip() else "",
        "\n".join([_one_line(letter.quoted_head), *quoted]) if letter.quoted.strip() else "",
    ]
    written = "\n\n".join(part for part in parts if part) + "\n"
    if len(written) > TEXT_AT_MOST:
        raise Unbuildable("too_long")
    return written


def hypertext(letter: Outgoing) -> str:
    """The same as HTML: paragraphs, line ends, links to allowed hosts, pictures that came with it; no more."""
    pictures = "".join(
        f'<p><img src="cid:{escape(each.content_id)}" alt="" style="max-width:100%"></p>\n'
        for each in letter.attached
        if each.content_id
    )
    marker, signature = _one_line(letter.marker), letter.signature.strip()
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{escape(_language(letter.language))}">\n<head><meta charset="utf-8"></head>\n',
            f'<body style="{_PAGE}">\n',
            f'<p style="{_GREY}">{escape(marker)}</p>\n' if marker else "",
            _paragraphs(letter.text, letter.link_hosts),
            pictures,
            f'<div style="{_GREY}">\n{_paragraphs(letter.signature, letter.link_hosts)}</div>\n' if signature else "",
            _quotation(letter),
            "</body>\n</html>\n",
        )
    )


def printable(text: str) -> bytes:
    """Text as quoted-printable with CRLF: 7 bit, lines of 76 at most, nothing on the way needs to change it."""
    encoded = quopri.encodestring(text.encode("utf-8", "replace"))
    lines = [_protected(line) for line in encoded.split(b"\n")]
    return b"\r\n".join(lines)


def _protected(line: bytes) -> bytes:
    """Lines that begin with "From " or are a lone dot are changed by old servers: they are written otherwise."""
    if not line.startswith((b"From ", b".")):
        return line
    first, rest = b"=%02X" % line[0], line[1:]
    return first + rest if len(line) <= 74 else first + b"=\r\n" + rest


def _language(language: str) -> str:
    return "".join(sign for sign in language[:20] if sign.isascii() and (sign.isalnum() or sign == "-")) or "en"


def _lines(text: str) -> list[str]:
    plain = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.rstrip() for line in plain.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def _one_line(text: str) -> str:
    return cleaned(text, 300)


def _quotation(letter: Outgoing) -> str:
    if not letter.quoted.strip():
        return ""
    head = _one_line(letter.quoted_head)
    above = f"<p>{escape(head)}</p>\n" if head else ""
    return f'{above}<blockquote style="{_QUOTE}">\n{_paragraphs(letter.quoted, letter.link_hosts)}</blockquote>\n'


def _paragraphs(text: str, hosts: tuple[str, ...]) -> str:
    paragraphs = "\n".join(_lines(text)).split("\n\n")
    return "".join(
        "<p>{}</p>\n".format("".join(_linked(paragraph, hosts)).replace("\n", "<br>\n"))
        for paragraph in paragraphs
        if paragraph.strip()
    )


def _linked(text: str, hosts: tuple[str, ...]) -> Iterator[str]:
    at = 0
    for found in _LINK.finditer(text):
        link = found[0].rstrip(_TRAILING)
        yield escape(text[at : found.start()])
        shown = escape(link)
        yield f'<a href="{shown}">{shown}</a>' if _is_allowed(link, hosts) else shown
        at = found.start() + len(link)
    yield escape(text[at:])


def _is_allowed(link: str, hosts: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return False
    if "@" in parts.netloc or "\\" in link or not host:
        return False
    return any(host == each.lower() or host.endswith("." + each.lower()) for each in hosts if each)
