"""The mailroom as a process of its own: what is changed in the console holds within seconds, trouble shows, it ends in order."""

from __future__ import annotations

import contextlib
import json
import signal
import sqlite3
import urllib.request
from collections.abc import Iterator

import pytest

from tests.live import DATABASE
from tests.mail_desk import MailDesk, by_imap
from tests.post_office import PEOPLE, SHOP, PostOffice, a_mail, awaited

pytestmark = [pytest.mark.servers, pytest.mark.embedded, pytest.mark.enable_socket, pytest.mark.timeout(120)]

ONE, OTHER = f"um@{SHOP}", f"dois@{SHOP}"


@pytest.fixture(scope="module")
def apart(post: PostOffice) -> Iterator[MailDesk]:
    """A desk whose server leaves mail to a process of its own."""
    boxes = (by_imap(post, ONE), by_imap(post, OTHER, imap_secret="wrong"))
    with MailDesk(post, boxes=boxes, COMPTOIR_MAILROOM="elsewhere", COMPTOIR_LMTP="") as desk:
        desk.launch("mailroom")
        yield desk


def boxes(desk: MailDesk) -> dict[str, sqlite3.Row]:
    return {it["address"]: it for it in desk.look()["boxes"]}  # type: ignore[misc]


def change(desk: MailDesk, query: str, *facts: object) -> None:
    with contextlib.closing(sqlite3.connect(desk.folder / DATABASE, timeout=20)) as rows, rows:
        rows.execute(query, facts)


def test_a_mailbox_in_trouble_shows_it_and_keeps_no_other_from_its_mail(apart: MailDesk, post: PostOffice) -> None:
    """R9: the password of one is wrong."""
    awaited(lambda: boxes(apart)[ONE]["looked_at"], 30, lambda: apart.log.read_text()[-3000:])
    awaited(lambda: boxes(apart)[OTHER]["trouble"] == "sign_in_refused", 20)
    post.drop(a_mail("Olá", sender=f"ana@{PEOPLE}", to=ONE), to=ONE)
    awaited(lambda: [it for it in apart.look()["received"] if it["state"] == "applied"], 20)


def test_a_mailbox_that_was_mended_is_fetched_from_within_seconds(apart: MailDesk) -> None:
    """What an administrator changes holds without a restart."""
    awaited(lambda: boxes(apart)[OTHER]["trouble"], 20)
    change(
        apart,
        "UPDATE channels_mailbox SET imap_secret = (SELECT imap_secret FROM channels_mailbox WHERE address = ?), "
        "trouble = '', leased_until = NULL WHERE address = ?",
        ONE,
        OTHER,
    )
    awaited(lambda: boxes(apart)[OTHER]["looked_at"], 30)
    assert boxes(apart)[OTHER]["trouble"] == ""


def test_a_mailbox_that_is_switched_off_is_left_alone(apart: MailDesk) -> None:
    change(apart, "UPDATE channels_mailbox SET is_on = 0, leased_until = NULL WHERE address = ?", OTHER)
    awaited(lambda: boxes(apart)[OTHER]["leased_until"] is None, 20)


def test_it_ends_in_order_and_lets_others_fetch(apart: MailDesk) -> None:
    awaited(lambda: boxes(apart)[ONE]["leased_until"], 20)
    process = apart.processes[0]
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert boxes(apart)[ONE]["leased_until"] is None


def test_health_tells_that_mail_is_in_trouble(apart: MailDesk) -> None:
    """What watches the installation sees that nobody works off what came."""
    apart.start()

    def health() -> str:
        with urllib.request.urlopen(f"{apart.url}/health", timeout=5) as answer:
            return str(json.load(answer)["mail"])

    assert health() == "ok"
    change(
        apart,
        "UPDATE channels_receivedmail SET state = 'waiting', next_at = '2020-01-01 00:00:00', settled_at = NULL",
    )
    awaited(lambda: health() == "late", 20)
