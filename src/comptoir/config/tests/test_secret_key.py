"""The installation's secret is made once, whole, and for its owner's eyes."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from comptoir.config import settings


@pytest.fixture(autouse=True)
def _none_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMPTOIR_SECRET_KEY", raising=False)


def test_the_first_start_makes_a_long_secret_and_keeps_it(tmp_path: Path) -> None:
    """Attack A16."""
    made = settings.secret_key(tmp_path / "new")

    assert len(made) >= 80
    assert settings.secret_key(tmp_path / "new") == made
    assert [it.name for it in (tmp_path / "new").iterdir()] == ["secret_key"]
    assert (tmp_path / "new" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_at_once_have_one_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """G8: none reads a file that another has not finished."""
    numbers = iter(range(100))
    monkeypatch.setattr(os, "getpid", lambda: next(numbers))

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: settings.secret_key(tmp_path), range(40)))

    assert len(found) == 1
    assert found != {""}


def test_a_secret_has_its_name_only_when_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """G8: after a power cut there is a whole secret or none, never an empty one."""
    seen: list[bool] = []
    synced = os.fsync
    monkeypatch.setattr(os, "fsync", lambda it: (seen.append((tmp_path / "secret_key").exists()), synced(it)))

    settings.secret_key(tmp_path)

    assert seen == [False, True]
