"""`comptoir mail test` tells each step of a letter's way, to the answer or the bounce."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.live import ROOT
from tests.mail_desk import LISTENED, SUPPORT, MailDesk
from tests.post_office import GONE, PEOPLE, PostOffice, a_mail

pytestmark = [pytest.mark.servers, pytest.mark.embedded, pytest.mark.enable_socket, pytest.mark.timeout(120)]


def asked(desk: MailDesk, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "comptoir.config.command", "mail", "test", *arguments]
    return subprocess.Popen(
        command, env=desk.environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )


def test_a_letter_goes_out_and_its_answer_is_heard(desk: MailDesk, post: PostOffice) -> None:
    rui = f"rui@{PEOPLE}"
    asking = asked(desk, rui, "--wait", "40")
    letter = post.awaited(rui, lambda it: str(it["Subject"]).startswith("Test of"), within=60)
    reply = a_mail("Recebido.", sender=rui, to=SUPPORT, In_Reply_To=str(letter["Message-ID"]))
    post.send(reply, sender=rui, to=SUPPORT)
    said = asking.communicate(timeout=60)[0]
    assert asking.returncode == 0, said
    assert f"Mailbox {SUPPORT}: mail comes in by imap, goes out by house." in said
    assert "Incoming server localhost" in said
    assert said.count("signed in.") == 2
    assert "The server took it after" in said
    assert "An answer came after" in said


def test_a_letter_that_comes_back_is_told_of(desk: MailDesk) -> None:
    asking = asked(desk, f"ninguem@{GONE}", "--mailbox", LISTENED, "--wait", "40")
    said = asking.communicate(timeout=100)[0]
    assert asking.returncode == 1, said
    assert "It came back: 5.1.1" in said


def test_what_cannot_be_tried_says_so(desk: MailDesk) -> None:
    asking = asked(desk, "nobody")
    assert "is no e-mail address" in asking.communicate(timeout=60)[0]
    assert asking.returncode == 2
