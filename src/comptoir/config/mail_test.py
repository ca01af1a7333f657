"""`comptoir mail test`: a letter is sent to an address, and each step on its way is told, to the answer."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

WELL, TROUBLED, IMPOSSIBLE = 0, 1, 2
"""Exit statuses: it went out (and an answer came, where one was waited for); it did not; there is nothing to try."""

SENT_WITHIN = 60.0
"""Seconds for which it is waited that a mailroom sends the letter."""
ENDED = ("sent", "bounced", "failed", "suppressed")


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the parser."""
    test = verbs.add_parser("test", help="send a letter to an address, tell each step, and wait for the answer")
    test.add_argument("address", metavar="ADDRESS", help="to whom: an address that is not the shop's own")
    test.add_argument(
        "--mailbox", default="", metavar="ADDRESS", help="from which mailbox; else the first that can send"
    )
    test.add_argument(
        "--wait", type=float, default=0, metavar="SECONDS", help="wait so long for an answer, or a bounce"
    )
    test.set_defaults(run=try_mail)


def try_mail(arguments: argparse.Namespace) -> int:
    """Try the servers, send the letter, wait for the answer; returns the exit status."""
    import django

    django.setup()
    from comptoir.domain.channels.queries import servers_of
    from comptoir.domain.channels.rules import address_in

    recipient, servers = address_in(arguments.address), servers_of(arguments.mailbox.strip().lower())
    if recipient is None:
        return _told(f"“{arguments.address}” is no e-mail address.", IMPOSSIBLE)
    if servers is None:
        return _told("There is no mailbox that can send. Connect one in the console, under Settings.", IMPOSSIBLE)
    _told(f"Mailbox {servers.address}: mail comes in by {servers.ways[0]}, goes out by {servers.ways[1]}.")
    are_well = _tried(servers)
    began_at, letter_id = _written(servers, recipient)
    if letter_id is None:
        return _told("No letter was written: there is no way out.", TROUBLED)
    if not _went_out(letter_id) or not are_well:
        return TROUBLED
    return _waited(servers, recipient, letter_id, began_at, arguments.wait) if arguments.wait else WELL


def _tried(servers: Any) -> bool:
    from django.conf import settings

    from comptoir.domain.channels.connecting.access import Trouble, trouble_words
    from comptoir.domain.channels.connecting.trying import try_mailbox
    from comptoir.surfaces.mailroom.sender.lanes import house_access

    outgoing = servers.outgoing
    if servers.ways[1] == "house":
        try:
            outgoing = house_access(settings.SMTP_URL)
        except Trouble:
            return bool(_told("The house has no mail server: set COMPTOIR_SMTP_URL.", 0))
    tried = try_mailbox(incoming=servers.incoming, outgoing=outgoing, folder=servers.folder)
    for access, code, what in ((servers.incoming, tried.incoming, "Incoming"), (outgoing, tried.outgoing, "Outgoing")):
        if access:
            _told(f"{what} server {access.host}:{access.port}: {trouble_words(code) if code else 'signed in.'}")
    return tried.is_well


def _written(servers: Any, recipient: str) -> tuple[Any, int | None]:
    from comptoir.domain.channels.actions import LetterToWrite, write_letter
    from comptoir.foundation.clock import now

    at = now()
    letter = LetterToWrite(
        shop_id=servers.shop_id,
        template="test",
        recipient=recipient,
        subject=f"Test of {servers.address}",
        text="This letter was sent to see whether mail works. Please answer it: whoever sent it waits for that.",
        once=f"test {uuid4()}",
        at=at,
        party="member",
        from_name=servers.name,
        mailbox_id=servers.mailbox_id,
        has_marker=False,
    )
    return at, write_letter(letter)


def _went_out(letter_id: int) -> bool:
    from comptoir.domain.channels.queries import letter_traced

    began = time.monotonic()
    _told(f"Letter {letter_id} is written: {letter_traced(letter_id).message_id}")
    found = _awaited(lambda: (it := letter_traced(letter_id)).state in ENDED and it, SENT_WITHIN)
    took = time.monotonic() - began
    if not found:
        now = letter_traced(letter_id)
        said = f" ({now.why}: {now.detail})" if now.why else " Is `comptoir serve` or `comptoir mailroom` running?"
        return bool(_told(f"After {took:.0f} s it was not sent yet.{said}", 0))
    if found.state == "bounced":
        return bool(_told(f"It came back: {found.why}. {found.detail}", 0))
    if found.state != "sent":
        return bool(_told(f"It did not go out: {found.state}, {found.why}. {found.detail}", 0))
    _told(f"The server took it after {took:.1f} s.")
    return True


def _waited(servers: Any, recipient: str, letter_id: int, began_at: Any, wait: float) -> int:
    from comptoir.domain.channels.queries import letter_traced, mail_since

    _told(f"Waiting up to {wait:.0f} s for the answer…")
    began = time.monotonic()

    def answer() -> str:
        if (traced := letter_traced(letter_id)).state != "sent":
            return f"It came back: {traced.why}. {traced.detail}"
        came = mail_since(servers.shop_id, recipient, began_at.replace(microsecond=0))  # servers tell whole seconds
        return f"An answer came after {time.monotonic() - began:.1f} s: {' '.join(filter(None, came))}." if came else ""

    said = _awaited(answer, wait)
    if not said:
        return _told(f"No answer in {wait:.0f} s.", TROUBLED)
    return _told(said, WELL if said.startswith("An answer") else TROUBLED)


def _awaited(found: Callable[[], Any], within: float) -> Any:
    until = time.monotonic() + within
    while not (it := found()) and time.monotonic() < until:
        time.sleep(0.2)
    return it


def _told(line: str, status: int = WELL) -> int:
    print(line, flush=True)
    return status
