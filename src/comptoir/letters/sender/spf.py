"""Whether the server that brought a letter may speak for its envelope's domain (SPF, RFC 7208)."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any

import spf as pyspf

from comptoir.letters.sender.author import ascii_domain
from comptoir.letters.sender.names import Names, NamesUnavailable

_OWN_NETS = tuple(
    ip_network(net)
    for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7", "fe80::/10")
)


@dataclass(frozen=True, slots=True)
class Passage:
    """What SPF says, and of which domain: "pass", "fail", "softfail", "neutral", "none", "permerror", "temperror", or
    "unknown" where it is not known which server brought the letter.
    """

    result: str
    domain: str = ""


UNKNOWN = Passage("unknown")


def passage_of(names: Names, *, client_ip: str, helo: str, envelope_from: str) -> Passage:
    """What the domain of the envelope's sender says of the server at `client_ip`; of `helo` when the sender is empty."""
    if not is_of_the_world(client_ip):
        return UNKNOWN
    domain = ascii_domain((envelope_from or helo).rpartition("@")[2].strip("<>"))
    if not domain or "." not in domain:
        return Passage("none")
    sender = f"{envelope_from.rpartition('@')[0].strip('<>')}@{domain}" if envelope_from else ""
    try:
        result, _, _ = _Query(names, i=client_ip, s=sender, h=helo or domain).check()
    except (NamesUnavailable, pyspf.TempError):
        return Passage("temperror", domain)
    except Exception:
        return Passage("permerror", domain)
    return Passage(str(result), domain)


def is_of_the_world(client_ip: str) -> bool:
    """Whether it is another's server: one of our own only handed the letter on."""
    try:
        address = ip_address(client_ip)
    except ValueError:
        return False
    plain = getattr(address, "ipv4_mapped", None) or address
    return not any(plain in net for net in _OWN_NETS if net.version == plain.version)


class _Query(pyspf.query):  # type: ignore[misc]
    """One question to SPF, that asks the DNS through us."""

    def __init__(self, names: Names, **about: str) -> None:
        super().__init__(**about, strict=True)
        self._names = names

    def dns(self, name: str, qtype: str, cnames: Any = None, ignore_void: bool = False) -> list[Any]:
        """Records as the library wants them. Raises its TempError, and its PermError for too many empty answers."""
        try:
            found = self._names.records(str(name), qtype) if qtype != "SPF" else ()
        except NamesUnavailable as error:
            raise pyspf.TempError("no answer") from error
        if not found and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > pyspf.MAX_VOID_LOOKUPS:
                raise pyspf.PermError("too many empty answers")
        return [_as_wanted(record, qtype) for record in found]


def _as_wanted(record: str, qtype: str) -> Any:
    if qtype == "TXT":
        return (record.encode("latin-1"),)
    if qtype == "MX":
        preference, _, host = record.partition(" ")
        return int(preference), host
    return record
