"""Answers as real mail programs send them: whole MIME mails that quote a mail of ours, in five languages.

`replies` gives them with what must be left of each. Headers are as talkative as in real life (hosts, addresses, programs),
signatures carry phone and address, some have a Cc, some a photograph that knows where it was taken.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cached_property, partial

from tests.letters.answers import KINDS, LANGUAGES, Writer
from tests.letters.formats import FORMATS, ONLY_IN
from tests.letters.layout import Draft, Laid, Original
from tests.letters.phrases import REPLY
from tests.letters.pictures import photograph

MONDAY = dt.datetime(2026, 11, 23, 10, 12, 33, tzinfo=dt.UTC)
PROGRAMS = {
    "apple_mail": ("X-Mailer", "Apple Mail (2.3826.300.87.4.3)"),
    "iphone": ("X-Mailer", "iPhone Mail (22F76)"),
    "outlook_desktop": ("X-Mailer", "Microsoft Outlook 16.0"),
    "thunderbird": ("User-Agent", "Mozilla Thunderbird"),
    "yahoo": ("X-Mailer", "WebService/1.1.23516 YMailNorrin"),
    "zimbra": ("X-Mailer", "Zimbra 10.1.4_GA_4659 (ZimbraWebClient - FF135)"),
    "roundcube": ("User-Agent", "Roundcube Webmail/1.6.9"),
    "mutt": ("User-Agent", "Mutt/2.2.12 (2023-09-09)"),
}
CHARSETS = {"mutt": {"ro": "iso-8859-2"}, "outlook_desktop": {"ro": "iso-8859-16"}, "zimbra": {}}
ENCODINGS = {"mutt": "8bit", "gmail": "quoted-printable", "samsung": "base64", "yahoo": "base64"}


@dataclass
class Reply:
    """A mail as it arrives: `left` is what somebody has written in it. `form`: "text", "html", or "both" alternatives."""

    client: str
    language: str
    kind: str
    form: str
    is_signed: bool
    text: str
    html: str
    left: str
    original: Original
    writer: Writer
    write: Callable[[], bytes]

    @cached_property
    def raw(self) -> bytes:
        """The whole mail, with CRLF; written when it is asked for."""
        return self.write()


def replies(
    original: Original | None = None,
    writer: Writer | None = None,
    *,
    languages: Sequence[str] = LANGUAGES,
    clients: Sequence[str] = tuple(FORMATS),
    kinds: Sequence[str] = KINDS,
    forms: Sequence[str] = ("text", "html", "both"),
    signed: Sequence[bool] = (False, True),
    when: dt.datetime = MONDAY,
    pictures_every: int = 0,
    cc_every: int = 0,
) -> Iterator[Reply]:
    """Each combination that exists, in an order that changes language and program often; each has a Message-ID of its own.

    `pictures_every`: every so many carry a photograph with a place and a name in it; `cc_every`: every so many have the
    writer's other address in copy, and in Reply-To.
    """
    ours, who = original or Original(), writer or Writer()
    number = 0
    for kind, is_signed, form, client, language in itertools.product(kinds, signed, forms, clients, languages):
        if language not in ONLY_IN.get(client, LANGUAGES):
            continue
        laid = FORMATS[client](Draft(language, kind, who, ours, when - dt.timedelta(hours=3), is_signed))
        text, html = laid.text if form != "html" else None, laid.html if form != "text" else None
        if (text is None and html is None) or (form == "both" and (text is None or html is None)):
            continue
        number += 1
        write = partial(
            _written,
            *(client, language, number, ours, who, when, Laid(text, html, laid.left)),
            has_picture=bool(pictures_every) and number % pictures_every == 0,
            has_cc=bool(cc_every) and number % cc_every == 0,
        )
        yield Reply(client, language, kind, form, is_signed, text or "", html or "", laid.left, ours, who, write)


def _written(
    client: str,
    language: str,
    number: int,
    original: Original,
    writer: Writer,
    when: dt.datetime,
    laid: Laid,
    *,
    has_picture: bool,
    has_cc: bool,
) -> bytes:
    mail = _mail(client, language, number, original, writer, when)
    _put_body(mail, client, language, laid)
    if has_cc:
        mail["Cc"] = Address(
            f"{writer.name} (privado)", addr_spec=writer.cc[0] if writer.cc else f"privado.{writer.address}"
        )
        mail["Reply-To"] = Address(writer.name, addr_spec=writer.address)
    if has_picture:
        name = f"{writer.name.replace(' ', '_')}_loja.jpg"
        mail.add_attachment(photograph(writer.name, writer.address), maintype="image", subtype="jpeg", filename=name)
    return mail.as_bytes(policy=SMTP)


def _mail(
    client: str, language: str, number: int, original: Original, writer: Writer, when: dt.datetime
) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["Received"] = (
        f"from [192.168.1.{number % 200 + 20}] ({writer.host} [{writer.ip}]) by {writer.host} with ESMTPSA; {format_datetime(when)}"
    )
    mail["From"] = Address(writer.name, addr_spec=writer.address)
    mail["To"] = Address(original.name, addr_spec=original.address)
    mail["Subject"] = REPLY[language] + original.subject
    mail["Date"] = format_datetime(when)
    mail["Message-ID"] = f"<{client}.{language.lower()}.{number}@{writer.host}>"
    mail["In-Reply-To"] = original.message_id
    mail["References"] = original.message_id
    mail["X-Originating-IP"] = f"[{writer.ip}]"
    mail["Organization"] = writer.shop
    mail["Disposition-Notification-To"] = writer.address
    mail["Thread-Topic"] = f"{original.subject} ({writer.name})"
    if client in PROGRAMS:
        name, value = PROGRAMS[client]
        mail[name] = value
    return mail


def _put_body(mail: EmailMessage, client: str, language: str, laid: Laid) -> None:
    charset = CHARSETS.get(client, {}).get(language, "utf-8")
    encoding = ENCODINGS.get(client, "quoted-printable")
    if laid.text is not None:
        mail.set_content(laid.text, charset=_able(laid.text, charset), cte=encoding)
        if laid.html is not None:
            mail.add_alternative(laid.html, subtype="html", cte="base64" if encoding == "8bit" else encoding)
    elif laid.html is not None:
        mail.set_content(laid.html, subtype="html", cte=encoding)


def _able(text: str, charset: str) -> str:
    """The charset, if it can write the text; what cannot, programs send as UTF-8."""
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return "utf-8"
    return charset
