"""Many small modules, one file on the wire: a browser fetches the widget in one request, and never parts of two releases.

Each module becomes a function that returns its exports, and each import takes what such a function returned. That needs
only the plain form in which our modules are written; `joined` refuses any other.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable
from itertools import product
from string import ascii_letters

Read = Callable[[str], str]

_IMPORT = re.compile(r'^import \{ (?P<names>[\w, ]+) \} from "(?P<path>\.[\w./-]+)";$', re.M)
_EXPORT = re.compile(r"^export (?=(?:async function|class|function|const) (?P<name>\w+))", re.M)
_OTHER_FORM = re.compile(r"^(?:import|export)\b.*$", re.M)
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/)$", re.M)
_SPACE = re.compile(r"^\s+|[ \t]+$", re.M)
_SHEET = re.compile(r"(?<=sheet\(`)[^`$]*(?=`\))")
_SPACE_IN_CSS = re.compile(r"\s*([{};])\s*|([:,])\s+")
_SPACE_BESIDE = re.compile(r'("(?:[^"\\]|\\.)*")| ?(=>|[!=]==|&&|\|\||\?\?|[=(){},;:?]) ?')
_PRIVATE = re.compile(r"(?<=\.)#\w+|(?:(?<=[{;])|^)(?:(?:async|get|set|static) )*#\w+(?= ?[;=(])", re.M)
_GOES_ON = ("{", "(", "[", ",", ";")
_UNSURE = re.compile(r"[`'/]")


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
    return _with_short_privates(slim("\n".join([*parts, f"export const {{ {names} }} = m{len(order) - 1};"])))


def slim(code: str) -> str:
    """`code` without what only people need: lines of comment, indentation, and the space beside signs.

    On lines with a template, a single quote or a slash space stays: what is a string there is not looked into.
    Raises `CannotJoin` where a backtick stands alone.
    """
    code = _SHEET.sub(_slim_css, _SPACE.sub("", _COMMENT.sub("", code))).strip()
    slimmed, is_template = "", False
    for line in code.split("\n"):
        slimmed += line if is_template or _UNSURE.search(line) else _SPACE_BESIDE.sub(_sign_or_string, line)
        is_template ^= line.count("`") % 2 == 1
        if is_template or "//" in line or not slimmed.endswith(_GOES_ON):
            slimmed += "\n"
    if is_template:
        raise CannotJoin("a template does not end, or a backtick stands where none begins")
    return slimmed


def _with_short_privates(code: str) -> str:
    """Private members are known to nobody outside their class: the shortest names go to the most frequent."""
    seen = Counter(found[0].split(" ")[-1] for found in _PRIVATE.finditer(code))
    names = ("#" + "".join(letters) for length in (1, 2, 3) for letters in product(ascii_letters, repeat=length))
    short = dict(zip((name for name, _ in seen.most_common()), names, strict=False))
    return _PRIVATE.sub(lambda found: re.sub(r"#\w+", lambda name: short[name[0]], found[0]), code)


def _slim_css(found: re.Match[str]) -> str:
    return _SPACE_IN_CSS.sub(lambda sign: sign[1] or sign[2], found[0]).replace(";}", "}").strip()


def _sign_or_string(found: re.Match[str]) -> str:
    return found[1] or found[2]


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
