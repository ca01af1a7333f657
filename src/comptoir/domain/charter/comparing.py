"""What differs between two charters, in terms that a person understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import singledispatch
from typing import Any, Literal

from comptoir.domain.charter.feeds import Feed
from comptoir.domain.charter.reading.times import DAYS
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.duration import Duration
from comptoir.domain.charter.shape.hours import Hours
from comptoir.domain.charter.shape.interval import Interval
from comptoir.domain.charter.shape.text import Text
from comptoir.domain.charter.shape.wording import Wording

NAMES = {"pages": "path", "commitments": "promise", "questions": "key", "add": "on"}
"""By which of its keys a table of a list is known again."""

Tree = Mapping[str, Any]
"""Keys to written values, or to trees."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, at a path like `promises.chat_first_answer.within`; values as they are written in the file."""

    path: str
    before: str
    after: str
    kind: Literal["added", "removed", "changed"]

    def __str__(self) -> str:
        if self.kind == "changed":
            return f"{self.path}: {self.before} → {self.after}"
        return f"{self.path}: {self.kind} ({self.before or self.after})"


def compare(old: Charter, new: Charter) -> list[Change]:
    """Every difference that matters, in the order of the file; writing out a default is none."""
    return list(_differences("", _tree_of(old), _tree_of(new)))


def _differences(path: str, old: Tree, new: Tree) -> Iterator[Change]:
    for name in [*old, *(name for name in new if name not in old)]:
        before, after = old.get(name), new.get(name)
        here = name if not path else f"{path}{name}" if name.startswith("[") else f"{path}.{name}"
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from _differences(here, before, after)
            yield from _moved(here, before, after)
        elif _said(before) != _said(after):
            yield Change(here, _said(before), _said(after), _kind(_said(before), _said(after)))


def _kind(before: str, after: str) -> Literal["added", "removed", "changed"]:
    if not before:
        return "added"
    return "changed" if after else "removed"


def _moved(path: str, before: Tree, after: Tree) -> Iterator[Change]:
    """The order of rules for pages decides, so a rule that moved is a difference too."""
    if path != "pages":
        return
    old, new = ([name for name in each if name in before and name in after] for each in (before, after))
    if old != new:
        yield Change("pages", " ".join(old), " ".join(new), "changed")


def _said(value: Any) -> str:
    """A value, or in one line what a whole table says."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_said(part)}" for name, part in value.items() if _said(part))
    return value or ""


@singledispatch
def _tree_of(value: Any, name: str = "") -> Any:
    return _tree_of_keys(value) if is_dataclass(value) else _written(value)


@_tree_of.register
def _(hours: Hours, name: str = "") -> Any:
    days = {day: _tree_of(intervals) for day, intervals in zip(DAYS, hours.week, strict=True)}
    return days | {"on_holidays": _tree_of(hours.on_holidays)}


@_tree_of.register
def _(text: Text, name: str = "") -> Any:
    return dict(text.by_language) or text.plain


@_tree_of.register
def _(feed: Feed, name: str = "") -> Any:
    days = {f"[{each.first} {each.name}]": f"{each.days} d {each.rule}".rstrip() for each in feed.days_off}
    return {"file": feed.file, **days}


@_tree_of.register(Duration)
@_tree_of.register(Interval)
def _(span: Any, name: str = "") -> Any:
    return str(span)


@_tree_of.register
def _(wording: Wording, name: str = "") -> Any:
    return _tree_of_keys(wording) | _tree_of(wording.exceptions)


@_tree_of.register
def _(table: Mapping, name: str = "") -> Any:  # type: ignore[type-arg]
    return {key: _tree_of(part, key) for key, part in table.items()}


@_tree_of.register
def _(values: tuple, name: str = "") -> Any:  # type: ignore[type-arg]
    if name not in NAMES:
        return ", ".join(_said(_tree_of(each)) for each in values)
    tree: dict[str, Any] = {}
    for each in values:
        known_as = str(getattr(each, NAMES[name]))
        again = sum(key == f"[{known_as}]" or key.startswith(f"[{known_as} #") for key in tree)
        tree[f"[{known_as} #{again + 1}]" if again else f"[{known_as}]"] = _tree_of(each)
    return tree


def _tree_of_keys(clause: Any) -> dict[str, Any]:
    return {
        "charter" if each.name == "heading" else each.name: _tree_of(getattr(clause, each.name), each.name)
        for each in fields(clause)
        if not each.metadata.get("is_own_name") and each.name != "exceptions"
    }


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g} %"
    return "" if value is None else str(value)
