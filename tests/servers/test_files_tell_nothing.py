"""exiftool as the witness: files that pass from one party to the other tell nothing of who made them (threats 13 and 14)."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from comptoir.letters.cleaning import Cleaned, clean
from comptoir.letters.tests.test_cleaning import a_picture
from comptoir.letters.tests.test_cleaning_papers import a_paper
from tests.requirements import required

pytestmark = pytest.mark.servers

OF_THE_PICTURE = {
    *(
        "BitDepth",
        "BitsPerSample",
        "ColorComponents",
        "ColorType",
        "Compression",
        "EncodingProcess",
        "Filter",
        "ImageHeight",
    ),
    *("ImageSize", "ImageWidth", "Interlace", "Megapixels", "YCbCrSubSampling", "VP8Version", "HorizontalScale"),
    *("VerticalScale", "JFIFVersion", "ResolutionUnit", "XResolution", "YResolution"),
}
OF_THE_PAPER = OF_THE_PICTURE | {"PDFVersion", "Linearized", "PageCount"}
OF_THE_FILE = {"SourceFile", "FileType", "FileTypeExtension", "MIMEType", "ExifToolVersion"}


def _tags(content: bytes, ending: str, folder: Path) -> dict[str, str]:
    required("servers", bool(shutil.which("exiftool")), "no exiftool here: install libimage-exiftool-perl")
    path = folder / f"file.{ending}"
    path.write_bytes(content)
    found = subprocess.run(
        ["exiftool", "-json", "-a", "-u", "-ee", "--System:all", str(path)], capture_output=True, check=False
    )
    (told,) = json.loads(found.stdout)
    return told


@pytest.mark.parametrize("written_as", ["JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF"])
def test_a_picture_tells_how_large_it_is_and_nothing_else(written_as, tmp_path):
    content = a_picture(written_as)
    if written_as != "GIF":
        assert "Silva" in json.dumps(_tags(content, written_as.lower(), tmp_path))
    made = clean("a", "", content, is_mediated=True, stem="foto-1")
    assert isinstance(made, Cleaned)
    assert set(_tags(made.content, made.name.rpartition(".")[2], tmp_path)) <= OF_THE_FILE | OF_THE_PICTURE


def test_a_paper_tells_how_many_pages_it_has_and_nothing_else(tmp_path):
    out = io.BytesIO()
    a_paper().save(out)
    assert "Silva" in json.dumps(_tags(out.getvalue(), "pdf", tmp_path))
    made = clean("a", "", out.getvalue(), is_mediated=True, stem="documento-1")
    assert isinstance(made, Cleaned)
    told = {name for name in _tags(made.content, "pdf", tmp_path) if not name.startswith("EmbeddedImage")}
    assert told <= OF_THE_FILE | OF_THE_PAPER
    # Nor do the pictures within it.
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        picture = pdf.pages[0].resources.XObject.Im0.read_raw_bytes()
    assert set(_tags(picture, "jpg", tmp_path)) <= OF_THE_FILE | OF_THE_PICTURE
