"""Postfix and Dovecot, started in one temporary folder with ports of their own."""

from __future__ import annotations

import base64
import contextlib
import email
import email.policy
import imaplib
import os
import shutil
import signal
import smtplib
import tempfile
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import jwt

from tests.live import free_port
from tests.post_office.beside import Sink, await_port, own_certificate, run
from tests.post_office.mails import awaited
from tests.post_office.settings import (
    CLIENT_IP,
    DESK,
    DOVECOT,
    GONE,
    MAIN,
    MASTER,
    OAUTH_KEY,
    PASSWORD,
    PEOPLE,
    REPLIES,
    SHOP,
    TRANSPORT,
)
from tests.requirements import required


def post_office_tools() -> None:
    """Go on where Postfix and Dovecot can be run; else skip or fail the test."""
    missing = [name for name in ("postfix", "dovecot") if not _found(name)]
    is_root = os.geteuid() == 0
    required("post", not missing and is_root, f"no post office here: {', '.join(missing) or 'Postfix needs root'}")


def tool(name: str) -> str:
    """Where a program is. Skips or fails where there is none."""
    path = _found(name)
    required("post", bool(path), f"no {name} here")
    return path


def _found(name: str) -> str:
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin") or ""


class PostOffice:
    """Postfix takes what is sent by SMTP at `smtp_port`; Dovecot has a mailbox for everybody at `PEOPLE` and `SHOP`."""

    domains = ", ".join((PEOPLE, SHOP, REPLIES, GONE, DESK))

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="comptoir-post-"))
        self.folder.chmod(0o711)
        self.smtp_port, self.imap_port, self.imaps_port = free_port(), free_port(), free_port()
        self.dovecot_lmtp, self.desk_lmtp, self.sink_port = free_port(), free_port(), free_port()
        self.log = Path(tempfile.mkdtemp(prefix="comptoir-post-", dir="/var/tmp")) / "postfix.log"
        self.certificates = own_certificate(self.folder)
        self._sink = Sink(self.sink_port)
        self._start_dovecot()
        self._start_postfix()

    def close(self) -> None:
        """End everything and forget it."""
        run([_found("postfix"), "-c", str(self.folder / "postfix"), "abort"], check=False)
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
            os.kill(int((self.folder / "dovecot/run/master.pid").read_text()), signal.SIGTERM)
        self._sink.close()
        time.sleep(0.2)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.log.parent, ignore_errors=True)

    def send(self, raw: bytes | EmailMessage, *, sender: str, to: str | list[str], client_ip: str = CLIENT_IP) -> None:
        """Hand a mail to Postfix, which believes that it comes from there."""
        with smtplib.SMTP("127.0.0.1", self.smtp_port, "client.test", timeout=20) as client:
            client.ehlo()
            client.docmd("XFORWARD", f"NAME=client.test ADDR={client_ip} HELO=client.test")
            content = raw.as_bytes() if isinstance(raw, EmailMessage) else raw
            client.sendmail(sender, [to] if isinstance(to, str) else to, content)

    def drop(self, raw: bytes | EmailMessage, *, to: str, sender: str = "somebody@people.test") -> None:
        """Put a mail into a mailbox of Dovecot at once, by LMTP."""
        with smtplib.LMTP("127.0.0.1", self.dovecot_lmtp) as client:
            client.sendmail(sender, [to], raw.as_bytes() if isinstance(raw, EmailMessage) else raw)

    @contextlib.contextmanager
    def mailbox(self, user: str) -> Iterator[imaplib.IMAP4]:
        """The mailbox of somebody, opened as a mail program does."""
        client = imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=20)
        try:
            client.login(user, PASSWORD)
            client.select("INBOX")
            yield client
        finally:
            client.logout()

    def mails(self, user: str) -> list[EmailMessage]:
        """Everything in a mailbox, oldest first."""
        with self.mailbox(user) as client:
            numbers = client.search(None, "ALL")[1][0].split()
            contents = [client.fetch(number, "(BODY.PEEK[])")[1][0][1] for number in numbers]  # type: ignore[index]
        return [email.message_from_bytes(each, policy=email.policy.default) for each in contents]  # type: ignore[arg-type,misc]

    def awaited(
        self, user: str, suits: Callable[[EmailMessage], bool] = lambda _: True, *, within: float = 15
    ) -> EmailMessage:
        """The first mail in somebody's mailbox that suits, once it has come."""
        return awaited(lambda: next(filter(suits, self.mails(user)), None), within, self.told)

    def told(self) -> str:
        """What Postfix wrote last, for a test that fails."""
        return self.log.read_text()[-3000:] if self.log.exists() else ""

    def flush(self) -> None:
        """Let Postfix try at once what it put off: now and then it leaves a letter lying for minutes, whatever its waits are."""
        run([_found("postqueue"), "-c", str(self.folder / "postfix"), "-f"])

    def queue(self) -> str:
        """What Postfix still has, and what it wrote of that."""
        listed = run([_found("postqueue"), "-c", str(self.folder / "postfix"), "-p"], check=False)
        return f"{listed}\n{self.told()}"

    def _start_dovecot(self) -> None:
        place = self.folder / "dovecot"
        for name in ("run", "state", "mail"):
            (place / name).mkdir(parents=True)
        shutil.chown(place / "mail", "nobody", "nogroup")
        for each in (place, place / "mail"):
            each.chmod(0o755)
        self._write_oauth(place)
        config = place / "dovecot.conf"
        config.write_text(DOVECOT.format(place=place, folder=self.folder, office=self, password=PASSWORD))
        run([_found("dovecot"), "-c", str(config)])
        await_port(self.imap_port)

    def token(self, user: str, ends_in: float = 3600) -> str:
        """A token by which Dovecot lets us into somebody's mailbox, as a provider's would."""
        at = int(time.time())
        claims = {"sub": user, "azp": "desk", "iat": at, "exp": at + int(ends_in), "scope": "mail"}
        return jwt.encode(claims, OAUTH_KEY, algorithm="HS256", headers={"kid": "own"})

    def _write_oauth(self, place: Path) -> None:
        keys = place / "keys/desk/HS256"
        keys.mkdir(parents=True)
        (keys / "own").write_text(base64.b64encode(OAUTH_KEY.encode()).decode())
        (self.folder / "oauth.conf").write_text(
            "introspection_mode = local\nusername_attribute = sub\n"
            f"local_validation_key_dict = fs:posix:prefix={place}/keys/\n"
        )

    def _start_postfix(self) -> None:
        place = self.folder / "postfix"
        for name in ("", "queue", "data"):
            (place / name).mkdir(exist_ok=True)
        shutil.chown(place / "data", "postfix")
        (place / "transport").write_text(TRANSPORT.format(office=self))
        (place / "main.cf").write_text(MAIN.format(place=place, office=self, log=self.log))
        (place / "master.cf").write_text(MASTER.format(office=self))
        run([_found("postfix"), "-c", str(place), "start"])
        await_port(self.smtp_port)
