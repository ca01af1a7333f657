"""A post office on loopback for tests: a real Postfix and a real Dovecot. No mail can leave it.

Everything lies in one temporary folder, with ports of its own; nothing of the machine's configuration is touched or used.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import email
import email.policy
import imaplib
import ipaddress
import os
import shutil
import signal
import smtplib
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any

import jwt

from tests.live import free_port
from tests.requirements import required

PASSWORD = "secret"
OAUTH_KEY = "the key by which tokens of this post office are signed"
CLIENT_IP = "203.0.113.5"
"""From where people's mail comes, as far as Postfix is told."""
PEOPLE, SHOP, GONE, REPLIES, DESK = "people.test", "shop.test", "gone.test", "reply.shop.test", "desk.test"
"""Domains: mailboxes of people and of the shop in Dovecot; one where nobody is; the desk's own addresses; mailboxes at the desk."""


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
        self.certificates = _certificate(self.folder)
        self._sink = _Sink(self.sink_port)
        self._start_dovecot()
        self._start_postfix()

    def close(self) -> None:
        """End everything and forget it."""
        _run([_found("postfix"), "-c", str(self.folder / "postfix"), "abort"], check=False)
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

    def _start_dovecot(self) -> None:
        place = self.folder / "dovecot"
        for name in ("run", "state", "mail"):
            (place / name).mkdir(parents=True)
        shutil.chown(place / "mail", "nobody", "nogroup")
        for each in (place, place / "mail"):
            each.chmod(0o755)
        self._write_oauth(place)
        config = place / "dovecot.conf"
        config.write_text(_DOVECOT.format(place=place, folder=self.folder, office=self, password=PASSWORD))
        _run([_found("dovecot"), "-c", str(config)])
        _await_port(self.imap_port)

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
        (place / "transport").write_text(_TRANSPORT.format(office=self))
        (place / "main.cf").write_text(_MAIN.format(place=place, office=self, log=self.log))
        (place / "master.cf").write_text(_MASTER.format(office=self))
        _run([_found("postfix"), "-c", str(place), "start"])
        _await_port(self.smtp_port)


def a_mail(
    body: str,
    *,
    sender: str,
    to: str,
    subject: str = "Question",
    message_id: str = "",
    at: dt.datetime | None = None,
    **headers: str,
) -> EmailMessage:
    """A mail as somebody writes one."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(at or dt.datetime.now(dt.UTC))
    message["Message-ID"] = message_id or make_msgid(domain="client.test")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def awaited(found: Callable[[], Any], within: float = 15, told: Callable[[], str] = lambda: "") -> Any:
    """What `found` gives as soon as it gives something."""
    until = time.monotonic() + within
    while not (it := found()):
        if time.monotonic() > until:
            raise TimeoutError("it did not come\n" + told())
        time.sleep(0.05)
    return it


class _Sink(socketserver.ThreadingTCPServer):
    """A mail server at which nobody is: every recipient is refused for good, so that a real bounce is made."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Refusing)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Refusing(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 gone.test ESMTP\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            self.wfile.write(
                {
                    b"RCPT": b"550 5.1.1 No such user here\r\n",
                    b"DATA": b"503 5.5.1 No recipients\r\n",
                    b"QUIT": b"221 2.0.0 Bye\r\n",
                }.get(word, b"250 OK\r\n")
            )
            if word == b"QUIT":
                return


def _run(command: list[str], *, check: bool = True) -> None:
    # Daemons keep what they inherit: nothing of ours, or whoever waits for our output waits for ever.
    with tempfile.TemporaryFile() as out:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=60, check=False)
        if check and done.returncode:
            out.seek(0)
            raise RuntimeError(f"{command[0]}: {out.read().decode()[-2000:]}")


def _await_port(port: int, within: float = 20) -> None:
    until = time.monotonic() + within
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def _certificate(folder: Path) -> Path:
    """A certificate for localhost that signs itself, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    began = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + dt.timedelta(days=30))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(secret)
    public = made.public_bytes(serialization.Encoding.PEM)
    (folder / "cert.pem").write_bytes(public)
    (folder / "both.pem").write_bytes(public + secret)
    return folder / "cert.pem"


_DOVECOT = """
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:{place}/mail/%u
mail_max_userip_connections = 50
# Where the kernel has no watches left for so many sessions of one user, Dovecot looks by itself.
mailbox_idle_check_interval = 1 secs
recipient_delimiter = +
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth.conf
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={place}/mail/%u
}}
service imap-login {{
  service_count = 0
  client_limit = 2000
  inet_listener imap {{
    port = {office.imap_port}
  }}
  inet_listener imaps {{
    port = {office.imaps_port}
    ssl = yes
  }}
}}
service imap {{
  process_limit = 500
}}
service anvil {{
  client_limit = 3000
}}
service auth {{
  client_limit = 3000
}}
service stats {{
  client_limit = 3000
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {office.dovecot_lmtp}
  }}
}}
namespace inbox {{
  inbox = yes
}}
"""
_TRANSPORT = f"""{PEOPLE} lmtp:inet:127.0.0.1:{{office.dovecot_lmtp}}
{SHOP} lmtp:inet:127.0.0.1:{{office.dovecot_lmtp}}
{REPLIES} lmtp:inet:127.0.0.1:{{office.desk_lmtp}}
{DESK} lmtp:inet:127.0.0.1:{{office.desk_lmtp}}
{GONE} smtp:[127.0.0.1]:{{office.sink_port}}
* error:5.7.1 no mail leaves here
"""
_MAIN = """
compatibility_level = 3.6
queue_directory = {place}/queue
data_directory = {place}/data
maillog_file = {log}
myhostname = post.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
transport_maps = texthash:{place}/transport
relay_domains = {office.domains}
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_forbid_bare_newline = normalize
lmtp_send_xforward_command = yes
smtpd_authorized_xforward_hosts = 127.0.0.0/8
lmtp_destination_recipient_limit = 50
smtpd_peername_lookup = no
smtp_host_lookup = native
lmtp_host_lookup = native
disable_dns_lookups = yes
minimal_backoff_time = 1s
maximal_backoff_time = 3s
queue_run_delay = 1s
bounce_queue_lifetime = 10m
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
message_size_limit = 50000000
default_process_limit = 30
"""
_MASTER = """
127.0.0.1:{office.smtp_port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
