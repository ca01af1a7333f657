"""What is known of two people who must not learn of each other, and how one looks for it in what one of them received."""

from __future__ import annotations

import email
import re
import unicodedata
from collections.abc import Iterator, Mapping
from email.message import Message

from tests.letters.answers import Writer


def secrets_of(who: Writer, *, allowed: tuple[str, ...] = ()) -> frozenset[str]:
    """Everything that tells who somebody is: addresses, names, telephone, hosts, street; but what they may be known by."""
    local, host = who.address.split("@")
    words = {who.address, local, host, who.page, who.host, who.ip, who.street, who.shop, *who.cc}
    words |= {part for part in who.name.split() if len(part) > 3} | {who.name}
    return frozenset(plain(word) for word in words) - {plain(word) for word in allowed}


def plain(text: str) -> str:
    """Small letters without accents, spaces alike: however somebody wrote it."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"\s+", " ", "".join(sign for sign in folded if not unicodedata.combining(sign)))


def standing_in(text: str, values: Mapping[str, str]) -> list[str]:
    """The names of those values that stand in it, however they are written; of digits, whatever stands between them."""
    folded, digits = plain(text), re.sub(r"\D", "", text)
    return [name for name, it in values.items() if plain(it) in folded or (it.isdigit() and it in digits)]


def found_in(raw: bytes, who: Writer, secrets: frozenset[str]) -> list[str]:
    """Which of somebody's secrets stand in a mail: in its bytes, its decoded heads, texts and files; telephones however spaced."""
    seen = [plain(text) for text in _texts(raw)]
    digits = [re.sub(r"\D", "", text) for text in _texts(raw, words_only=True)]
    tail = re.sub(r"\D", "", who.phone)[-9:]
    found = [secret for secret in secrets if any(secret in text for text in seen)]
    return found + (["telephone"] if any(tail in number for number in digits) else [])


def _texts(raw: bytes, *, words_only: bool = False) -> Iterator[str]:
    mail = email.message_from_bytes(raw)
    if not words_only:
        yield raw.decode("latin-1")
        for name, value in mail.items():
            yield f"{name}: {_decoded(value)}"
    for part in mail.walk():
        yield from _of_part(part, words_only)


def _of_part(part: Message, words_only: bool) -> Iterator[str]:
    if part.is_multipart():
        return
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    if part.get_content_maintype() == "text":
        yield content.decode(part.get_content_charset() or "utf-8")
    elif not words_only:
        yield _decoded(part.get_filename() or "")
        for encoding in ("latin-1", "utf-16-le", "utf-16-be"):
            yield content.decode(encoding, "ignore")


def _decoded(value: str) -> str:
    return str(email.header.make_header(email.header.decode_header(value)))
