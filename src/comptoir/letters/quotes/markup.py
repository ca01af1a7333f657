"""The lines of an HTML mail, with what its markup tells of quotes: how deep, from where on, and what introduces them.

Linear in the size of the HTML: one walk, each element looked at once, no selector engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from comptoir.letters.hypertext.tree import NEVER_SHOWN, is_hidden, parsed
from comptoir.letters.quotes.lines import LINES, Line, Mark, line_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOST_NODES = 60_000
Role = Literal["", "quote", "from_here", "attribution", "signature", "hidden"]

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_ROOMY = frozenset({"p", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")

_QUOTES = re.compile(
    r"protonmail_quote|yahoo_quoted|tutanota_quote|zmail_extra|hs_reply|front-blockquote|cm_replymail_content_wrap"
)
_FROM_HERE = re.compile(
    r"__DIVIDER__|\b(?:x_)?(?:appendonsend|divRplyFwdMsg|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|OLK_SRC_BODY_SECTION"
    r"|oriMsgHtmlSeperator|stopSpelling|zwchr|isReplyContent)\b"
)
_ATTRIBUTIONS = re.compile(r"\b(?:gmail_attr|moz-cite-prefix|reply-intro)\b")
_SIGNATURES = re.compile(
    r"\b(?:x_)?(?:gmail_signature|moz-signature|protonmail_signature_block(?:-user)?|ms-outlook-mobile-signature|Signature|composer_signature"
    r"|tutanota_signature|ymail_android_signature|bloop_sign)\b"
)
_NAMED: dict[Role, re.Pattern[str]] = {
    "quote": _QUOTES,
    "from_here": _FROM_HERE,
    "attribution": _ATTRIBUTIONS,
    "signature": _SIGNATURES,
}
_OUTLOOK_EDGE = re.compile(
    r"border-top:solid#?(?:e1e1e1|b5c4df)1\.?0?pt(?:;|$)|border-top-color:rgb\(229,229,229\);border-top-width:1px"
)
_INDENTED = re.compile(r"margin:0(?:px)?0(?:px)?0(?:px)?40px;border:none")


class Step(NamedTuple):
    """One step of the walk: into an element, or out of it."""

    node: LexborNode
    tag: str
    role: Role
    is_out: bool


def markup_lines(html: str) -> list[Line]:
    """The lines that a reader of this HTML sees. Never raises; what is beyond the limits is left out."""
    root = parsed(html).body
    return _Writer().write(root) if root is not None else []


def role_of(tag: str, attributes: dict[str, str | None]) -> Role:
    """What an element is in the mail of a known program."""
    style = _SPACES.sub("", attributes.get("style") or "").lower()
    named = " ".join(attributes.get(name) or "" for name in ("id", "class", "name", "data-marker"))
    if tag == "blockquote":
        return "" if _INDENTED.search(style) and not named.strip() else "quote"
    role: Role = next((role for role, names in _NAMED.items() if names.search(named)), "")
    if not role and tag in {"div", "td", "p"} and _OUTLOOK_EDGE.search(style):
        role = "from_here"
    return "signature" if not role and attributes.get("data-signatureblock") else role


def _role(node: LexborNode, tag: str) -> Role:
    if tag in NEVER_SHOWN or (tag != "body" and is_hidden(node)):
        return "hidden"
    return role_of(tag, node.attributes)


class _Writer:
    """Walks the tree and writes lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.depth = 0
        self.pending: Mark = ""
        self.signatures = 0
        self.preformatted = 0

    def write(self, root: LexborNode) -> list[Line]:
        for step in _walk(root):
            if step.tag == "-text":
                self._say(step.node.text_content or "")
            elif step.is_out:
                self._leave(step)
            else:
                self._enter(step)
            if len(self.lines) > LINES:
                break
        self._end_line()
        return self.lines

    def _enter(self, step: Step) -> None:
        self._part(step)
        self.preformatted += step.tag == "pre"
        self.depth += step.role == "quote"
        self.signatures += step.role == "signature"
        if step.role in {"from_here", "attribution"}:
            self.pending = step.role
        if step.tag == "br":
            self._end_line(is_break=True)
        elif step.tag == "hr":
            self.words.append("_" * 20)
            self._end_line()
        elif step.tag == "li":
            self.words.append("- ")
        elif step.tag in {"td", "th"} and self.words:
            self.words.append(" ")

    def _leave(self, step: Step) -> None:
        if step.tag == "a":
            self._tell_address(step.node)
        self._part(step)
        self.preformatted -= step.tag == "pre"
        self.depth -= step.role == "quote"
        self.signatures -= step.role == "signature"

    def _part(self, step: Step) -> None:
        """A block begins and ends a line; a paragraph stands alone."""
        if step.tag in _BLOCKS or step.role:
            self._end_line()
        if step.tag in _ROOMY and self.lines and self.lines[-1].folded:
            self.lines.append(line_of(">" * self.depth))

    def _tell_address(self, node: LexborNode) -> None:
        """Where a link leads, unless its words say so."""
        target = (node.attributes.get("href") or "").strip()
        said = (node.text() or "")[:400].strip()
        if (
            said
            and target.startswith(("http://", "https://"))
            and len(target) <= 300
            and target.rstrip("/") not in said
        ):
            self.words.append(f" <{target}>")

    def _say(self, text: str) -> None:
        if not self.preformatted:
            self.words.append(_SPACES.sub(" ", text))
            return
        *whole, last = text.split("\n")
        for line in whole:
            self.words.append(line)
            self._end_line(is_break=True)
        self.words.append(last)

    def _end_line(self, *, is_break: bool = False) -> None:
        text = "".join(self.words).rstrip()
        text = text if self.preformatted else _SPACES.sub(" ", text).strip()
        self.words.clear()
        if not text:
            if is_break:
                self.lines.append(line_of(">" * self.depth))
            return
        mark: Mark = self.pending or ("signature" if self.signatures and not self.depth else "")
        self.pending = ""
        self.lines.append(line_of(f"{'>' * self.depth} {text}" if self.depth else text, mark=mark))


def _walk(root: LexborNode) -> Iterator[Step]:
    """Each element on the way in and on the way out, each text once; what is hidden is not gone into."""
    way: list[Step] = []
    node: LexborNode | None = root
    for _ in range(MOST_NODES):
        if node is None:
            break
        tag = node.tag or "-"
        role = _role(node, tag) if tag[0] != "-" else ""
        step = Step(node, tag, role, is_out=False)
        following = None if node is root else node.next
        if tag == "-text":
            yield step
        elif tag[0] != "-" and role != "hidden":
            yield step
            way.append(step)
            following = node.child
        while following is None and way:
            left = way.pop()
            yield left._replace(is_out=True)
            following = None if left.node is root else left.node.next
        node = following
