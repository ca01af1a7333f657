"""What the charter says of a page of the shop."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from comptoir.domain.charter.page_patterns import LONGEST, is_page_of
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.duration import Duration


@dataclass(frozen=True, slots=True)
class PageRule:
    """The rule that holds on a page: `audience` None leaves it to the topic, or to whoever is free."""

    path: str = "*"
    audience: str | None = None
    visitor_chooses: bool = False
    invite_after: Duration | None = None
    topic: str | None = None


EVERYWHERE = PageRule()
"""What holds where the charter says nothing."""


def page_rule(charter: Charter, url_or_path: str) -> PageRule:
    """The first rule whose pattern means the page; host, query and fragment do not count, nor do case and accents."""
    return _page_rule(charter, path_of(url_or_path))


@lru_cache(maxsize=4096)
def _page_rule(charter: Charter, path: str) -> PageRule:
    for page in charter.pages:
        if is_page_of(path, page.path):
            return PageRule(
                path=page.path,
                audience=page.audience or None,
                visitor_chooses=page.visitor_chooses,
                invite_after=page.invite_after,
                topic=page.topic or None,
            )
    return EVERYWHERE


def path_of(url_or_path: str) -> str:
    """The path of an address, whatever a browser or somebody malicious sends; "/" when there is none."""
    text = "".join(sign for sign in url_or_path[:LONGEST] if sign.isprintable()).strip()
    path = text.split("#", 1)[0].split("?", 1)[0]
    scheme, separator, rest = path.partition("://")
    if separator and "/" not in scheme:
        path = "/" + rest.partition("/")[2]
    elif path.startswith("//"):
        path = "/" + path[2:].partition("/")[2]
    return path if path.startswith("/") else "/" + path
