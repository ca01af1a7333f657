"""Articles are written in Markdown: how it becomes a page that is safe to show, and how it becomes plain words.

Markup of its own is text, pictures are the shop's own or they are words, and headings begin at the second level, without
gaps: the first is the article's title. What comes out is cleaned once more, so that a mistake in the first is none in the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from comptoir.domain.knowledge.rules.slugs import slug_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BODY_LARGEST = 40_000
"""Characters of an article that are read; what is longer is not kept."""
DEEPEST = 12
"""Lists in lists and quotes in quotes, at most."""
BRACKETS_AT_MOST = 1_000
"""Opening brackets that may begin a link; each is looked for to the end, so that those beyond are signs like others."""
ID_PREFIX = "s-"
"""Before the names of headings, so that none can be taken for an element of the page around them."""

_PICTURE = re.compile(r"picture:(?P<key>[0-9a-f]{32})-(?P<width>[1-9][0-9]{0,4})x(?P<height>[1-9][0-9]{0,4})")
_ARTICLE = re.compile(r"article:(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)(?P<part>#[\w-]{1,120})?")
_TAGS = frozenset(
    [
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "br",
        "hr",
        "strong",
        "em",
        "s",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "img",
        "figure",
        "figcaption",
        "div",
    ]
)
_ATTRIBUTES = {
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
    "div": {"tabindex", "role"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ALIGNED = {"th": {"to-start", "to-end", "to-middle"}, "td": {"to-start", "to-end", "to-middle"}, "div": {"wide"}}


class Where(NamedTuple):
    """Under which addresses a text's own pictures and its links to other articles are found; ends with a slash or is empty."""

    pictures: str = ""
    articles: str = ""


class Heading(NamedTuple):
    """A heading of the text: its level from 2, its name in the page's address, and its words."""

    level: int
    id: str
    words: str


class Picture(NamedTuple):
    """A picture that a text shows: its key, its words, and its size in pixels."""

    key: str
    words: str
    width: int
    height: int


def rendered(text: str, where: Where = Where()) -> str:  # noqa: B008
    """The text as markup that may be shown as it is. The same text is rendered once, then remembered."""
    return _rendered(text[:BODY_LARGEST], where)


@lru_cache(maxsize=512)
def _rendered(text: str, where: Where) -> str:
    import nh3  # only who renders needs it: a server starts without

    tokens, reader = _tokens(text), _reader()
    _arrange(tokens, where)
    markup = reader.renderer.render(tokens, reader.options, {})
    return nh3.clean(
        markup,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes=_ALIGNED,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    ).strip()


def plain(text: str) -> str:
    """The words alone: a line for each paragraph, heading, entry or cell; a picture by what is said of it."""
    lines = (_words_of(token) for token in _tokens(text[:BODY_LARGEST]))
    return "\n".join(line for line in lines if line)


def headings(text: str) -> tuple[Heading, ...]:
    """The headings, in order, with the names by which one links to them."""
    tokens = _tokens(text[:BODY_LARGEST])
    return tuple(heading for _index, heading in _headings(tokens))


def pictures(text: str) -> tuple[Picture, ...]:
    """The shop's own pictures that the text shows, in order, each time that it shows one."""
    found = ((_PICTURE.fullmatch(str(it.attrs.get("src", ""))), it) for it in _images(_tokens(text[:BODY_LARGEST])))
    return tuple(
        Picture(match["key"], it.content, int(match["width"]), int(match["height"])) for match, it in found if match
    )


def picture_address(key: str, width: int, height: int) -> str:
    """How a text names one of the shop's pictures, between the brackets of Markdown."""
    return f"picture:{key}-{width}x{height}"


def summed_up(text: str, longest: int = 160) -> str:
    """The first words of a text, for where it is only hinted at; whole words."""
    words = " ".join(plain(text[: 4 * longest + 400]).split())
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "typographer": False, "maxNesting": DEEPEST * 2})
    reader.enable(["table", "strikethrough"])
    reader.disable(["html_block", "html_inline"])
    return reader


def _tokens(text: str) -> list[Token]:
    pieces = text.replace("\0", "").split("[", BRACKETS_AT_MOST)
    pieces[BRACKETS_AT_MOST:] = [it.replace("[", "&#91;") for it in pieces[BRACKETS_AT_MOST:]]
    return _reader().parse("[".join(pieces))


def _arrange(tokens: list[Token], where: Where) -> None:
    for index, heading in _headings(tokens):
        tokens[index].tag = tokens[index + 2].tag = f"h{heading.level}"
        tokens[index].attrSet("id", heading.id)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_inline(token.children or [], where))
        elif token.type in ("th_open", "td_open"):
            _align(token)
    _stand_alone(tokens)
    _widen(tokens)


def _headings(tokens: Sequence[Token]) -> list[tuple[int, Heading]]:
    """Each heading with its place: the outline begins at the second level, and no level is passed over."""
    found: list[tuple[int, Heading]] = []
    above: list[tuple[int, int]] = []
    taken: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        own = int(token.tag[1])
        while above and above[-1][0] >= own:
            above.pop()
        level = min(6, above[-1][1] + 1 if above else 2)
        above.append((own, level))
        words = _words_of(tokens[index + 1])
        name = slug_of(words, "part")
        taken[name] = taken.get(name, 0) + 1
        number = f"-{taken[name]}" if taken[name] > 1 else ""
        found.append((index, Heading(level, f"{ID_PREFIX}{name}{number}", words)))
    return found


def _inline(children: Iterable[Token], where: Where) -> Iterable[Token]:
    open_links: list[bool] = []
    for token in children:
        if token.type == "image":
            yield _picture(token, where)
        elif token.type == "link_open":
            open_links.append(_lead(token, where))
            if open_links[-1]:
                yield token
        elif token.type == "link_close":
            if open_links.pop():
                yield token
        else:
            yield token


def _picture(token: Token, where: Where) -> Token:
    """One of the shop's own, or the words that would have stood in its place: nothing is fetched from elsewhere."""
    words = token.content
    match = _PICTURE.fullmatch(str(token.attrs.get("src", "")))
    if match is None:
        return _piece("text", words)
    address = f"{where.pictures}{UUID(match['key'])}"
    size = f'width="{match["width"]}" height="{match["height"]}"'
    image = f'<img src="{escape(address)}" alt="{escape(words)}" {size} loading="lazy" decoding="async">'
    return _piece("html_inline", image, caption=str(token.attrs.get("title", "")))


def _piece(kind: str, content: str, **meta: Any) -> Token:
    from markdown_it.token import Token

    return Token(kind, "", 0, content=content, meta=meta)


def _lead(token: Token, where: Where) -> bool:
    """Whether the link leads somewhere that may be; one to another article gets that article's address."""
    address = str(token.attrs.get("href", ""))
    if match := _ARTICLE.fullmatch(address):
        token.attrSet("href", f"{where.articles}{match['slug']}{match['part'] or ''}")
        return True
    if address.startswith("#"):
        token.attrSet("href", f"#{ID_PREFIX}{address[1:].removeprefix(ID_PREFIX)}")
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES


def _stand_alone(tokens: list[Token]) -> None:
    """A picture that is a paragraph of its own is a figure, with its title beneath."""
    for before, inline, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        lone = inline.children or []
        if before.type != "paragraph_open" or before.hidden or len(lone) != 1 or lone[0].type != "html_inline":
            continue
        before.tag = after.tag = "figure"
        if caption := lone[0].meta.get("caption"):
            lone[0].content += f"<figcaption>{escape(caption)}</figcaption>"


def _widen(tokens: list[Token]) -> None:
    """A table wider than the page is moved in a box of its own, which a keyboard reaches too."""
    at = [index for index, token in enumerate(tokens) if token.type in ("table_open", "table_close")]
    for index in reversed(at):
        is_open = tokens[index].type == "table_open"
        markup = '<div class="wide" tabindex="0">\n' if is_open else "</div>\n"
        tokens.insert(index if is_open else index + 1, _piece("html_block", markup))


def _align(token: Token) -> None:
    style = str(token.attrs.pop("style", ""))
    side = {"text-align:right": "to-end", "text-align:center": "to-middle", "text-align:left": "to-start"}.get(style)
    if side:
        token.attrSet("class", side)


def _images(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield from (it for it in token.children or [] if it.type == "image")


def _words_of(token: Token) -> str:
    """What is read of a block."""
    if token.type in ("fence", "code_block"):
        return token.content.strip()
    if token.type != "inline":
        return ""
    parts = (" " if it.type in ("softbreak", "hardbreak") else it.content for it in token.children or [])
    return " ".join("".join(parts).split())
