"""What a mail says, who sent it and where it belongs: all that takes time, before the transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID, uuid5

from django.conf import settings

from comptoir.domain.channels.actions.applying.bringing import brought_by
from comptoir.domain.channels.actions.applying.routing import Route, route_of
from comptoir.domain.channels.house import relay_domain
from comptoir.domain.channels.models import Mailbox, ReceivedMail
from comptoir.domain.conversations.actions import MailFile, write_mail_files
from comptoir.domain.conversations.queries import history_to_carry
from comptoir.domain.conversations.rules import MAIL_FILES_AT_MOST
from comptoir.domain.shops.queries import shop_of_id
from comptoir.language.cards import masked
from comptoir.language.detection import language_of
from comptoir.language.shield import hurts
from comptoir.letters.letter import Letter, Part, Refused, Unreadable
from comptoir.letters.quotes import Known, Stripped, new_text
from comptoir.letters.viruses import Found, Unavailable, scan

if TYPE_CHECKING:
    from comptoir.letters.cleaning import Cleaned
    from comptoir.letters.sender import SenderCheck

MAILS = UUID("3f7f0b1c-2f4e-4a75-9a1e-0d6f7a0c5b52")
"""Of what is made of mails: the same mail makes the same ids."""

TRUSTED_WAYS = frozenset({"imap", "lmtp"})
"""Ways in behind a mail server of the shop's own, which has looked at the sender and says so."""

AT_MICROSOFT = frozenset({"outlook.office365.com", "imap-mail.outlook.com"})
"""Where mailboxes of Microsoft 365 and Outlook.com are read."""

DNS_TRIES = 4
TEXTS_KNOWN, EVERY = 6, 2**31 - 1
STEMS = {"en": "photo", "fr": "photo", "pt": "foto", "ro": "foto"}


class Reader(Protocol):
    """What reads strangers' bytes: a process of its own (`letters.child.Reader`)."""

    def read(self, raw: bytes) -> Letter:
        """Raises `Unreadable`."""

    def clean(
        self, name: str, content_type: str, content: bytes, *, is_mediated: bool, stem: str = "file"
    ) -> Cleaned | Refused:
        """A file as it may be kept, or why not. Raises `Unreadable`."""


class NotYet(Exception):
    """Something that is needed is away; the mail waits. `why` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Understood:
    """A mail as it is applied: what it says, whose it is, where it belongs, and what was found in it."""

    letter: Letter
    route: Route
    sender: str
    """The address that was checked; "" where there is none."""
    check: str
    has_means: bool
    text: str
    quoted: str
    files: tuple[MailFile, ...]
    refused: tuple[tuple[str, str, str], ...]
    pictures: dict[str, str]
    said_sha256: str
    virus: str
    language: str = ""
    """In which it is written, of the shop's; only of what may begin something."""
    brought: str = ""
    """By whom it brings another's words: "form", "colleague"."""


def understand(mail: ReceivedMail, raw: bytes, reader: Reader, resolver: Any, now: dt.datetime) -> Understood:
    """Read, scan, check and route a mail, and lay its files where they belong. Raises `Unreadable`, `NotYet`."""
    letter = reader.read(raw)
    route = route_of(mail, letter, now)
    virus = _virus(raw, letter)
    check, sender, has_means = _checked(mail, raw, letter, route, resolver)
    stripped = _stripped(mail, letter, route)
    files, refused, pictures = ([], [], {}) if virus else _files(mail.pk, letter, route, reader)
    write_mail_files(files)
    read = Understood(
        letter=letter,
        route=route,
        sender=sender,
        check=check,
        has_means=has_means,
        text=stripped.text,
        quoted=_joined(stripped.signature, stripped.quoted),
        files=tuple(files),
        refused=tuple((it.name, it.content_type, it.why) for it in [*letter.refused, *refused]),
        pictures=pictures,
        said_sha256=said_sha256(letter),
        virus=virus,
    )
    return _to_open(mail, read) if route.kind == "new" else read


def _stripped(mail: ReceivedMail, letter: Letter, route: Route) -> Stripped:
    _ready()
    subject = None if route.is_mediated else letter.subject
    stripped = new_text(letter.text, letter.html, known=_known(mail, route, letter), subject=subject)
    if route.is_mediated and stripped.how == "nothing_new" and not mail.is_let_in:
        # An answer that only brings back what we wrote answers nothing, and is not passed on.
        return replace(stripped, text="", quoted=stripped.text)
    return stripped


def _to_open(mail: ReceivedMail, read: Understood) -> Understood:
    """What would begin something: whose words they are, and in which language. Nobody has proven another's address."""
    box = mail.mailbox or Mailbox.objects.filter(pk=read.route.mailbox_id or 0).first()
    brought = brought_by(read.letter, read.text, box, read.check)
    if brought is not None:
        letter = replace(read.letter, sender=brought.sender, subject=brought.subject)
        quoted = _joined(brought.beside, read.quoted) if brought.how == "form" else brought.beside
        read = replace(read, letter=letter, text=brought.text, quoted=quoted, brought=brought.how)
        read = replace(read, sender=brought.sender.address, check="unproven")
    return replace(read, language=_language(read.letter, read.text, read.route.shop_id or 0))


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _language(letter: Letter, text: str, shop_id: int) -> str:
    """The language that the text is in, or that its writer's program says; the shop's where neither tells one of ours.

    It is told here: in the transaction others would wait for it.
    """
    said = next(iter(letter.headers.get("content-language", ())), "")[:2].lower()
    shop = shop_of_id(shop_id)
    expected = said if said in shop.languages else shop.language
    return language_of(f"{letter.subject}\n{text}"[:2000], expected) or expected


@cache
def _ready() -> None:
    """Have at hand what every message is asked when it is posted: the first time it takes seconds."""
    hurts("…")
    masked("0")


def said_sha256(letter: Letter) -> str:
    """Of what a letter says: the same by whichever way it came."""
    said = hashlib.sha256()
    for words in (letter.sender.address if letter.sender else "", letter.subject, letter.text, letter.html):
        said.update(words.encode("utf-8", "replace") + b"\0")
    for part in letter.parts:
        said.update(hashlib.sha256(part.content).digest())
    return said.hexdigest()


def _virus(raw: bytes, letter: Letter) -> str:
    """What the scanner calls it; "" where it finds nothing, or there is none. Raises `NotYet` where it cannot be asked. Threat 25."""
    if not settings.CLAMD:
        return ""
    for content in (raw, *(part.content for part in letter.parts)):
        found = scan(content, settings.CLAMD)
        if isinstance(found, Unavailable):
            raise NotYet("scanner_away")
        if isinstance(found, Found):
            return found.name[:60] or "virus"
    return ""


def _checked(mail: ReceivedMail, raw: bytes, letter: Letter, route: Route, resolver: Any) -> tuple[str, str, bool]:
    """The verdict on the sender, the address that it is on, and whether their domain publishes anything. Threats 2–4."""
    address = letter.sender.address if letter.sender else ""
    if route.kind == "bounce":
        return "", address, False
    if mail.source == "catcher" and settings.DEMO:
        return "proven", address, True
    found = check_sender(
        raw,
        client_ip=mail.client_ip,
        helo=mail.helo,
        envelope_from=mail.envelope_from,
        trusted=_trusted(mail),
        is_at_microsoft=_is_at_microsoft(mail),
        ours=relay_domain(),
        resolver=resolver,
        at=mail.received_at,
    )
    if found.verdict == "temporary":
        if mail.attempts < DNS_TRIES:
            raise NotYet("names_away")
        return "unproven", found.from_address or address, found.has_means
    return found.verdict, found.from_address or address, found.has_means


def check_sender(raw: bytes, **facts: Any) -> SenderCheck:
    """What the DNS and the mail say of its sender. Only who reads mails waits for the libraries that ask."""
    from comptoir.letters.sender import check_sender

    return check_sender(raw, **facts)


def _trusted(mail: ReceivedMail) -> tuple[str, ...]:
    """Whose word on the sender counts: that of the server before ours, which nobody else could have put on top. Threat 3."""
    if mail.source not in TRUSTED_WAYS:
        return ()
    own = tuple(mail.mailbox.trusted_authserv.split()) if mail.mailbox else ()
    return own if mail.source == "imap" else (*own, *settings.MAIL_TRUSTED)


def _is_at_microsoft(mail: ReceivedMail) -> bool:
    """Whether it was read in a mailbox of Microsoft 365, over a line on which nobody else can be: it names no server in what it says of senders."""
    box = mail.mailbox
    if mail.source != "imap" or box is None or box.imap_security == "none":
        return False
    return box.imap_host.lower().rstrip(".") in AT_MICROSOFT


def _known(mail: ReceivedMail, route: Route, letter: Letter) -> Known:
    """By which addresses, names and words our own letters are known again in what is quoted."""
    box = mail.mailbox
    addresses = [route.reply_to] if route.reply_to else []
    names = [shop_of_id(route.shop_id).name] if route.shop_id else []
    if box is not None:
        addresses.append(box.address)
        names += [box.name] if box.name else []
    sender = letter.sender.name if letter.sender else ""
    return Known(addresses=tuple(addresses), names=tuple(names), sender=sender, texts=_written_to(route))


def _written_to(route: Route) -> tuple[str, ...]:
    """What was written last to whom the mail is from."""
    if route.conversation_id is None:
        return ()
    own = "seller" if route.party == "seller" else "visitor"
    last = history_to_carry(route.conversation_id, EVERY, TEXTS_KNOWN)
    return tuple(it.body for it in last if it.author != own and it.body)


def _files(
    mail_id: int, letter: Letter, route: Route, reader: Reader
) -> tuple[list[MailFile], list[Refused], dict[str, str]]:
    kept, refused, pictures = list[MailFile](), list[Refused](), dict[str, str]()
    for n, part in enumerate(letter.parts):
        if len(kept) >= MAIL_FILES_AT_MOST:
            refused.append(Refused(part.name, part.content_type, "too_many"))
            continue
        cleaned = _cleaned(part, n, route, reader)
        if isinstance(cleaned, Refused):
            refused.append(cleaned)
            continue
        file = _file(mail_id, n, cleaned)
        kept.append(file)
        if part.content_id and file.width:
            pictures[part.content_id] = f"{AT}{file.key}"
    return kept, refused, pictures


def _cleaned(part: Part, n: int, route: Route, reader: Reader) -> Cleaned | Refused:
    """The file as it may be kept; one that cannot be looked at is left out, and the mail goes on without it. Threats 13, 14."""
    stem = f"{STEMS.get(route.language[:2], 'file')}-{n + 1}"
    try:
        return reader.clean(part.name, part.content_type, part.content, is_mediated=route.is_mediated, stem=stem)
    except Unreadable:
        return Refused(part.name, part.content_type, "unreadable")


AT = "/files-of-mail/"
"""Where the pictures of a mail stand in its kept HTML; a page puts its own way to them in its place."""


def _file(mail_id: int, n: int, cleaned: Cleaned) -> MailFile:
    content = cleaned.content
    if cleaned.content_type.startswith("text/"):
        content = masked(content.decode("utf-8", "replace")).encode()
    key = uuid5(MAILS, f"mail {mail_id} file {n}")
    return MailFile(key, cleaned.name, cleaned.content_type, content, cleaned.width, cleaned.height)
