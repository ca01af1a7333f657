"""PDF made anew: the pages as they look, and nothing that acts, is attached, or tells who made them."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress
from typing import Any

import pikepdf

from comptoir.letters.cleaning.cleaned import Rejected
from comptoir.letters.cleaning.embedded import jpeg_without_metadata, jpx_without_metadata
from comptoir.letters.cleaning.pictures import PIXELS_AT_MOST

PAGES_AT_MOST = 300
OBJECTS_AT_MOST = 100_000
UNPACKED_AT_MOST = 60 * 2**20
"""Bytes that what a page is drawn by may unpack to, each piece."""
SIZE_AT_MOST = 40 * 2**20
"""Bytes of what was made."""

_OF_A_PAGE = {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"}
_OF_NOBODYS_BUSINESS = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/A", "/OpenAction", "/JS", "/JavaScript", "/Annots", "/AF"),
    *("/EF", "/EmbeddedFiles", "/Names", "/Alternates", "/OPI", "/Ref", "/Measure", "/PtData", "/StructParent"),
    *("/StructParents", "/Thumb", "/Info", "/Author", "/Creator", "/Producer", "/ID", "/URI", "/OC", "/PS"),
)
_OF_FILES_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")
_PICTURES = {"/DCTDecode": jpeg_without_metadata, "/JPXDecode": jpx_without_metadata}


def paper_anew(content: bytes) -> bytes:
    """A PDF with the same pages: no properties, scripts, actions, links, forms, attachments, no metadata in its pictures.

    What stood in the fields of a form and in remarks is drawn on the page. Raises `Rejected`.
    """
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=True) as old, pikepdf.new() as new:
            _check(old)
            _flatten(old)
            new.pages.extend(old.pages)
            _strip(new)
            return _written(new)
    except pikepdf.PasswordError as error:
        raise Rejected("encrypted") from error
    except MemoryError as error:
        raise Rejected("too_large") from error
    except (
        pikepdf.PdfError,
        pikepdf.DependencyError,
        ValueError,
        RuntimeError,
        TypeError,
        KeyError,
        IndexError,
    ) as error:
        raise Rejected("unreadable") from error


def _check(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise Rejected("encrypted")
    if len(pdf.objects) > OBJECTS_AT_MOST:
        raise Rejected("too_large")
    if not len(pdf.pages):
        raise Rejected("unreadable")
    if len(pdf.pages) > PAGES_AT_MOST:
        raise Rejected("too_many_pages")


def _flatten(pdf: pikepdf.Pdf) -> None:
    """Draw what is only laid over the pages into them."""
    if any("/Annots" in page.obj for page in pdf.pages):
        if "/AcroForm" in pdf.Root:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")


def _strip(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for key in set(page.obj.keys()) - _OF_A_PAGE:
            del page.obj[key]
    for each in pdf.objects:
        _strip_one(each)


def _strip_one(outer: Any) -> None:
    """Strip an object, and what is written within it."""
    waiting = [outer]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += [inner for inner in each if _is_within(inner)]  # type: ignore[attr-defined]
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            for key in _OF_NOBODYS_BUSINESS:
                if key in each:
                    del each[key]
            if isinstance(each, pikepdf.Stream):
                _strip_stream(each)
            own: Any = each.stream_dict if isinstance(each, pikepdf.Stream) else each
            waiting += [own[key] for key in own if _is_within(own[key])]


def _is_within(inner: Any) -> bool:
    return isinstance(inner, pikepdf.Array | pikepdf.Dictionary) and not inner.is_indirect


def _check_stream(stream: pikepdf.Stream, only: Any) -> None:
    """Refuse what unpacks to more than any page needs: whoever opened the paper would have to."""
    if stream.get("/Subtype") == "/Image":
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > PIXELS_AT_MOST:
            raise Rejected("too_many_pixels")
    elif only == "/FlateDecode" and _is_more_than(UNPACKED_AT_MOST, stream.read_raw_bytes()):
        raise Rejected("bomb")


def _is_more_than(most: int, packed: bytes) -> bool:
    unpacked, unpacking = 0, zlib.decompressobj()
    with suppress(zlib.error):  # what is damaged unpacks to no more
        while packed and unpacked <= most:
            unpacked += len(unpacking.decompress(packed, 2**20))
            packed = unpacking.unconsumed_tail
    return unpacked > most


def _strip_stream(stream: pikepdf.Stream) -> None:
    for key in _OF_FILES_ELSEWHERE:
        if key in stream:
            del stream[key]
    filters: Any = stream.get("/Filter")
    only: Any = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) == 1 else filters
    _check_stream(stream, only)
    stripped = _PICTURES.get(str(only)) if isinstance(only, pikepdf.Name) else None
    if stripped is not None:
        meant: Any = stream.get("/DecodeParms")
        stream.write(stripped(stream.read_raw_bytes()), filter=only, decode_parms=meant)


def _written(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    if out.tell() > SIZE_AT_MOST:
        raise Rejected("too_large")
    return out.getvalue()
