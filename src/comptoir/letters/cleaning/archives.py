"""Archives, and the office files that are archives: looked into by their table of contents, never unpacked."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile, ZipInfo

from comptoir.letters.cleaning.cleaned import Rejected

ENTRIES_AT_MOST = 10_000
UNPACKED_AT_MOST = 500 * 2**20
"""Bytes that all in an archive may come to."""
TIMES_AT_MOST = 200
"""How many times larger all may be than the archive itself, beyond what is small anyway."""
_SMALL = 20 * 2**20
_OFFICE = (
    ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
)
_OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
_MACRO_FOLDERS = ("basic/", "scripts/")


def kind_of_zip(content: bytes, programs: frozenset[str]) -> tuple[str, str, str]:
    """Name, type and ending of what the archive is. Raises `Rejected` for bombs, programs, macros and what is locked."""
    entries = _entries(content)
    names = [entry.filename.lower().replace("\\", "/") for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise Rejected("encrypted")
    if "[content_types].xml" in names:
        return _office(names)
    if opened := _open_document(content):
        if any(name.startswith(_MACRO_FOLDERS) for name in names):
            raise Rejected("macros")
        return opened
    if any(name.rpartition(".")[2] in programs for name in names):
        raise Rejected("program")
    return "archive", "application/zip", "zip"


def _entries(content: bytes) -> list[ZipInfo]:
    # The table is counted before it is read: each entry would become an object.
    if content.count(b"PK\x01\x02") > ENTRIES_AT_MOST:
        raise Rejected("bomb")
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError) as error:
        raise Rejected("unreadable") from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_AT_MOST or unpacked > max(_SMALL, TIMES_AT_MOST * len(content)):
        raise Rejected("bomb")
    return entries


def _office(names: list[str]) -> tuple[str, str, str]:
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in name for name in names):
        raise Rejected("macros")
    for folder, content_type, ending in _OFFICE:
        if any(name.startswith(folder) for name in names):
            return "office", content_type, ending
    raise Rejected("kind")


def _open_document(content: bytes) -> tuple[str, str, str] | None:
    """OpenDocument says first, unpacked, what it is."""
    if content[30:38] != b"mimetype":
        return None
    types = {ending: f"application/vnd.oasis.opendocument.{what}" for ending, what in _OPEN.items()}
    return next(
        (("office", said, ending) for ending, said in types.items() if content.startswith(said.encode(), 38)), None
    )
