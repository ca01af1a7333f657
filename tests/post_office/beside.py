"""What stands beside the two servers: a place where nobody is, a certificate, and how servers are started."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
from pathlib import Path


class Sink(socketserver.ThreadingTCPServer):
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


def run(command: list[str], *, check: bool = True) -> str:
    """What it printed."""
    # Daemons keep what they inherit: nothing of ours, or whoever waits for our output waits for ever.
    with tempfile.TemporaryFile() as out:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=60, check=False)
        out.seek(0)
        printed = out.read().decode()[-2000:]
        if check and done.returncode:
            raise RuntimeError(f"{command[0]}: {printed}")
        return printed


def await_port(port: int, within: float = 20) -> None:
    until = time.monotonic() + within
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def own_certificate(folder: Path) -> Path:
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
