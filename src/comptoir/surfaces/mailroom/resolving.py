"""Which name server is asked about senders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from dns.resolver import Resolver


def own_resolver() -> Resolver | None:
    """The one that the installation names; None: the machine's own."""
    if not settings.MAIL_RESOLVER:
        return None
    from dns.resolver import Resolver

    host, _, port = settings.MAIL_RESOLVER.rpartition(":")
    resolver = Resolver(configure=False)
    resolver.nameservers, resolver.port = [host.strip("[]")], int(port)
    return resolver
