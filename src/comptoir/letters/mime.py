"""A mail cut into its parts, in one walk over the bytes: nothing is copied, and it is counted while it is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from comptoir.letters.headers import LONGEST_SEEN, Headers, read_headers, value_and_parameters

MOST_PARTS = 200
DEEPEST = 10
"""Parts within parts. What lies deeper is not opened."""

_LONGEST_BOUNDARY = 200

_LINE = re.compile(rb"([^\r\n]*)(\r\n|\n|\r|\Z)")
_FIRST_DASHES = re.compile(rb"\s{0,100}?--([^\r\n]{1,200})[\r\n]")
_DASHES = re.compile(rb"[\r\n]--([^\r\n]{1,200})(?:\r\n|\n|\r)(?=content-)", re.I)
_IS_HEADER = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|[ \t]|>?From ")
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,80}")


@dataclass(slots=True)
class Node:
    """A part and where its body stands in the mail. `parameters` are those of its Content-Type."""

    headers: Headers
    content_type: str
    parameters: dict[str, str]
    start: int
    end: int
    children: list[Node] = field(default_factory=list)
    disposition: str = ""
    disposition_parameters: dict[str, str] = field(default_factory=dict)
    head: int = 0
    """Where its headers begin."""

    @property
    def main_type(self) -> str:
        return self.content_type.partition("/")[0]

    @property
    def encoding(self) -> str:
        return self.headers.plain("content-transfer-encoding").strip("\"' ;").lower()


@dataclass(slots=True)
class Tree:
    """A mail cut up; `problems` says what was left uncut."""

    raw: bytes
    root: Node
    problems: dict[str, None] = field(default_factory=dict)

    def body(self, node: Node) -> bytes:
        """The part's body as it travelled."""
        return self.raw[node.start : node.end]

    def every(self) -> Iterator[Node]:
        """All its parts, the root first, in order."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


def cut(raw: bytes) -> Tree:
    """The mail's parts."""
    start = len(raw) - len(raw.lstrip(b"\r\n"))
    root, is_cut = _node(raw, start, len(raw), "text/plain")
    tree = Tree(raw, root)
    if is_cut:
        tree.problems["headers_cut"] = None
    count, level = 1, [root]
    for _ in range(DEEPEST):
        below: list[Node] = []
        for node in level:
            for child in _children(tree, node, MOST_PARTS - count):
                count += 1
                below.append(child)
        level = below
    if any(each.main_type == "multipart" for each in level):
        tree.problems["too_deep"] = None
    return tree


def _children(tree: Tree, node: Node, most: int) -> list[Node]:
    """The parts of a multipart, put under it; a multipart without parts becomes a text."""
    if node.main_type != "multipart":
        return []
    if most <= 0:
        tree.problems["too_many_parts"] = None
        return []
    boundary = node.parameters.get("boundary", "").rstrip()
    spans = _spans(tree, node, boundary, most) or _spans(tree, node, _first_dashes(tree, node), most)
    if not spans:
        tree.problems["parts_missing"] = None
        node.content_type, node.parameters = "text/plain", {}
        return []
    otherwise = "message/rfc822" if node.content_type == "multipart/digest" else "text/plain"
    node.children = [_node(tree.raw, start, end, otherwise)[0] for start, end in spans]
    return node.children


def _spans(tree: Tree, node: Node, boundary: str, most: int) -> list[tuple[int, int]]:
    """Where the parts stand between lines of this boundary. The last one may lack its end."""
    if not 0 < len(boundary) <= _LONGEST_BOUNDARY:
        return []
    mark = re.escape(b"--" + boundary.encode("latin-1", errors="replace"))
    line = re.compile(rb"(?:(?<=\n)|(?<=\r)|(?<![\s\S]))" + mark + rb"(--)?[ \t]*(?=[\r\n]|\Z)")
    spans: list[tuple[int, int]] = []
    begin = -1
    for found in line.finditer(tree.raw, node.start, node.end):
        if begin >= 0:
            spans.append((begin, _before_line(tree.raw, begin, found.start())))
        begin = -1 if found[1] else _after_line(tree.raw, found.end(), node.end)
        if found[1] or len(spans) >= most:
            break
    if len(spans) >= most:
        tree.problems["too_many_parts"] = None
    elif begin >= 0:
        spans.append((begin, node.end))
    return spans[:most]


def _before_line(raw: bytes, begin: int, at: int) -> int:
    """Where a part ends: the end of the line before the boundary belongs to the boundary."""
    end = at - 1 if raw[at - 1 : at] in (b"\n", b"\r") else at
    end -= raw[end - 1 : end + 1] == b"\r\n"
    return max(begin, end)


def _after_line(raw: bytes, at: int, end: int) -> int:
    return min(end, at + (2 if raw[at : at + 2] == b"\r\n" else 1))


def _first_dashes(tree: Tree, node: Node) -> str:
    """The boundary that the body itself shows, where the header's is wrong."""
    end = min(node.end, node.start + 2000)
    found = _FIRST_DASHES.match(tree.raw, node.start, end) or _DASHES.search(tree.raw, node.start, end)
    return found[1].rstrip().decode("latin-1") if found else ""


def _node(raw: bytes, start: int, end: int, otherwise: str) -> tuple[Node, bool]:
    head_end, body = _end_of_headers(raw, start, end)
    headers = read_headers(raw[start:head_end])
    content_type, parameters = value_and_parameters(headers.raw("content-type"))
    if not _TYPE.fullmatch(content_type):
        content_type = {"text": "text/plain", "html": "text/html"}.get(content_type, "")
        content_type = content_type or (otherwise if not headers.raw("content-type") else "text/plain")
    disposition, named = value_and_parameters(headers.raw("content-disposition"))
    return Node(headers, content_type, parameters, body, end, [], disposition, named, start), headers.is_cut


def _end_of_headers(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the headers end and where the body begins: after an empty line, or at the first line that is no header."""
    at, seen = start, min(end, start + LONGEST_SEEN + 1)
    while at < seen:
        found = _LINE.match(raw, at, seen)
        if not found:
            break
        if not found[1]:
            return at, min(found.end(), end)
        if not _IS_HEADER.match(found[1]):
            return at, at
        at = found.end()
    blank = re.compile(rb"\n\r?\n|\r\r").search(raw, at, end)
    return at, blank.end() if blank else end
