"""PDF: the pages as they look, and nothing else (threat 14)."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from comptoir.letters.cleaning import Cleaned, Refused, clean
from comptoir.letters.cleaning.embedded import jpeg_without_metadata, jpx_without_metadata
from comptoir.letters.tests.test_cleaning import SECRET, a_picture


def a_paper(*, pages: int = 1) -> pikepdf.Pdf:
    """A PDF with everything that tells or acts."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 100))
    page, secret = pdf.pages[0].obj, String(SECRET)
    picture = pdf.make_stream(
        a_picture("JPEG"), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    form = pdf.make_stream(
        b"0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 10, 10],
        PieceInfo=Dictionary(Maker=Dictionary(Private=secret)), Metadata=pdf.make_stream(SECRET.encode()),
    )  # fmt: skip
    page.Resources = Dictionary(XObject=Dictionary(Im0=picture, Fm0=form))
    page.Contents = pdf.make_stream(b"q 60 0 0 40 10 10 cm /Im0 Do Q /Fm0 Do")
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('" + SECRET + "')"))
    launch = Dictionary(S=Name.Launch, F=String(SECRET + ".exe"))
    shown = pdf.make_stream(b"BT ET 1 0 0 rg 0 0 50 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 20])
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=secret, F=4,
            Rect=[100, 50, 150, 70], AP=Dictionary(N=shown), AA=Dictionary(K=script),
        )
    )  # fmt: skip
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI=String("https://" + SECRET))
    )
    page.Annots, page.AA = Array([field, link]), Dictionary(O=launch)
    page.PieceInfo, page.LastModified = Dictionary(Made=Dictionary(By=secret)), secret
    pdf.Root.OpenAction = script
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=pdf.make_stream(SECRET.encode()))
    pdf.attachments["hidden.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode(), filename="hidden.txt")
    pdf.docinfo["/Author"] = SECRET
    with pdf.open_metadata() as meta:
        meta["dc:creator"] = [SECRET]
    return pdf


def _saved(pdf: pikepdf.Pdf, **more) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **more)
    return out.getvalue()


def _all_in(content: bytes) -> bytes:
    """Every byte of a PDF, unpacked."""
    return _saved(pikepdf.open(io.BytesIO(content)), stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                  compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip


def test_a_paper_is_made_anew_without_what_tells_or_acts():
    content = _saved(a_paper())
    assert SECRET.encode() in _all_in(content)
    made = clean(f"{SECRET}.pdf", "", content, is_mediated=True, stem="documento-1")
    assert isinstance(made, Cleaned)
    assert (made.name, made.content_type) == ("documento-1.pdf", "application/pdf")
    plain = _all_in(made.content)
    for word in (
        SECRET,
        "Silva",
        "JavaScript",
        "Launch",
        "OpenAction",
        "AcroForm",
        "Annots",
        "EmbeddedFile",
        "/Info",
        "URI",
        "XFA",
    ):
        assert word.encode() not in plain, word
        assert word.encode("utf-16-be") not in plain, word
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert not list(pdf.attachments)


def test_a_paper_still_shows_its_pictures_and_what_was_filled_in():
    made = clean("a.pdf", "", _saved(a_paper()), is_mediated=False)
    assert isinstance(made, Cleaned)
    assert made.name == "a.pdf"
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        (page,) = pdf.pages
        assert len(page.resources.XObject.keys()) == 3
        assert pikepdf.PdfImage(page.resources.XObject.Im0).as_pil_image().size == (60, 40)


def test_the_same_paper_is_made_the_same():
    content = _saved(a_paper(), static_id=True)
    both = [clean("a.pdf", "", content, is_mediated=True) for _ in range(2)]
    assert both[0] == both[1]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (_saved(a_paper(), encryption=pikepdf.Encryption(owner="x", user="y")), "encrypted"),
        (_saved(a_paper(), encryption=pikepdf.Encryption(owner="x", user="")), "encrypted"),
        (b"%PDF-1.7\nnothing", "unreadable"),
        (_saved(pikepdf.new()), "unreadable"),
        (_saved(a_paper(pages=301)), "too_many_pages"),
    ],
)
def test_a_paper_that_cannot_be_looked_into_is_refused(content, why):
    refused = clean("a.pdf", "", content, is_mediated=True)
    assert isinstance(refused, Refused)
    assert refused.why == why


def test_a_page_that_unpacks_without_end_is_refused():
    """A15."""
    pdf = a_paper()
    pdf.pages[0].Contents.write(zlib.compress(bytes(70 * 2**20), 9), filter=Name.FlateDecode)
    refused = clean("a.pdf", "", _saved(pdf), is_mediated=True)
    assert isinstance(refused, Refused)
    assert refused.why == "bomb"
    pdf = a_paper()
    pdf.pages[0].Resources.XObject.Im0.Width = 10_000_000
    refused = clean("a.pdf", "", _saved(pdf), is_mediated=True)
    assert isinstance(refused, Refused)
    assert refused.why == "too_many_pixels"


def test_broken_papers_never_break_us():
    content = _saved(a_paper())
    for at in range(0, len(content), 97):
        broken = content[:at] + b"\xff\x00<<" + content[at + 4 :]
        assert isinstance(clean("a.pdf", "", broken, is_mediated=True), Cleaned | Refused)


@pytest.mark.parametrize(
    "odd", [b"", b"\xff\xd8", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\xff\xff", b"\xff\xd8\xff\xff\xff\xff", b"x"]
)
def test_odd_pictures_in_a_paper_are_left_alone(odd):
    assert len(jpeg_without_metadata(odd)) <= len(odd)
    assert jpx_without_metadata(odd) == odd


def test_words_in_a_jpeg_2000_are_cut_out():
    boxes = [(b"jP  ", b"\r\n\x87\n"), (b"xml ", SECRET.encode()), (b"uuid", SECRET.encode()), (b"jp2c", b"pixels")]
    whole = b"".join((len(words) + 8).to_bytes(4, "big") + kind + words for kind, words in boxes)
    kept = jpx_without_metadata(whole)
    assert b"pixels" in kept
    assert b"Silva" not in kept
