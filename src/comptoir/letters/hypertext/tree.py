"""What both readings of a stranger's HTML have in common: how much of it is read, and what its own reader would not see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST = 1024 * 1024
"""Letters of HTML that are read."""
DEEPEST = 200
"""Elements within elements: what lies deeper is read as if it lay there."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,20000}>?")
_STYLE_HIDES = re.compile(
    r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all)", re.I
)
_MOST_TAGS = 60_000
_MOST_SIGNS = 50_000
"""Signs written as entities, which cost the most."""
_COUNTED = frozenset(
    (
        *(
            "div",
            "span",
            "blockquote",
            "center",
            "table",
            "ul",
            "ol",
            "dl",
            "font",
            "a",
            "b",
            "strong",
            "i",
            "em",
            "u",
            "s",
        ),
        *(
            "strike",
            "del",
            "ins",
            "sub",
            "sup",
            "small",
            "big",
            "code",
            "tt",
            "q",
            "pre",
            "section",
            "article",
            "header",
        ),
        *(
            "footer",
            "address",
            "main",
            "nav",
            "aside",
            "form",
            "fieldset",
            "figure",
            "button",
            "label",
            "details",
            "nobr",
        ),
    )
)
"""Elements that are closed by their own tag alone. Others (paragraphs, rows, points) often lack it, and close one another."""
NEVER_SHOWN = frozenset(
    (
        *(
            "script",
            "style",
            "head",
            "title",
            "meta",
            "link",
            "base",
            "noscript",
            "template",
            "object",
            "embed",
            "iframe",
        ),
        *("applet", "svg", "math", "audio", "video", "canvas", "frame", "frameset", "select", "textarea", "xml"),
    )
)
"""Elements that go with all that is in them."""


def parsed(html: str) -> LexborHTMLParser:
    """The tree of a document, or of as much of it as is read."""
    from selectolax.lexbor import LexborHTMLParser  # only who reads letters waits for it

    return LexborHTMLParser(bounded(html))


def bounded(html: str) -> str:
    """As much of it as is read: so many letters, tags and entities, and elements so deep. Of what lies deeper the tags go, the words stay."""
    html = _until(html[:LONGEST].replace("\0", ""), "&", _MOST_SIGNS)
    html = _until(html, "<", _MOST_TAGS)
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() not in _COUNTED:
            return tag[0]
        is_too_deep = depth > DEEPEST
        if tag[1]:
            depth = max(0, depth - 1)
        else:
            depth += 1
            is_too_deep = depth > DEEPEST
        return "" if is_too_deep else tag[0]

    return _TAG.sub(kept, html)


def _until(html: str, sign: str, most: int) -> str:
    """The part before there are too many of a sign."""
    if html.count(sign) <= most:
        return html
    at = -1
    for _ in range(most + 1):
        at = html.index(sign, at + 1)
    return html[:at]


def is_hidden(node: LexborNode) -> bool:
    """Whether a mail program would not show it: the lines that are meant for the list of mails alone, and the like."""
    attributes = node.attributes
    if "hidden" in attributes:
        return True
    style = attributes.get("style") or ""
    return bool(style) and _STYLE_HIDES.search(style[:2000]) is not None
