"""Rendered words as a tree that the widget can build without turning strings into markup: a closed list of names and attributes."""

from __future__ import annotations

from typing import Any

TAGS = frozenset(
    "h2 h3 h4 h5 h6 p br hr strong em s code pre blockquote ul ol li table thead tbody tr th td a img figure figcaption".split()  # noqa: SIM905
)
ATTRIBUTES = {"a": ("href",), "img": ("src", "alt", "width", "height"), "ol": ("start",)}
DEEPEST = 40

Node = str | list[Any]


def tree_of(markup: str) -> list[Node]:
    """The nodes of clean markup, in order: text as it is, an element as `[name, {attribute: value}, node, …]`."""
    from selectolax.lexbor import LexborHTMLParser  # only who opens an article needs it: a server starts without

    body = LexborHTMLParser(markup).body
    return _nodes(body, 0) if body is not None else []


def _nodes(parent: Any, depth: int) -> list[Node]:
    found: list[Node] = []
    for it in parent.iter(include_text=True):
        if it.tag == "-text":
            if words := it.text(deep=False):
                found.append(words)
        elif it.tag in TAGS and depth < DEEPEST:
            kept = {name: it.attributes[name] or "" for name in ATTRIBUTES.get(it.tag, ()) if name in it.attributes}
            found.append([it.tag, kept, *_nodes(it, depth + 1)])
        else:
            found += _nodes(it, depth + 1) if depth < DEEPEST else []
    return found
