"""What these tests find is the same on every machine: Grammalecte is asked only where a test is about it."""

from __future__ import annotations

import pytest

from comptoir.language import grammalecte


@pytest.fixture(autouse=True)
def without_grammalecte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammalecte, "running", lambda: None)
