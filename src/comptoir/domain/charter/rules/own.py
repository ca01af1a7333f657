"""What is the shop's own, and therefore never a stranger's contact."""

from __future__ import annotations

from urllib.parse import urlsplit

from comptoir.domain.charter.shape.charter import Charter
from comptoir.language.rules import Shop


def own_of(charter: Charter) -> Shop:
    """The shop's sites, mailboxes, telephones and allowed links, as texts are read by."""
    shop = charter.shop
    return Shop(
        sites=tuple(urlsplit(site).hostname or site for site in shop.sites),
        links=tuple(charter.links.allowed),
        emails=tuple(shop.emails),
        phones=tuple(shop.phones),
        addresses=tuple(shop.stores),
        names=(shop.name, *shop.also_called),
        accounts=tuple(shop.accounts),
        country=charter.country or "PT",
    )
