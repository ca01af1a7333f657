"""The shop's colour can be read, whatever it is."""

from __future__ import annotations

import re

import pytest

from comptoir.surfaces.helpcentre.colours import BLACK, NIGHT, PAPER, WHITE, _contrast, sheet_of


@pytest.mark.parametrize("colour", ["#1f6f5c", "#ffe600", "#000000", "#ffffff", "#ff7700", "#7a3b69"])
def test_words_in_it_and_on_it_can_be_read(colour: str) -> None:
    found = [tuple(map(int, it)) for it in re.findall(r"rgb\((\d+) (\d+) (\d+)\)", sheet_of(colour).css)]
    shop, on_shop, day, night, *_ = found
    assert _contrast(shop, on_shop) >= 4.5  # type: ignore[arg-type]
    assert _contrast(day, PAPER) >= 4.5  # type: ignore[arg-type]
    assert _contrast(day, WHITE) >= 4.5  # type: ignore[arg-type]
    assert _contrast(night, NIGHT) >= 4.5  # type: ignore[arg-type]
    assert _contrast(night, BLACK) >= 4.5  # type: ignore[arg-type]
