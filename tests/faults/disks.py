"""Disks of a test's own, that it may fill, copy and break."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.requirements import required


def run(*command: str) -> bool:
    """Whether the command went well."""
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@contextmanager
def ext4_disk() -> Iterator[Path]:
    """A folder with `disk.img`, an ext4 mounted at `disk`. Where that cannot be the test is skipped, or fails if promised."""
    folder = Path(tempfile.mkdtemp(prefix="comptoir-disk-"))
    image, mounted = folder / "disk.img", folder / "disk"
    mounted.mkdir()
    with image.open("wb") as out:
        out.truncate(128 * 1024 * 1024)
    can_make = os.getuid() == 0 and bool(shutil.which("mkfs.ext4")) and run("mkfs.ext4", "-q", "-F", str(image))
    is_mounted = can_make and run("mount", "-o", "loop", str(image), str(mounted))
    try:
        required("mounts", is_mounted, "no loop device can be mounted here: this needs root and mkfs.ext4")
        yield folder
    finally:
        for place in (folder / "after", mounted):
            if place.is_mount():
                run("umount", "-l", str(place))
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system in memory of that size. Where it cannot be mounted the test is skipped, or fails if it was promised."""
    folder = Path(tempfile.mkdtemp(prefix="comptoir-small-"))
    is_mounted = os.getuid() == 0 and run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        required("mounts", is_mounted, "no file system can be mounted here")
        yield folder
    finally:
        if is_mounted:
            run("umount", "-l", str(folder))
        shutil.rmtree(folder, ignore_errors=True)


def fill(file: Path, *, but: int) -> None:
    """Write until the disk is full but for so many bytes."""
    with file.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(b"\0" * 65_536)
        except OSError:
            out.truncate(max(0, out.tell() - but))
