"""A module's text as a page: Markdown without markup of its own, pictures of the house alone."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

_TAGS = {
    *("h2", "h3", "h4", "p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td", "a", "img"),
}
_PICTURE = re.compile(r"/console/pictures/[0-9a-f-]{36}\.(?:jpeg|png|webp)")


@lru_cache(maxsize=256)
def page_of(text: str) -> Markup:
    """The text as markup that may be shown as it is. Its first heading is one below the page's own."""
    import nh3  # a server that starts does not wait for what few pages need
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    lowered = re.sub(r"^(#{1,3})(?=\s)", r"#\1", text, flags=re.MULTILINE) if _begins_high(text) else text
    return Markup(  # noqa: S704 - cleaned on the way
        nh3.clean(
            reader.render(lowered),
            tags=_TAGS,
            attributes={"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener noreferrer",
            attribute_filter=_own_pictures,
        )
    )


def _begins_high(text: str) -> bool:
    return re.search(r"^#\s", text, flags=re.MULTILINE) is not None


def _own_pictures(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src":
        return value if _PICTURE.fullmatch(value) else None
    return value
