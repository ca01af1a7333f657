"""Files that came with a letter: what passes, as what, and what does not (threats 12 to 14, A15)."""

from __future__ import annotations

import io
import zipfile
import zlib
from struct import pack

import pytest
from PIL import Image, PngImagePlugin

from comptoir.letters.cleaning import Cleaned, Refused, clean, safe_name
from comptoir.letters.cleaning.cleaned import WHY
from comptoir.letters.cleaning.pictures import drawn_anew

SECRET = "Ana Silva 912 345 678"


def a_picture(written_as: str, *, secret: bool = True, size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture that tells more than it shows: who made it, where, a comment, and something behind its end."""
    image, out, exif = Image.new("RGB", size, (200, 30, 30)), io.BytesIO(), Image.Exif()
    exif[0x010E], exif[0x0112], exif[0x8825] = SECRET, 6, {1: "N", 2: (38.0, 43.0, 0.0)}
    more: dict[str, object] = {"exif": exif.tobytes()} if written_as != "GIF" else {}
    if written_as in ("JPEG", "GIF"):
        more["comment"] = SECRET.encode()
    if written_as == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", SECRET)
        words.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
        more["pnginfo"] = words
    if written_as == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
        more["xmp"] = f"<x>{SECRET}</x>".encode()
    image.save(out, written_as, **more)
    return out.getvalue() + (SECRET.encode() if secret else b"")


@pytest.mark.parametrize(
    ("written_as", "content_type", "ending"),
    [
        ("JPEG", "image/jpeg", "jpg"),
        ("PNG", "image/png", "png"),
        ("WEBP", "image/webp", "webp"),
        ("GIF", "image/png", "png"),
        ("HEIF", "image/jpeg", "jpg"),
        ("AVIF", "image/jpeg", "jpg"),
    ],
)
def test_a_picture_keeps_what_is_seen_and_nothing_else(written_as, content_type, ending):
    """Threat 13: no place, no name, no comment, nothing behind the end; upright as it was meant."""
    content = a_picture(written_as)
    assert SECRET.encode() in content
    made = clean(f"{SECRET}.pdf", "application/pdf", content, is_mediated=True, stem="foto-1")
    assert isinstance(made, Cleaned)
    assert (made.name, made.content_type) == (f"foto-1.{ending}", content_type)
    assert b"Silva" not in made.content
    with Image.open(io.BytesIO(made.content)) as image:
        assert not image.getexif()
        assert not {"comment", "exif", "xmp", "icc_profile", "Author"} & set(image.info)
        assert image.size == (made.width, made.height)
        assert image.size == ((60, 40) if written_as == "GIF" else (40, 60))
        assert image.convert("RGB").getpixel((20, 20))[0] > 150


def test_what_is_seen_through_stays_so():
    image, out = Image.new("LA", (30, 30), (0, 0)), io.BytesIO()
    image.save(out, "PNG")
    with Image.open(io.BytesIO(drawn_anew(out.getvalue()).content)) as drawn:
        assert drawn.mode == "RGBA"


def test_a_large_photo_is_made_as_large_as_is_of_use():
    picture = drawn_anew(a_picture("JPEG", size=(6000, 3000)))
    assert (picture.height, picture.width) == (4096, 2048)
    picture = drawn_anew(a_picture("PNG", size=(6000, 4000)))
    assert (picture.height, picture.width) == (3000, 2000)
    palette, out = Image.new("P", (6000, 4000)), io.BytesIO()
    palette.save(out, "GIF")
    assert drawn_anew(out.getvalue()).width == 4096
    assert drawn_anew(a_picture("PNG"), longest_side=10).height == 10


def _flood(width: int, height: int) -> bytes:
    """A PNG that says it is huge."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(50_000, 50_000), (9_000, 8_000), (30_000, 10), (2**31 - 1, 1)])
def test_a_flood_of_pixels_is_refused_before_it_is_unpacked(size):
    """A15."""
    refused = clean("a.png", "image/png", _flood(*size), is_mediated=False)
    assert isinstance(refused, Refused)
    assert refused.why == "too_many_pixels"


def _zipped(names: dict[str, bytes], *, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, content in names.items():
            archive.writestr(name, content)
    return out.getvalue()


OOXML = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
CARD = b"BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n"
KEPT = [
    ("Preço final.txt", "Preço: 12 €\n".encode(), "Preço final.txt", "text/plain", "kind"),
    ("notes.log", "Pre\xe7o".encode("cp1252"), "notes.txt", "text/plain", "kind"),
    ("a.csv", b"a;b\n1;2\n", "a.csv", "text/csv", "kind"),
    ("a.dat", _zipped(OOXML), "a.docx", KEPT_DOCX := "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "kind"),
    ("b.odt", _zipped({"content.xml": b""}, mimetype="application/vnd.oasis.opendocument.text"), "b.odt", "application/vnd.oasis.opendocument.text", "kind"),
    ("old.XLS", OLE, "old.xls", "application/vnd.ms-excel", "kind"),
    ("photos.zip", _zipped({"a.jpg": b"x"}), "photos.zip", "application/zip", "archive"),
    ("voice.ogg", b"OggS" + bytes(40), "voice.ogg", "audio/ogg", "kind"),
    ("film.bin", b"\0\0\0\x18ftypisom" + bytes(40), "film.mp4", "video/mp4", "kind"),
    ("film.MOV", b"\0\0\0\x14ftypqt  " + bytes(40), "film.mov", "video/quicktime", "kind"),
    ("ana.vcf", CARD, "ana.vcf", "text/vcard", "contact_card"),
    ("visit.ics", b"BEGIN:VCALENDAR\r\nORGANIZER:mailto:ana@x.test", "visit.ics", "text/calendar", "calendar"),
    ("before.eml", b"Received: by x\r\nFrom: ana@x.test\r\n\r\nHi", "before.eml", "message/rfc822", "mail"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "called", "content_type", "why"), KEPT)
def test_other_files_are_kept_in_e_mail_and_not_between_two_parties(name, content, called, content_type, why):
    """Threat 14."""
    kept = clean(name, "x/y", content, is_mediated=False)
    assert isinstance(kept, Cleaned)
    assert (kept.name, kept.content_type) == (called, content_type)
    refused = clean(name, "x/y", content, is_mediated=True)
    assert isinstance(refused, Refused)
    assert (refused.name, refused.why) == (name, why)


REFUSED = [
    ("a.pdf", b"", "empty"),
    ("a.txt", b"x" * (25 * 2**20 + 1), "too_large"),
    ("long.txt", b"x" * (2 * 2**20 + 1), "too_large"),
    ("invoice.pdf", b"MZ\x90\0" + bytes(40), "program"),
    ("invoice.js", b"alert(1)", "program"),
    ("invoice.zip", _zipped({"Invoice.pdf.EXE": b"x"}), "program"),
    ("invoice.html", b"<html><form action=https://evil.test>", "hypertext"),
    ("invoice.txt", b"hello <SCRIPT>x</SCRIPT>", "hypertext"),
    ("logo.svg", b"<?xml version='1.0'?><svg onload='x'>", "hypertext"),
    ("a.rtf", b"{\\rtf1 \\object", "kind"),
    ("a.bin", b"\0\1\2\3", "kind"),
    ("thumbs.db", OLE, "kind"),
    ("a.mp4", b"\0\0\0\x18ftypzzzz" + bytes(40), "kind"),
    ("order.docm", _zipped({**OOXML, "word/vbaProject.bin": b"x"}), "macros"),
    ("order.doc", OLE + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
    ("order.odt", _zipped({"Basic/x.xml": b""}, mimetype="application/vnd.oasis.opendocument.text"), "macros"),
    ("bomb.zip", _zipped({"0": bytes(30 * 2**20)}), "bomb"),
    ("many.zip", b"PK\x03\x04" + b"PK\x01\x02" * 10_001, "bomb"),
    ("broken.zip", b"PK\x03\x04" + bytes(100), "unreadable"),
    ("smime.p7s", b"\x30\x82\x01\x02\xff\x00", "signature"),
    ("key.asc", b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n", "key"),
    ("a.jpg", a_picture("JPEG", secret=False)[:200], "unreadable"),
    ("a.gif", b"GIF89a" + b"\xff" * 30, "unreadable"),
    ("a.heic", b"\0\0\0\x18ftypheic" + bytes(60), "unreadable"),
]


@pytest.mark.parametrize(("name", "content", "why"), REFUSED)
def test_what_is_never_taken_is_refused_with_a_word_that_says_why(name, content, why):
    """A15 and threat 25: programs, hypertext, macros, bombs, and what cannot be looked into."""
    refused = clean(name, "image/jpeg", content, is_mediated=False)
    assert isinstance(refused, Refused)
    assert refused.why == why
    assert why in WHY


def test_an_archive_that_is_locked_is_not_taken():
    content = bytearray(_zipped({"a.jpg": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    refused = clean("a.zip", "application/zip", bytes(content), is_mediated=False)
    assert isinstance(refused, Refused)
    assert refused.why == "encrypted"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\Ana\\foto.png", "foto.jpg"),
        ("foto\u202egpj.exe\r\nX: y", "fotogpj.jpg"),
        ('a"b<c>:d|e?*.jpg', "a_b_c__d_e__.jpg"),
        ("  .hidden. ", "hidden.jpg"),
        ("", "file.jpg"),
        ("....", "file.jpg"),
        ("é" * 300, "é" * 100 + ".jpg"),
    ],
)
def test_a_file_is_called_something_safe(given, expected):
    """A1: nothing in a name leads out of a folder, hides an ending or breaks a header."""
    assert safe_name(given, "jpg") == expected
