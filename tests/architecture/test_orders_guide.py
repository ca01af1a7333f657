"""The guide to orders tells the truth: its example is kept, its signature believed, its titles understood."""

from __future__ import annotations

import re

import pytest

from comptoir.domain.shops.rules import STATUSES, OrderLine, ToldOrder, checked, signed_at
from comptoir.domain.shops.rules.columns import HEADERS, columns_of
from comptoir.foundation.shapes import decoded
from tests.architecture.tree import ROOT

GUIDE = (ROOT / "docs/guide/orders.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_the_example_is_an_order_without_mistakes() -> None:
    """D2"""
    _, mistakes = checked(decoded(block("json"), ToldOrder))
    assert mistakes == []


def test_what_is_signed_by_the_guide_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """D2"""
    scope: dict[str, object] = {}
    exec(block("python"), scope)
    body = b'{"orders": {}}'
    header = scope["signature_of"]("key", body)  # type: ignore[operator]
    at = int(header[2:].split(",")[0])
    assert signed_at("key", body, header, at) == at


def test_every_title_of_the_table_is_understood() -> None:
    """D2"""
    rows = re.findall(r"^\| ([\w.]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", GUIDE, re.MULTILINE)
    told = {field: titles for field, *titles in rows if field in HEADERS}
    assert sorted(told) == sorted(HEADERS)
    assert {field: [columns_of([title])[0] for title in titles] for field, titles in told.items()} == {
        field: [field] * 4 for field in HEADERS
    }


def test_every_field_and_state_is_explained() -> None:
    names = [*ToldOrder.__struct_fields__, *OrderLine.__struct_fields__, *STATUSES]
    assert [name for name in names if f"`{name}`" not in GUIDE] == []
