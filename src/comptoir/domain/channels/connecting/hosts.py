"""Sockets to hosts that somebody has named. Who may name a host must not come to our own network by it.

The address that is connected to is the one that was looked at: a name that means another address a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings

from comptoir.domain.channels.connecting.access import Access, Trouble

PATIENCE = 15.0
"""Seconds for a connection, and for each answer."""

TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Old addresses, as a network of new ones reaches them."""


def connected(access: Access, patience: float = PATIENCE) -> socket.socket:
    """A socket to the server, in clear. Raises `Trouble`."""
    addresses = _addresses(access.host, access.port)
    if not (access.may_be_private or settings.MAIL_PRIVATE_HOSTS) and not all(is_public(each) for each in addresses):
        raise Trouble("host_private")
    trouble = Trouble("no_connection")
    for address in addresses:
        try:
            return socket.create_connection((address, access.port), timeout=patience)
        except TimeoutError:
            trouble = Trouble("too_slow")
        except OSError:
            continue
    raise trouble


def is_public(address: str) -> bool:
    """Whether an address is one of the public Internet; also where it is an old one written as a new one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = _old_one_in(found) if isinstance(found, ipaddress.IPv6Address) else found
    return bool(inner.is_global and not inner.is_multicast and not inner.is_reserved)


def secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """The socket under TLS, its certificate checked for `host`. Raises `Trouble`."""
    with troubles():
        return tls_context(settings.MAIL_CERTIFICATES).wrap_socket(plain, server_hostname=host)


@lru_cache(maxsize=4)
def tls_context(certificates: str) -> ssl.SSLContext:
    """Whom we trust: the system's authorities, and those in the file `certificates` where there is one."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificates:
        context.load_verify_locations(cafile=certificates)
    return context


@contextmanager
def troubles() -> Iterator[None]:
    """Let what goes wrong with a socket be a `Trouble`."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise Trouble("certificate") from error
    except ssl.SSLError as error:
        raise Trouble("no_tls") from error
    except TimeoutError as error:
        raise Trouble("too_slow") from error
    except OSError as error:
        raise Trouble("connection_lost") from error


def _old_one_in(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    if address in TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _addresses(host: str, port: int) -> list[str]:
    if not host or len(host) > 253 or not port:
        raise Trouble("not_configured")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Trouble("host_unknown") from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))
