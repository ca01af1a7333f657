"""Many small modules, one file on the wire: a browser fetches the widget in one request, and never parts of two releases.

Each module becomes a function that returns its exports, and each import takes what such a function returned. That needs
only the plain form in which our modules are written; `joined` refuses any other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

Read = Callable[[str], str]

_IMPORT = re.compile(r'^import \{ (?P<names>[\w, ]+) \} from "(?P<path>\.[\w./-]+)";$', re.M)
_EXPORT = re.compile(r"^export (?=(?:async function|class|function|const) (?P<name>\w+))", re.M)
_OTHER_FORM = re.compile(r"^(?:import|export)\b.*$", re.M)
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*.*\*/)$", re.M)
_SPACE = re.compile(r"^\s+|[ \t]+$", re.M)


class CannotJoin(Exception):
    """A module is written in a form that cannot be joined."""


def joined(entry: str, read: Read) -> str:
    """One module with all that `entry` imports, directly or not; it exports what `entry` exports.

    Modules are named by their paths below the static root, as in "widget/widget.js"; `read` gives a module's text.
    """
    code: dict[str, str] = {}
    _collect(entry, read, code, ())
    order = list(code)
    parts = [_as_function(name, code[name], order) for name in order]
    names = ", ".join(_exports(code[entry]))
    return slim("\n".join([*parts, f"export const {{ {names} }} = m{len(order) - 1};"]))


def slim(code: str) -> str:
    """`code` without its lines of comment, its indentation and its empty lines."""
    return _SPACE.sub("", _COMMENT.sub("", code)).strip() + "\n"


def _collect(name: str, read: Read, code: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise CannotJoin(f"{name} imports itself by way of {above[-1]}")
    if name in code:
        return
    text = read(name)
    for found in _IMPORT.finditer(text):
        _collect(_target(name, found["path"]), read, code, (*above, name))
    code[name] = text


def _as_function(name: str, code: str, order: list[str]) -> str:
    names = ", ".join(_exports(code))
    code = _EXPORT.sub("", _IMPORT.sub(lambda found: _taken(found, name, order), code))
    if other := _OTHER_FORM.search(code):
        raise CannotJoin(f"{name}: {other[0]}")
    return f"const m{order.index(name)} = (() => {{\n{code}\nreturn {{ {names} }};\n}})();"


def _taken(found: re.Match[str], name: str, order: list[str]) -> str:
    return f"const {{ {found['names']} }} = m{order.index(_target(name, found['path']))};"


def _exports(code: str) -> list[str]:
    return [found["name"] for found in _EXPORT.finditer(code)]


def _target(name: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), relative))
