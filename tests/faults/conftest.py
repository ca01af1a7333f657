"""Disks for those tests that break them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disks import ext4_disk, small_disk


@pytest.fixture
def disk() -> Iterator[Path]:
    """A folder with the image of an ext4, and the file system mounted beside it."""
    with ext4_disk() as folder:
        yield folder


@pytest.fixture
def full_soon() -> Iterator[Path]:
    """A file system of 24 MB."""
    with small_disk(24) as folder:
        yield folder
