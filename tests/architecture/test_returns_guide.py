"""The guide to returns tells the truth: its examples are understood, every state and reason is told."""

from __future__ import annotations

import re

from comptoir.domain.returns import errors
from comptoir.domain.returns.rules import NEXT, id_in
from comptoir.foundation.errors import Refusal
from comptoir.foundation.shapes import decoded
from comptoir.surfaces.api.returns import Message, PaidBack
from tests.architecture.tree import ROOT

GUIDE = (ROOT / "docs/guide/returns.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```json\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def test_the_examples_are_understood() -> None:
    """D8"""
    paid, message = EXAMPLES
    assert decoded(paid, PaidBack).currency == "EUR"
    assert [id_in(number) for number in decoded(message, Message).returns] == [17, 18]


def test_every_open_state_is_a_row_of_the_guide() -> None:
    """D8"""
    names = {"asked": "asked for"}
    assert [state for state in NEXT if f"\n| {names.get(state, state)} |" not in GUIDE] == []


def test_what_a_shops_system_may_be_refused_is_explained() -> None:
    """D8"""
    told = set(re.findall(r"^\| \d{3} \| `(\w+)`", GUIDE, re.MULTILINE))
    known = {it.code for it in vars(errors).values() if isinstance(it, type) and issubclass(it, Refusal)}
    assert {"return_not_found", "return_is_elsewhere", "refund_mistaken"} <= told & known
