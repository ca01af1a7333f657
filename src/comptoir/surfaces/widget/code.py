"""The widget's code as it goes out: joined, compressed once, and named by its content, so that a browser keeps it for good."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from comptoir.foundation.errors import NotFound
from comptoir.surfaces.widget.joining import joined, slim

MODULES = ("widget", "invitation", "articles")
"""What the loader fetches when it is needed."""


class Served(NamedTuple):
    """A file of code: as it is, compressed, and the short digest of its content."""

    plain: bytes
    compressed: bytes
    digest: str


def loader() -> Served:
    """The script tag's target."""
    return _kept("loader")


def module(name: str) -> Served:
    """One of the `MODULES`, with everything it imports. Raises `NotFound`."""
    if name not in MODULES:
        raise NotFound
    return _kept(name)


def module_addresses() -> dict[str, str]:
    """Where the loader finds each module, by name."""
    return {name: reverse("widget:module", args=[name, module(name).digest]) for name in MODULES}


def _kept(name: str) -> Served:
    return _made.__wrapped__(name) if settings.DEBUG else _made(name)


@lru_cache(maxsize=8)
def _made(name: str) -> Served:
    entry = f"widget/{name}.js"
    plain = (slim(_read(entry)) if name == "loader" else joined(entry, _read)).encode()
    return Served(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:12])


def _read(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")
