"""HTML that strangers wrote, for the pages of the team: what remains can neither run, nor call home, nor change the page around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from comptoir.letters.hypertext.tree import NEVER_SHOWN, is_hidden, parsed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LEFT_OUT = "picture-left-out"
"""The class of what stands for a picture that was not loaded; its text is what the sender wrote for those who do not see it."""
TIGHT = "MsoNormal"
"""The class of paragraphs that Outlook writes for each line: they have no space around them."""

_TAGS = {
    *("p", "div", "span", "br", "hr", "pre", "blockquote", "center", "a", "img"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    *("b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "sub", "sup", "small", "big", "code", "tt", "q"),
}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),  # without it, `title` and `lang` would stay everywhere
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
    "span": {"class"},
    "p": {"class"},
}
_NUMBERS = frozenset(("width", "height", "colspan", "rowspan", "start"))
_SCHEMES = {"http", "https", "mailto"}
_LONGEST_LINK = 2000
_LONGEST_ALT = 200
_MOST_PICTURES = 200


def safe_html(html: str, pictures: Mapping[str, str] | None = None) -> str:
    """What may stand on a page of the team. `pictures`: where to find the picture of a Content-ID, for those that came with the mail.

    Links lead to http, https and mailto alone. Other pictures are left out and marked (`LEFT_OUT`), tracking pixels
    without a mark. No style, id or event of the sender's remains, and no class but `TIGHT`.
    """
    import nh3  # only who reads letters waits for it

    tree = parsed(html)
    body = tree.body
    if body is None:
        return ""
    known = {each.lower(): where for each, where in (pictures or {}).items()}
    _take_out(body)
    shown = _place_pictures(tree, body, known)
    return nh3.clean(
        body.inner_html or "",
        tags=_TAGS,
        clean_content_tags=set(NEVER_SHOWN) - _TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _kept(tag, name, value, shown),
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes=_SCHEMES,
        url_relative="pass_through",  # our own pictures; `_kept` asks every link for its scheme
        strip_comments=True,
    )


def _take_out(body: LexborNode) -> None:
    for node in body.css("[hidden], [style]"):
        if is_hidden(node):
            node.decompose()


def _place_pictures(tree: LexborHTMLParser, body: LexborNode, known: Mapping[str, str]) -> frozenset[str]:
    """Pictures that came along get their address, the others are marked; returns the addresses."""
    shown = set()
    for count, node in enumerate(body.css("img")):
        where = known.get(_content_id(node))
        if where and count < _MOST_PICTURES:
            node.attrs["src"] = where  # type: ignore[index]
            shown.add(where)
        elif _is_pixel(node) or count >= _MOST_PICTURES:
            node.decompose()
        else:
            mark = tree.create_node("span")
            mark.attrs["class"] = LEFT_OUT  # type: ignore[index]
            mark.insert_child((node.attributes.get("alt") or "")[:_LONGEST_ALT])
            node.replace_with(mark)
    return frozenset(shown)


def _content_id(node: LexborNode) -> str:
    source = (node.attributes.get("src") or "").strip()
    return unquote(source[4:]).strip("<> ").lower() if source[:4].lower() == "cid:" else ""


def _is_pixel(node: LexborNode) -> bool:
    """A picture that is there to be fetched, not to be seen."""
    return any(
        (node.attributes.get(name) or "").strip().removesuffix("px") in ("0", "1") for name in ("width", "height")
    )


def _kept(tag: str, name: str, value: str, shown: frozenset[str]) -> str | None:
    """The value of an attribute as it may stay; None when it goes."""
    if name == "href":
        plain = value.strip()
        scheme = plain.partition(":")[0].lower()
        return plain if scheme in _SCHEMES and len(plain) <= _LONGEST_LINK else None
    if name == "src":
        return value if value in shown else None
    if name == "class":
        wanted = TIGHT if tag == "p" else LEFT_OUT
        return wanted if wanted in value.split() else None
    if name in ("rel", "target"):
        return value  # ours: a sender's are not among `_ATTRIBUTES`
    if name in _NUMBERS:
        return value if value.isascii() and value.isdigit() and len(value) <= 4 else None
    return value[:_LONGEST_ALT] if name == "alt" else None
