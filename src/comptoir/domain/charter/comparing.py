"""What differs between two charters, in terms that a person understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from comptoir.domain.charter.reading.times import DAYS
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.duration import Duration
from comptoir.domain.charter.shape.hours import Hours
from comptoir.domain.charter.shape.interval import Interval
from comptoir.domain.charter.shape.text import Text

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
            yield Change(here, _said(before), _said(after), _kind(before, after))


def _kind(before: Any, after: Any) -> Literal["added", "removed", "changed"]:
    if before in (None, ""):
        return "added"
    return "removed" if after in (None, "") else "changed"


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


def _tree_of(value: Any, name: str = "") -> Any:
    if isinstance(value, Hours):
        days = {day: _tree_of(intervals) for day, intervals in zip(DAYS, value.week, strict=True)}
        return days | {"on_holidays": _tree_of(value.on_holidays)}
    if isinstance(value, Text):
        return dict(value.by_language) or value.plain
    if isinstance(value, (Duration, Interval)) or not (is_dataclass(value) or isinstance(value, (Mapping, tuple))):
        return _written(value)
    if isinstance(value, tuple):
        return _tree_of_list(value, name)
    if isinstance(value, Mapping):
        return {key: _tree_of(part, key) for key, part in value.items()}
    return {
        "charter" if each.name == "heading" else each.name: _tree_of(getattr(value, each.name), each.name)
        for each in fields(value)
        if not each.metadata.get("is_own_name")
    }


def _tree_of_list(values: tuple[Any, ...], name: str) -> Any:
    if name not in NAMES:
        return ", ".join(str(_said(_tree_of(each))) for each in values)
    return {f"[{getattr(each, NAMES[name])}]": _tree_of(each) for each in values}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g} %"
    return "" if value is None else str(value)
