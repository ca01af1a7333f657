"""Somebody answers with a real mail program, key by key: only what they wrote is read, and it joins the thread."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import LiveAgent
from tests.mail_desk import SUPPORT, MailDesk
from tests.post_office import PASSWORD, PEOPLE, PostOffice, a_mail, tool

pytestmark = [pytest.mark.servers, pytest.mark.embedded, pytest.mark.enable_socket, pytest.mark.timeout(120)]

IRIS = f"iris@{PEOPLE}"
SETTINGS = """
set from="{user}" realname="Íris Sousa" use_from=yes envelope_from=yes
set imap_user="{user}" imap_pass="{password}" spoolfile="imap://127.0.0.1:{imap}/INBOX" folder="imap://127.0.0.1:{imap}/"
set smtp_url="smtp://127.0.0.1:{smtp}" ssl_starttls=no ssl_force_tls=no
set editor="{folder}/editor" fast_reply=yes include=yes reply_to=yes copy=no confirmappend=no delete=no
set header_cache="" message_cachedir="" record="" postponed="" certificate_file="{folder}/certificates"
set attribution="Em %d, %n escreveu:" date_format="%d/%m/%Y" indent_string="> " sort=date
set signature="{folder}/signature" sig_dashes=yes charset="utf-8" send_charset="us-ascii:iso-8859-1:utf-8" crypt_use_gpgme=no
"""
EDITOR = """#!/bin/sh
printf 'Obrigada, já recebi o anel.\\nEstá perfeito.\\n\\n' > "$1.new"; cat "$1" >> "$1.new"; mv "$1.new" "$1"
"""


class Mutt:
    """mutt in a terminal of its own."""

    def __init__(self, post: PostOffice, user: str) -> None:
        self._tmux, program = tool("tmux"), tool("mutt")
        self._folder = Path(tempfile.mkdtemp(prefix="comptoir-mutt-"))
        facts = {"user": user, "password": PASSWORD, "imap": post.imap_port, "smtp": post.smtp_port}
        (self._folder / "rc").write_text(SETTINGS.format(folder=self._folder, **facts))
        (self._folder / "signature").write_text(f"Íris Sousa\n+351 912 345 678\n{user}\n")
        (self._folder / "editor").write_text(EDITOR)
        (self._folder / "editor").chmod(0o755)
        command = f"env LC_ALL=C.UTF-8 HOME={self._folder} TERM=screen {program} -n -F {self._folder}/rc"
        self._say("new-session", "-d", "-x", "120", "-y", "40", command)

    def type(self, *keys: str) -> None:
        """Press these keys."""
        self._say("send-keys", *keys)

    def screen(self) -> str:
        """What stands on the screen."""
        return self._say("capture-pane", "-p")

    def shows(self, words: str, within: float = 20) -> None:
        """Wait until these words stand on the screen."""
        until = time.monotonic() + within
        while words not in (screen := self.screen()):
            assert time.monotonic() < until, screen
            time.sleep(0.1)

    def close(self) -> None:
        """End it."""
        self._say("kill-server", check=False)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _say(self, *words: str, check: bool = True) -> str:
        command = [self._tmux, "-S", str(self._folder / "socket"), *words]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=check
        )
        return done.stdout


@pytest.fixture
def mutt(post: PostOffice) -> Iterator[type[Mutt]]:
    opened: list[Mutt] = []

    class Opened(Mutt):
        def __init__(self, post: PostOffice, user: str) -> None:
            super().__init__(post, user)
            opened.append(self)

    yield Opened
    for each in opened:
        each.close()


def test_an_answer_by_mutt_is_read_without_what_it_quotes(
    desk: MailDesk, post: PostOffice, agent: LiveAgent, mutt: type[Mutt]
) -> None:
    """D1, E3: `r` and `y`, Latin-1 in 8 bits, a signature with a phone number, the question quoted with its address."""
    first = a_mail("Onde está o meu anel?", sender=f"Íris <{IRIS}>", to=SUPPORT, subject="Anel")
    post.drop(first, to=SUPPORT, sender=IRIS)
    c = int(agent.hear("row", words="Onde está o meu anel?")["c"])
    assert agent.does(c, "take")[0] in (200, 204)
    agent.watch(c)
    agent.post(c, "Bom dia Íris, o anel segue hoje.")
    post.awaited(IRIS, lambda it: "segue hoje" in it.get_body(("plain",)).get_content())

    program = mutt(post, IRIS)
    program.shows("Anel")
    program.type("*")
    program.type("r")
    program.shows("y:Send")
    program.type("y")

    entry = agent.hear("entry", c=c, within=30)["entry"]
    while entry.get("from") != "visitor":
        entry = agent.hear("entry", c=c, within=20)["entry"]
    assert entry["body"] == "Obrigada, já recebi o anel.\nEstá perfeito."
    [row] = [it for it in desk.look()["received"] if it["conversation_id"] == c and it["entry_seq"] == entry["seq"]]
    assert "o anel segue hoje" in row["quoted"]
    assert "912 345 678" in row["quoted"]
    assert row["source"] == "lmtp"
