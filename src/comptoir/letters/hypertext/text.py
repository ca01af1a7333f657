"""HTML as a text: paragraphs, lists, tables and quotes stay recognisable, links keep where they lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from comptoir.letters.hypertext.tree import NEVER_SHOWN, is_hidden, parsed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from comptoir.letters.letter import Letter

LONGEST_TEXT = 256 * 1024
"""Letters that are returned at most."""
_LONGEST_LINK = 200
_DEEPEST_QUOTE = 20

_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote"))
_LINES = frozenset(
    (
        *("div", "li", "tr", "dt", "dd", "caption", "section", "article", "header", "footer", "address", "center"),
        *("body", "html", "hr", "br", "figure", "figcaption", "main", "nav", "aside", "fieldset", "form"),
        *("thead", "tbody", "tfoot"),
    )
)
_NOT_SEEN = re.compile("[\u00ad\u034f\u200b\u2060\ufeff]|[\u200c\u200d](?=[\\s\u200c\u200d\u00a0]|$)")
_BLANKS = re.compile(r"(?m)^(>*)\n(?:\1\n)+")
_SPACES = re.compile("[ \t\n\r\f\u00a0]+")


def words_of(letter: Letter) -> str:
    """The letter's text: its plain alternative, or what its HTML says."""
    return letter.text if letter.text.strip() else text_of_html(letter.html)


def text_of_html(html: str) -> str:
    """The document as a text; what its own reader would not see is left out. Quotes begin with "> ", as mails write them."""
    root = parsed(html).body if html.strip() else None
    if root is None:
        return ""
    writer = _Writer()
    for node, is_entered in _walk(root):
        if writer.is_full:
            break
        if is_entered:
            _enter(writer, node)
        else:
            _leave(writer, node)
    return writer.text()


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each node when it is entered and when it is left, without recursion; hidden ones not at all."""
    waiting = [(root, True)]
    while waiting:
        node, is_entered = waiting.pop()
        if not is_entered:
            yield node, False
            continue
        if node.is_element_node and (node.tag in NEVER_SHOWN or is_hidden(node)):
            continue
        yield node, True
        if node.is_element_node:
            waiting.append((node, False))
            below = []
            child = node.child
            while child is not None:
                below.append((child, True))
                child = child.next
            waiting += reversed(below)


def _enter(writer: _Writer, node: LexborNode) -> None:
    tag = node.tag
    if node.is_text_node:
        writer.write(node.text_content or "")
    elif _is_line_of_outlook(node):
        writer.end_line()
        writer.began = writer.size
    elif tag in _PARAGRAPHS:
        writer.end_line(blank=tag != "table" and not (tag in ("ul", "ol") and writer.lists))
    elif tag in _LINES:
        writer.end_line(is_forced=tag == "br")
    begin = _BEGIN.get(tag or "")
    if begin:
        begin(writer)


def _leave(writer: _Writer, node: LexborNode) -> None:
    tag = node.tag
    if tag == "a":
        writer.end_link(node.attributes.get("href") or "")
    if _is_line_of_outlook(node):
        writer.end_line(is_forced=writer.began == writer.size)
    elif tag in _PARAGRAPHS:
        writer.end_line(blank=tag != "table" and not (tag in ("ul", "ol") and len(writer.lists) > 1))
    elif tag in _LINES and tag != "br":
        writer.end_line()
    if tag in ("ul", "ol") and writer.lists:
        writer.lists.pop()
    elif tag == "blockquote":
        writer.depth = max(0, writer.depth - 1)
    elif tag == "pre":
        writer.as_written = max(0, writer.as_written - 1)
    elif tag in ("td", "th"):
        writer.is_after_cell = True


def _is_line_of_outlook(node: LexborNode) -> bool:
    """Outlook writes each line as a paragraph without space around it, and an empty line as an empty paragraph."""
    return node.tag == "p" and "MsoNormal" in (node.attributes.get("class") or "")


class _Writer:
    """The text as it grows, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.depth = 0
        self.as_written = 0
        self.lists: list[int] = []
        """For each list that is open the number of its next point, 0 where points have none."""
        self.links: list[int] = []
        self.is_after_cell = False
        self.began = -1
        """Its size when the last line of Outlook's began."""
        self._blank: int | None = None
        """How deep in quotes an empty line stands before what follows, if one does."""
        self._ends_in_space = True
        self.size = 0

    @property
    def is_full(self) -> bool:
        return self.size > LONGEST_TEXT

    def write(self, text: str) -> None:
        if self.as_written:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._add(first)
            for each in others:
                self.end_line(is_forced=True)
                self._add(each)
            return
        plain = _SPACES.sub(" ", _NOT_SEEN.sub("", text))
        if self._ends_in_space:
            plain = plain.removeprefix(" ")
        self._add(plain)

    def _add(self, text: str) -> None:
        if text:
            self.line.append(text)
            self.size += len(text)
            self._ends_in_space = text.endswith(" ")

    def begin_point(self) -> None:
        number = self.lists[-1] if self.lists else 0
        if number:
            self.lists[-1] += 1
        indent = "  " * min(max(0, len(self.lists) - 1), 10)
        self._add(f"{indent}{number}. " if number else f"{indent}- ")

    def begin_cell(self) -> None:
        """Cells that stand in one line are kept apart."""
        if self.is_after_cell and "".join(self.line).strip():
            self._add(" | ")
        self.is_after_cell = False

    def end_link(self, href: str) -> None:
        """Where it leads, unless its words say so already."""
        began = self.links.pop() if self.links else 0
        words = "".join(self.line[began:]).strip()
        target = href.strip()
        where = target.removeprefix("mailto:").partition("?")[0] if target.startswith("mailto:") else target
        if not words or len(where) > _LONGEST_LINK or not target.lower().startswith(("http://", "https://", "mailto:")):
            return
        bare = where.removeprefix("https://").removeprefix("http://").rstrip("/")
        if bare and bare.lower() not in words.lower():
            self._add(f" ({where})" if not self._ends_in_space else f"({where}) ")

    def end_line(self, *, blank: bool = False, is_forced: bool = False) -> None:
        """The line is whole. `blank`: an empty one stands before what follows; `is_forced`: it ends even if it is empty."""
        text = "".join(self.line)
        text = text.rstrip() if self.as_written else text.strip(" ") if not self.lists else text.rstrip()
        if text or is_forced:
            self._put(text)
        if blank:
            self._blank = self.depth if self._blank is None else min(self.depth, self._blank)
        self.line, self.links = [], [0] * len(self.links)
        self._ends_in_space, self.is_after_cell = True, False

    def _put(self, text: str) -> None:
        mark = ">" * min(self.depth, _DEEPEST_QUOTE)
        if self._blank is not None and self.lines:
            self.lines.append(mark[: self._blank])
        self._blank = None
        self.lines.append(f"{mark} {text}".rstrip() if mark else text)
        self.size += 1 + len(mark)

    def text(self) -> str:
        self.end_line()
        whole = _BLANKS.sub(r"\1\n", "\n".join(self.lines))
        return whole.strip("\n")[:LONGEST_TEXT]


def _begin_rule(writer: _Writer) -> None:
    writer.write("---")
    writer.end_line()


def _begin_quote(writer: _Writer) -> None:
    writer.depth += 1


def _begin_as_written(writer: _Writer) -> None:
    writer.as_written += 1


_BEGIN: dict[str, Callable[[_Writer], None]] = {
    "li": _Writer.begin_point,
    "ul": lambda writer: writer.lists.append(0),
    "ol": lambda writer: writer.lists.append(1),
    "blockquote": _begin_quote,
    "pre": _begin_as_written,
    "td": _Writer.begin_cell,
    "th": _Writer.begin_cell,
    "hr": _begin_rule,
    "a": lambda writer: writer.links.append(len(writer.line)),
}
