"""`comptoir mail show`: what Comptoir makes of a mail in a file, without a database and without a server."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comptoir.letters.cleaning import Cleaned
    from comptoir.letters.forwarded import Forwarded
    from comptoir.letters.letter import Letter, Refused
    from comptoir.letters.quotes import Stripped
    from comptoir.letters.sender import SenderCheck

A_MESSAGE, NO_MESSAGE, UNREADABLE = 0, 1, 2
"""Exit statuses: it would become a message; a machine's mail, a bounce or a forged one, which would not; it cannot be read."""

_SHOWN_OF_QUOTE = 12
"""Lines of the folded text that are shown without `--whole`."""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the parser."""
    from comptoir.config.check_text_command import LANGUAGES

    show = verbs.add_parser("show", help="tell what Comptoir makes of a mail in a file")
    show.add_argument("file", metavar="FILE", help="a mail as it came (.eml), or - for standard input")
    show.add_argument("--json", action="store_true", help="print one JSON object instead of lines for people")
    show.add_argument("--whole", action="store_true", help="show all that is folded")
    show.add_argument("--mediated", action="store_true", help="judge files as between a buyer and a seller")
    show.add_argument("--language-of-answers", choices=LANGUAGES, help="in which language to answer; else that of LANG")
    _add_circumstances(show)
    show.set_defaults(run=show_mail)


def _add_circumstances(show: argparse.ArgumentParser) -> None:
    """What the file does not tell: how it came, and what went before it."""
    show.add_argument("--offline", action="store_true", help="do not check the sender: it asks name servers")
    show.add_argument("--ip", default="", help="from which address it was brought; needed for SPF")
    show.add_argument("--helo", default="", help="how the server that brought it named itself")
    show.add_argument("--envelope-from", default="", metavar="ADDRESS", help="the sender on the envelope")
    show.add_argument(
        "--trusted",
        action="append",
        default=[],
        metavar="NAME",
        help="a server whose Authentication-Results are believed",
    )
    show.add_argument(
        "--our-name", action="append", default=[], metavar="NAME", help="a name under which we had written"
    )
    show.add_argument(
        "--our-address", action="append", default=[], metavar="ADDRESS", help="an address of ours, likewise"
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """A mail as it was understood, with what was asked about it."""

    letter: Letter
    stripped: Stripped
    check: SenderCheck | None
    kept: tuple[Cleaned, ...]
    refused: tuple[Refused, ...]
    sent_on: Forwarded | None = None
    """The mail that this one brings, where it was sent on and that is clear."""

    @property
    def status(self) -> int:
        is_forged = self.check is not None and self.check.verdict == "forged"
        return NO_MESSAGE if self.letter.kind != "human" or is_forged else A_MESSAGE


def show_mail(arguments: argparse.Namespace) -> int:
    """Read the file and tell of it; returns the exit status."""
    from comptoir.config.check_text_command import speak, usual_language
    from comptoir.letters.letter import Unreadable

    speak(arguments.language_of_answers or usual_language())
    try:
        raw = sys.stdin.buffer.read() if arguments.file == "-" else Path(arguments.file).read_bytes()
    except OSError as error:
        print(f"comptoir: {arguments.file}: {error.strerror}", file=sys.stderr)
        return UNREADABLE
    try:
        seen = _seen(raw, arguments)
    except Unreadable as error:
        return _refuse(error.code, as_json=arguments.json)
    try:
        print(json.dumps(_told(seen), ensure_ascii=False) if arguments.json else _lines(seen, arguments.whole))
        sys.stdout.flush()
    except BrokenPipeError:  # who reads us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return seen.status


def _seen(raw: bytes, arguments: argparse.Namespace) -> Seen:
    from comptoir.letters.child import Reader
    from comptoir.letters.forwarded import forwarded
    from comptoir.letters.quotes import Known, new_text

    with Reader() as reader:
        letter = reader.read(raw)
        kept, refused = _files(reader, letter, is_mediated=arguments.mediated)
    known = Known(
        addresses=tuple(arguments.our_address),
        names=tuple(arguments.our_name),
        sender=letter.sender.name if letter.sender else "",
    )
    subject = None if arguments.mediated else letter.subject
    stripped = new_text(letter.text, letter.html, known=known, subject=subject)
    check = None if arguments.offline else _checked(raw, arguments)
    return Seen(letter, stripped, check, kept, refused, forwarded(letter.subject, letter.text, letter.html))


def _files(reader: Any, letter: Letter, *, is_mediated: bool) -> tuple[tuple[Cleaned, ...], tuple[Refused, ...]]:
    from comptoir.letters.letter import Refused, Unreadable

    kept, refused = [], list(letter.refused)
    for at, part in enumerate(letter.parts, start=1):
        try:
            found = reader.clean(part.name, part.content_type, part.content, is_mediated=is_mediated, stem=f"file-{at}")
        except Unreadable as error:
            found = Refused(part.name, part.content_type, error.code)
        if isinstance(found, Refused):
            refused.append(found)
        else:
            kept.append(found)
    return tuple(kept), tuple(refused)


def _checked(raw: bytes, arguments: argparse.Namespace) -> SenderCheck:
    from comptoir.letters.sender import check_sender

    return check_sender(
        raw,
        client_ip=arguments.ip,
        helo=arguments.helo,
        envelope_from=arguments.envelope_from,
        trusted=tuple(arguments.trusted),
    )


def _refuse(code: str, *, as_json: bool) -> int:
    from comptoir.domain.channels.because import unreadable_words

    if as_json:
        print(json.dumps({"unreadable": code.partition(":")[0], "because": unreadable_words(code)}, ensure_ascii=False))
    else:
        print(f"comptoir: {unreadable_words(code)}", file=sys.stderr)
    return UNREADABLE


def _told(seen: Seen) -> dict[str, Any]:
    """All of it as one object; files without their content."""
    letter = seen.letter
    people = {name: [asdict(each) for each in getattr(letter, name)] for name in ("reply_to", "to", "cc")}
    return {
        "from": asdict(letter.sender) if letter.sender else None,
        **people,
        "delivered_to": letter.delivered_to,
        "subject": letter.subject,
        "date": letter.date.isoformat() if letter.date else None,
        "message_id": letter.message_id,
        "in_reply_to": letter.in_reply_to,
        "references": letter.references,
        "kind": {"kind": letter.kind, "because": letter.because, "is_list": letter.is_list},
        "bounce": [asdict(each) for each in letter.bounce],
        "about": letter.about,
        "sender_check": asdict(seen.check) if seen.check else None,
        "new_text": seen.stripped.text,
        "quoted": seen.stripped.quoted,
        "signature": seen.stripped.signature,
        "how": seen.stripped.how,
        "sent_on": asdict(seen.sent_on) if seen.sent_on else None,
        "kept": [_told_file(each) for each in seen.kept],
        "refused": [asdict(each) for each in seen.refused],
        "problems": letter.problems,
    }


def _told_file(file: Cleaned) -> dict[str, Any]:
    return {"name": file.name, "content_type": file.content_type, "size": len(file.content)}


def _lines(seen: Seen, is_whole: bool) -> str:
    from comptoir.config.mail_lines import lines

    return lines(seen, _SHOWN_OF_QUOTE if not is_whole else sys.maxsize)
