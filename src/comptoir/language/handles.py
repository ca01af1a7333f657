"""Names by which persons are reached on messaging and social networks."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from comptoir.language.folding import folded
from comptoir.language.rules import Shop
from comptoir.language.text import is_within, merged

_AT = re.compile(r"(?<![\w@./+-])@[A-Za-z0-9_][\w.]{1,29}")
_NETWORKS = (
    "instagram",
    "insta",
    "snapchat",
    "snap",
    "telegram",
    "tiktok",
    "messenger",
    "facebook",
    "fb",
    "discord",
    "skype",
    "signal",
    "twitter",
    "wechat",
    "viber",
    "linkedin",
    "threads",
    "mastodon",
    "bluesky",
)
_NETWORK = f"(?:{'|'.join(_NETWORKS)})"
_MENTIONED = re.compile(rf"(?<!\w){_NETWORK}(?!\w)")
_AT_MOST = 200
"""Names of a kind: whoever writes more has been found out."""
_NAMED = re.compile(
    rf"(?<!\w){_NETWORK}(?!\w)[ :,\-]{{0,3}}(?:(?:c'est|est|is|e|este|sous|as|ca|como|le nom|le pseudo|pseudo|utilizator|user|username|o utilizador|:|=)[ :]{{1,3}}){{0,2}}"
    r"[\"'«“„]? ?(?P<name>(?=[\w.]{0,29}[\d_])[a-z][\w.]{3,29}|[a-z]{2,15}\.[a-z]{2,15}\w{0,5})(?![\w@/])"
)


def may_have_network(plain: str) -> bool:
    """Whether a folded sentence names a network."""
    return any(network in plain for network in _NETWORKS) and _MENTIONED.search(plain) is not None


def find_handles(body: str, shop: Shop) -> list[tuple[int, int]]:
    """Start and end of each such name; the shop's own are none."""
    found: list[tuple[int, int]] = []
    if "@" in body:
        seen = islice(_AT.finditer(body), _AT_MOST)
        found = [(match.start(), match.end() - (match[0][-1] == ".")) for match in seen]
    plain = folded(body)
    if may_have_network(plain):
        named = [match.span("name") for match in islice(_NAMED.finditer(plain), _AT_MOST)]
        taken = merged(found)
        found += [span for span in named if not is_within(span[0], taken)]
    if not found:
        return []
    own = _own(shop.names, shop.accounts, shop.sites)
    return sorted(span for span in found if _signs(body[span[0] : span[1]]) not in own)


@lru_cache(maxsize=64)
def _own(names: tuple[str, ...], accounts: tuple[str, ...], sites: tuple[str, ...]) -> frozenset[str]:
    of_sites = (label for site in sites for label in site.lower().removeprefix("www.").split(".")[:-1])
    return frozenset(map(_signs, (*names, *accounts, *of_sites)))


def _signs(name: str) -> str:
    return re.sub(r"[\W_]", "", folded(name))
