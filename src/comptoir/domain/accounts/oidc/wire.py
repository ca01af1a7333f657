"""Asking a provider whose address somebody has typed. It is asked at public addresses only, over TLS, for little, and never elsewhere.

The address that is connected to is the one that was looked at; no redirect is followed. A9.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from comptoir.domain.accounts.errors import ProviderNotUsable
from comptoir.domain.accounts.why import why_not
from comptoir.domain.channels.connecting.hosts import is_public, tls_context

PATIENCE = 8.0
"""Seconds for a connection, and for each part of an answer."""

ALTOGETHER = 20.0
LARGEST = 512 * 1024
"""Bytes of an answer."""


class Place(NamedTuple):
    """Where to ask, taken apart."""

    is_secure: bool
    host: str
    port: int
    path: str


def place_of_url(url: str) -> Place:
    """An address of a provider, if one may be asked there at all. Raises `ProviderNotUsable`."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise refused("address") from error
    is_plain = parts.scheme == "http" and settings.SSO_PRIVATE_HOSTS
    odd = parts.username is not None or parts.fragment or any(it <= " " or it == "\\" for it in url)
    if odd or not parts.hostname or (parts.scheme != "https" and not is_plain):
        raise refused("address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme == "https", parts.hostname, port, path)


def asked(url: str, *, form: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """What is answered at an address, as a JSON object; `form` is posted. Raises `ProviderNotUsable`."""
    place = place_of_url(url)
    sent = urlencode(form).encode() if form is not None else None
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if sent is not None else {}
    known = {"Accept": "application/json", "User-Agent": "Comptoir", "Connection": "close"}
    line = http.client.HTTPConnection(place.host, place.port, timeout=PATIENCE)
    try:
        line.sock = _socket(place)
        line.request("GET" if sent is None else "POST", place.path, sent, {**known, **kind, **(headers or {})})
        answer = line.getresponse()
        body = _read(answer)
    except ssl.SSLError as error:
        raise refused("certificate") from error
    except (OSError, http.client.HTTPException) as error:
        raise refused("no_answer") from error
    finally:
        line.close()
    if answer.status != 200:
        raise refused("answered_no")
    return _object(body)


def _socket(place: Place) -> socket.socket:
    """A socket to the first of the host's addresses that answers, all of them being public."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise refused("host_unknown") from error
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not settings.SSO_PRIVATE_HOSTS and not all(is_public(each) for each in addresses):
        raise refused("host_private")
    for address in addresses:
        try:
            plain = socket.create_connection((address, place.port), timeout=PATIENCE)
        except OSError:
            continue
        if not place.is_secure:
            return plain
        return tls_context(settings.SSO_CERTIFICATES).wrap_socket(plain, server_hostname=place.host)
    raise refused("no_answer")


def _read(answer: http.client.HTTPResponse) -> bytes:
    """The body, if it is small and comes soon."""
    until, body = time.monotonic() + ALTOGETHER, b""
    while part := answer.read1(64 * 1024):
        body += part
        if len(body) > LARGEST or time.monotonic() > until:
            raise refused("answered_no")
    return body


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise refused("answered_no") from error
    if not isinstance(told, dict):
        raise refused("answered_no")
    return told


def refused(code: str) -> ProviderNotUsable:
    """Why a provider cannot be used, in words; never in the words of what was asked."""
    return ProviderNotUsable(why=why_not(code))
