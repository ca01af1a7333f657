"""What `comptoir mail show` prints for people, in the active language; nothing in it can command a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from comptoir.domain.channels.because import kind_words, problem_words, refused_words, verdict_words

if TYPE_CHECKING:
    from comptoir.config.mail_show import Seen
    from comptoir.letters.letter import Address, Failed

_NOT_PRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def lines(seen: Seen, most_quoted: int) -> str:
    """All that is told, the folded text to so many lines."""
    told = (*_head(seen), *_sender(seen), *_bounce(seen), *_words(seen, most_quoted), *_files(seen), *_problems(seen))
    return "\n".join(_NOT_PRINTED.sub("", line) for line in told)


def _head(seen: Seen) -> Iterator[str]:
    letter = seen.letter
    facts = (
        (gettext("From"), _people([letter.sender] if letter.sender else [])),
        (gettext("Reply to"), _people(letter.reply_to)),
        (gettext("To"), _people(letter.to)),
        (gettext("Copy to"), _people(letter.cc)),
        (gettext("Delivered to"), ", ".join(letter.delivered_to)),
        (gettext("Subject"), letter.subject),
        (gettext("Date"), f"{letter.date:%Y-%m-%d %H:%M} UTC" if letter.date else ""),
        (gettext("Kind"), kind_words(letter.kind, letter.because)),
    )
    yield from (f"{name}: {value}" for name, value in facts if value)
    if seen.sent_on:
        whose = f"{seen.sent_on.name} <{seen.sent_on.address}>" if seen.sent_on.name else seen.sent_on.address
        yield "    " + gettext("It brings a mail of {person}, as far as it says.").format(person=whose)
    if letter.is_list:
        yield "    " + gettext("It came by a mailing list, or as bulk mail.")


def _people(people: Iterable[Address]) -> str:
    return ", ".join(f"{each.name} <{each.address}>" if each.name else each.address for each in people)


def _sender(seen: Seen) -> Iterator[str]:
    check = seen.check
    if check is None:
        return
    yield gettext("Sender") + ": " + verdict_words(check.verdict, check.because)
    yield f"    SPF {check.spf or '–'} · DKIM {check.dkim or '–'} · DMARC {check.dmarc or '–'} ({check.policy or '–'})"


def _bounce(seen: Seen) -> Iterator[str]:
    if seen.letter.bounce:
        yield gettext("Not reached") + ":"
        yield from (f"    {_failed(each)}" for each in seen.letter.bounce)


def _failed(each: Failed) -> str:
    how_long = gettext("for good") if each.is_permanent else gettext("for now")
    told = " ".join(filter(None, (each.status, each.diagnostic)))
    return f"{each.address}: {how_long}" + (f" ({told})" if told else "")


def _words(seen: Seen, most_quoted: int) -> Iterator[str]:
    if seen.stripped.text.strip():
        yield gettext("New text") + ":"
        yield from _indented(seen.stripped.text)
    if seen.stripped.signature:
        yield gettext("Signature") + ":"
        yield from _indented(seen.stripped.signature)
    quoted = seen.stripped.quoted.split("\n") if seen.stripped.quoted else []
    if quoted:
        yield ngettext("Folded, {count} line", "Folded, {count} lines", len(quoted)).format(count=len(quoted)) + ":"
        yield from _indented("\n".join(quoted[:most_quoted]))
        if len(quoted) > most_quoted:
            yield "    …"


def _indented(text: str) -> Iterator[str]:
    return (f"    {line}".rstrip() for line in text.split("\n"))


def _files(seen: Seen) -> Iterator[str]:
    if seen.kept:
        yield gettext("Files kept") + ":"
        yield from (f"    {each.name} ({each.content_type}, {_size(len(each.content))})" for each in seen.kept)
    if seen.refused:
        yield gettext("Files refused") + ":"
        yield from (f"    {each.name or each.content_type}: {refused_words(each.why)}" for each in seen.refused)


def _size(count: int) -> str:
    return f"{count} B" if count < 1000 else f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"


def _problems(seen: Seen) -> Iterator[str]:
    told = [words for words in map(problem_words, seen.letter.problems) if words]
    if told:
        yield gettext("Noted") + ":"
        yield from (f"    {words}" for words in told)
