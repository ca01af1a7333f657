"""Whom a mail did not reach: out of the report that servers write by rule, else by what each of them says in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comptoir.letters.addresses import addresses, one_address
from comptoir.letters.bounce_words import failed_in_words
from comptoir.letters.charsets import decoded
from comptoir.letters.headers import Headers, read_headers, seen
from comptoir.letters.letter import Failed
from comptoir.letters.mime import Node, Tree, cut
from comptoir.letters.transfer import unpacked

MOST = 50
"""Recipients that are told of one bounce."""
_LONGEST_REPORT = 64 * 1024
_LONGEST_DIAGNOSTIC = 500
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([45])\d\d(?![\d.])")
_ID = re.compile(r"<[^<>\s]{1,250}>")


def failed(tree: Tree, words: str) -> tuple[Failed, ...]:
    """Everybody whom the mail did not reach, each once; empty where nobody is named, or all is well."""
    found: dict[str, Failed] = {}
    for each in (*_reported(tree), *_named_in_header(tree.root.headers)):
        found.setdefault(each.address, each)
    if not found and not _is_good_news(tree):
        for each in (*failed_in_words(words), *_by_others(tree)):
            found.setdefault(each.address, each)
        if not found:
            found = {each.address: each for each in _only_recipient(tree)}
    own = _senders(tree)
    kept = [each for each in found.values() if each.address not in own] or list(found.values())
    return tuple(kept[:MOST])


def returned_id(tree: Tree) -> str:
    """The Message-ID of the mail that comes back, "" where it is not told."""
    for headers in returned_headers(tree):
        seen_id = _ID.search(headers.plain("message-id"))
        if seen_id:
            return seen_id[0]
    return ""


def _reported(tree: Tree) -> Iterator[Failed]:
    """The recipients of a report by RFC 3464; those who were reached are left out."""
    for node in tree.every():
        if node.content_type not in ("message/delivery-status", "message/global-delivery-status"):
            continue
        content, _ = unpacked(tree.body(node)[:_LONGEST_REPORT], node.encoding)
        for block in re.split(rb"\r?\n[ \t]*\r?\n", content.strip()):
            told = _of_block(read_headers(block))
            if told:
                yield told


def _of_block(headers: Headers) -> Failed | None:
    action = headers.plain("action").lower().partition(" ")[0].strip("();")
    written = headers.raw("original-recipient") or headers.raw("final-recipient") or headers.raw("x-actual-recipient")
    address = _address_in(written) or _address_in(headers.raw("final-recipient"))
    if not address or action in ("delivered", "relayed", "expanded"):
        return None
    diagnostic = seen(decoded(headers.raw("diagnostic-code"))[0])[:_LONGEST_DIAGNOSTIC]
    found = _STATUS.search(headers.plain("status")) or _STATUS.search(diagnostic)
    exact = _STATUS.search(diagnostic)
    if found and exact and found[0].endswith(".0.0"):
        found = exact
    status = found[0] if found else ""
    if status.startswith("2") and action != "failed":
        return None
    return Failed(address, status, _is_permanent(action, status, diagnostic), diagnostic)


def _is_permanent(action: str, status: str, diagnostic: str) -> bool:
    if action == "delayed":
        return False
    if status:
        return not status.startswith("4")
    reply = _REPLY.search(diagnostic)
    return not (reply and reply[1] == "4")


def _address_in(value: bytes) -> str:
    """The address of `rfc822; ana@shop.example`, in whatever brackets."""
    written = decoded(value)[0].rpartition(";")[2].strip()
    if written.startswith("<") and ">" in written:
        written = written[1 : written.index(">")]
    found = re.search(r"[^\s<>()\[\],;:\"]{1,128}@[^\s<>()\[\],;:\"]{1,253}", written)
    return one_address(found[0]) if found else ""


def _named_in_header(headers: Headers) -> Iterator[Failed]:
    for value in headers.all_plain("x-failed-recipients")[:5]:
        for written in value.split(",")[:MOST]:
            if address := one_address(written):
                yield Failed(address)


def _is_good_news(tree: Tree) -> bool:
    """A report that says that all went well."""
    actions = []
    for node in tree.every():
        if node.content_type == "message/delivery-status":
            content = tree.body(node)[:_LONGEST_REPORT].lower()
            actions += re.findall(rb"(?m)^action:[ \t]*([a-z]+)", content)
    return bool(actions) and all(each in (b"delivered", b"relayed", b"expanded") for each in actions)


def _by_others(tree: Tree) -> list[Failed]:
    """What flufl.bounce finds in mails of servers that follow no rule."""
    import email
    import logging

    from flufl.bounce import all_failures

    logging.getLogger("flufl.bounce").disabled = True  # it would write of strangers' mails
    message = email.message_from_bytes(tree.raw[: 4 * _LONGEST_REPORT])
    sender = _address_in(tree.root.headers.raw("from"))
    del message["from"]
    message["From"] = sender or "nobody@invalid.invalid"
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # its readers of odd mails stumble over odder ones
        return []
    found = [Failed(_plain(each), "", True) for each in sorted(permanent)]
    found += [Failed(_plain(each), "", False) for each in sorted(temporary)]
    return [each for each in found if each.address]


def _plain(address: bytes | str) -> str:
    return one_address(address.decode("utf-8", errors="replace") if isinstance(address, bytes) else address)


def returned_headers(tree: Tree) -> Iterator[Headers]:
    """The headers of the mail that comes back."""
    for node in tree.every():
        if node.content_type == "message/rfc822":
            yield cut(_opened(tree, node)).root.headers
        elif node.content_type in ("text/rfc822-headers", "message/global-headers"):
            yield read_headers(_opened(tree, node))


def _opened(tree: Tree, node: Node) -> bytes:
    content, _ = unpacked(tree.body(node)[: 4 * _LONGEST_REPORT], node.encoding)
    return content


def _only_recipient(tree: Tree) -> list[Failed]:
    """To whom the mail that comes back was written, where that is one person: some reports name nobody."""
    found = {
        each.address: Failed(each.address)
        for headers in returned_headers(tree)
        for value in (*headers.values.get("to", ()), *headers.values.get("cc", ()), *headers.values.get("bcc", ()))
        for each in addresses(value)
    }
    return list(found.values()) if len(found) == 1 else []


def _senders(tree: Tree) -> set[str]:
    """Who wrote the bounce, and who the mail that comes back: they are not the ones that it did not reach."""
    return {_address_in(headers.raw("from")) for headers in (tree.root.headers, *returned_headers(tree))} - {""}
