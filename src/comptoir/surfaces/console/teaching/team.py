"""How the team is trained, as a table and as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.knowledge.rules import table
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.training.queries import Start, Trained
from comptoir.surfaces.console.showing import role_names, title_of
from comptoir.surfaces.console.teaching.days import share, when
from comptoir.surfaces.console.teaching.steps import STATES, TONES

VIEWS: Mapping[str, tuple[Callable[[], str], Callable[[Trained], bool]]] = {
    "all": (lambda: _("Everybody"), lambda it: True),
    "closed": (lambda: _("May not answer yet"), lambda it: not it.may_answer),
    "ending": (lambda: _("Ending or ended"), lambda it: it.is_ending),
    "stuck": (lambda: _("Stuck"), lambda it: it.is_stuck),
}
STAGES: Mapping[str, Callable[[], str]] = {
    "": lambda: "",
    "watching": lambda: _("Watches colleagues"),
    "supervised": lambda: _("Answers under approval"),
    "to_release": lambda: _("To be released"),
    "released": lambda: _("Answers on their own"),
}
OUTCOMES: Mapping[str, Callable[[int], str]] = {
    "approved": lambda n: ngettext("%(n)s approved", "%(n)s approved", n) % {"n": n},
    "returned": lambda n: ngettext("%(n)s returned", "%(n)s returned", n) % {"n": n},
    "withdrawn": lambda n: ngettext("%(n)s taken back", "%(n)s taken back", n) % {"n": n},
    "waiting": lambda n: ngettext("%(n)s waiting for approval", "%(n)s waiting for approval", n) % {"n": n},
}


def rights_to_parts(viewer: Viewer) -> dict[str, bool]:
    """Which parts of the training's pages the member may open, by the right of each."""
    return {act: may(viewer.role, act) for act in ("see_training", "write_training", "release_newcomers")}


def rows_shown(rows: Iterable[Trained], audiences: Mapping[str, str], shop_id: int) -> list[dict[str, Any]]:
    """The members of the table, with each module in words."""
    roles = role_names()
    return [
        {
            "id": it.membership_id,
            "name": it.name,
            "role": roles[it.role],
            "role_key": it.role,
            "audience": title_of(it.role, it.audience, audiences),
            "may_answer": it.may_answer,
            "stage": STAGES[it.stage]() if it.stage != "released" else "",
            "cells": [(key, _cell(cell, shop_id)) for key, cell in it.cells.items()],
        }
        for it in rows
    ]


def _cell(cell: Any, shop_id: int) -> dict[str, Any]:
    words = _("Recognised") if cell.is_recognised and cell.state == "passed" else ""
    return {
        "state": cell.state,
        "words": words or (STATES[cell.state]() if cell.state else ""),
        "tone": TONES.get(cell.state, ""),
        "score": share(cell.score) if cell.score is not None and cell.state != "begun" else None,
        "valid_until": when(cell.valid_until, shop_id) if cell.state in ("passed", "ending") else None,
        "tries": cell.tries,
    }


def starts_shown(starts: Iterable[Start], audiences: Mapping[str, str], shop_id: int) -> list[dict[str, Any]]:
    """Newcomers, each with how far they are and what became of their messages."""
    return [
        {
            "id": it.membership_id,
            "name": it.name,
            "audience": audiences.get(it.audience, it.audience),
            "stage": it.stage,
            "words": STAGES[it.stage](),
            "needed": it.needed,
            "done": it.done,
            "since": when(it.moved_at, shop_id),
            "word": it.word,
            "outcomes": [OUTCOMES[name](n) for name, n in it.outcomes.items() if name in OUTCOMES and n],
        }
        for it in starts
    ]


def as_csv(keys: Iterable[str], titles: Mapping[str, str], rows: Iterable[Trained]) -> str:
    """The table as a file. No cell begins as a formula does. A19"""
    keys, roles = list(keys), role_names()
    heads = [_("Name"), _("Role"), _("Audience"), _("May answer"), _("Start")]
    return table([*heads, *(titles.get(key, key) for key in keys)], (_cells(it, keys, roles) for it in rows))


def _cells(it: Trained, keys: Iterable[str], roles: Mapping[str, str]) -> list[str]:
    who = [it.name, roles[it.role], it.audience, _("yes") if it.may_answer else _("no"), STAGES[it.stage]()]
    return [*who, *(_told(it.cells[key]) for key in keys)]


def _told(cell: Any) -> str:
    if not cell.state:
        return ""
    until = f" ({cell.valid_until.date().isoformat()})" if cell.valid_until else ""
    return f"{STATES[cell.state]()}{until}"
