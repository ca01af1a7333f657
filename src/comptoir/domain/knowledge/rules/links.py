"""Which pages may be sent to customers: those of the shop's sites, and those that its charter allows."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from comptoir.domain.charter.rules import Charter
from comptoir.domain.knowledge.rules.bounds import ADDRESS_LONGEST
from comptoir.language.rules import Shop

TITLE_LONGEST, WORDS_LONGEST = 160, 600


class WrittenLink(NamedTuple):
    """A page as somebody has written it down."""

    language: str
    address: str
    title: str = ""
    words: str = ""


def is_own_page(address: str, charter: Charter) -> bool:
    """Whether the charter's clause `link` lets the page be sent: an https address of the shop's sites, or an allowed one. A10."""
    try:
        parts = urlsplit(address)
        has_port = parts.port is not None
    except ValueError:
        return False
    if parts.scheme != "https" or not parts.hostname or parts.username is not None or parts.password is not None:
        return False
    if len(address) > ADDRESS_LONGEST or not address.isprintable() or " " in address or "\\" in address:
        return False
    if has_port and f"{parts.scheme}://{parts.netloc}" not in charter.shop.sites:
        return False
    # Late: the ends of all the world's domains are read with it, and most processes never ask.
    from comptoir.language.links import is_allowed

    return is_allowed(address, _shop(charter))


def title_of(address: str) -> str:
    """What a page is called that nobody has given a name: the last part of its path, as words."""
    last = next((part for part in reversed(urlsplit(address).path.split("/")) if part), "")
    words = last.rsplit(".", 1)[0] if "." in last else last
    return " ".join(words.replace("-", " ").replace("_", " ").split()).capitalize()[:TITLE_LONGEST]


def _shop(charter: Charter) -> Shop:
    own = charter.shop
    pages = (own.contact_page, charter.privacy.policy_page if charter.privacy else "")
    hosts = tuple(urlsplit(site).hostname or site for site in own.sites)
    return Shop(sites=hosts, links=(*charter.links.allowed, *(page for page in pages if page)))
