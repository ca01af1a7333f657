"""What Comptoir makes of a mail, from the command line (issue of mail: for those who run it)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comptoir.config.command import main
from comptoir.domain.channels import because
from comptoir.letters.cleaning.cleaned import WHY

MAIL = """From: Ana Silva <ana@example.org>
To: Loja <loja@example.org>
Subject: =?utf-8?q?Re=3A_bule_partido?=
Date: Mon, 23 Nov 2026 10:00:00 +0100
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Chegou partido.\x1b[2J

On 23 Nov 2026, at 09:00, Loja <loja@example.org> wrote:
> Bom dia
> Chegou bem?
--b
Content-Type: application/x-msdownload; name=nota.exe
Content-Transfer-Encoding: base64

TVqQAAMAAAA=
--b--
"""
BOUNCE = """From: MAILER-DAEMON@mx.example.org
Subject: failure notice

<rui@example.org>:
550 5.1.1 Unknown user
"""


class Shown:
    """What the command printed, and its status."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self._file = folder / "mail.eml"
        self._capfd = capfd
        self.out = self.err = ""

    def status(self, mail: str | bytes, *options: str, language: str = "en") -> int:
        self._file.write_bytes(mail if isinstance(mail, bytes) else mail.encode())
        status = main(["mail", "show", str(self._file), "--offline", "--language-of-answers", language, *options])
        self.out, self.err = self._capfd.readouterr()
        return status


@pytest.fixture
def shown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Shown:
    return Shown(tmp_path, capfd)


def test_a_persons_mail_is_told_in_lines(shown: Shown):
    assert shown.status(MAIL) == 0
    assert "From: Ana Silva <ana@example.org>\n" in shown.out
    assert "Subject: Re: bule partido\n" in shown.out
    assert "Kind: A person wrote it.\n" in shown.out
    assert "New text:\n    Chegou partido.[2J\n" in shown.out
    assert "Folded, 3 lines:\n" in shown.out
    assert "    nota.exe: Programs are not taken.\n" in shown.out


def test_nothing_that_a_stranger_wrote_commands_the_terminal(shown: Shown):
    shown.status(MAIL)
    assert "\x1b" not in shown.out


def test_the_same_as_one_object(shown: Shown):
    assert shown.status(MAIL, "--json") == 0
    told = json.loads(shown.out)
    assert told["from"] == {"name": "Ana Silva", "address": "ana@example.org"}
    assert (told["new_text"], told["how"]) == ("Chegou partido.[2J", "attribution")
    assert told["kind"] == {"kind": "human", "because": "", "is_list": False}
    assert told["refused"] == [{"name": "nota.exe", "content_type": "application/x-msdownload", "why": "program"}]
    assert told["sender_check"] is None


def test_a_bounce_names_whom_it_did_not_reach_and_is_no_message(shown: Shown):
    assert shown.status(BOUNCE) == 1
    assert (
        "Not reached:\n    rui@example.org: for good (5.1.1 <rui@example.org>: 550 5.1.1 Unknown user)\n" in shown.out
    )
    assert shown.status(BOUNCE, "--json") == 1
    assert json.loads(shown.out)["bounce"][0]["address"] == "rui@example.org"


def test_a_mail_that_was_sent_on_says_whose_it_is(shown: Shown):
    """D1: as a hint; it proves nothing."""
    sent_on = (
        "From: Loja <equipa@example.com>\nSubject: Fwd: bule\n\nVejam.\n\n---------- Forwarded message ---------\n"
        "De: Ana Silva <ana@example.org>\nData: 23/11/2026 09:00\nAssunto: bule\n\nChegou partido.\n"
    )
    assert shown.status(sent_on) == 0
    assert "    It brings a mail of Ana Silva <ana@example.org>, as far as it says.\n" in shown.out
    assert shown.status(sent_on, "--json") == 0
    told = json.loads(shown.out)
    assert (told["how"], told["sent_on"]["address"], told["sent_on"]["body"]) == (
        "forward",
        "ana@example.org",
        "Chegou partido.",
    )
    assert shown.status(MAIL, "--json") == 0
    assert json.loads(shown.out)["sent_on"] is None


def test_what_cannot_be_read_says_why(shown: Shown):
    assert shown.status("") == 2
    assert shown.err == "comptoir: There is nothing in it.\n"
    assert shown.status("", "--json") == 2
    assert json.loads(shown.out) == {"unreadable": "empty", "because": "There is nothing in it."}
    assert main(["mail", "show", "/nowhere/at/all.eml"]) == 2


def test_every_code_of_the_library_has_its_words():
    assert set(WHY) <= set(because.REFUSED)
    for why in because.REFUSED:
        assert because.refused_words(why)
    assert because.problem_words("charset_guessed:cp1250") == "Its letters were guessed (cp1250)."
    assert because.verdict_words("forged", "dmarc").startswith("Forged: ")
    assert because.kind_words("automatic", "null_sender").startswith("A machine wrote it by itself: ")
    assert because.unreadable_words("failed:KeyError@x.py:3") == "It could not be read."
