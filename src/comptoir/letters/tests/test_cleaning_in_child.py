"""Files cleaned where memory and time end (A15, threat 21): what people send passes, what is made to burst does not."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import pytest
from PIL import Image

from comptoir.letters.child import Reader
from comptoir.letters.cleaning import Cleaned, Refused
from comptoir.letters.letter import Unreadable
from comptoir.letters.tests.test_cleaning import a_picture


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as own:
        yield own


def _flat(mode: str, size: tuple[int, int], written_as: str) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 120 if mode == "P" else "teal").save(out, written_as)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (a_picture("JPEG", size=(4032, 3024)), (3024, 4032)),
        (a_picture("HEIF", size=(4032, 3024)), (3024, 4032)),
        (_flat("RGB", (8160, 6120), "JPEG"), (4080, 3060)),
        (_flat("RGB", (8000, 6000), "PNG"), (4000, 3000)),
        (_flat("P", (8000, 6000), "GIF"), (4096, 3072)),
        (_flat("RGB", (4608, 3456), "WEBP"), (4096, 3072)),
    ],
    ids=["telephone", "newer telephone", "50 million points", "screen", "palette", "webp"],
)
def test_pictures_as_people_send_them_are_made_anew_one_after_the_other(reader, content, size):
    made = reader.clean("a", "", content, is_mediated=True, stem="foto-1")
    assert isinstance(made, Cleaned)
    assert abs(made.width - size[0]) <= 8
    assert abs(made.height - size[1]) <= 8


def _stream(packed: bytes) -> bytes:
    return b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream"


PACKED = zlib.compress(bytes(300 * 2**20), 1)
HOSTILE = {
    "deep": b"%PDF-1.4\n1 0 obj " + b"[" * 3_000_000 + b" endobj trailer<</Root 1 0 R>>",
    "circle": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj"
    b" trailer<</Root 1 0 R>>",
    "packed": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj"
    b" 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj 4 0 obj" + _stream(PACKED) + b"endobj"
    b" trailer<</Root 1 0 R>>",
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_made_to_burst_is_refused_and_the_next_is_cleaned(reader, kind):
    assert _why(reader, HOSTILE[kind]) in ("unreadable", "bomb", "too_large", "too_slow", "too_big", "crashed")
    assert isinstance(reader.clean("a", "", a_picture("PNG"), is_mediated=True), Cleaned)


def _why(reader: Reader, content: bytes) -> str:
    try:
        made = reader.clean("a", "", content, is_mediated=True)
    except Unreadable as error:
        return error.code
    return made.why if isinstance(made, Refused) else "cleaned"
