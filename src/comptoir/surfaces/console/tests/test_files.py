"""Files: kept by their content, shown only when they cannot do harm."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from comptoir.surfaces.console.tests.conftest import AS_SCRIPT


def picture(kind: str = "PNG", size: tuple[int, int] = (640, 480)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#5FBFA5").save(out, kind)
    return out.getvalue()


def upload(client, pk: int, name: str, content: bytes, kind: str = "image/png"):
    return client.post(f"/console/c/{pk}/files", {"file": SimpleUploadedFile(name, content, kind)}, **AS_SCRIPT)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.FILES_DIR = tmp_path


def test_a_picture_is_shown_and_a_document_is_saved(desk, at_desk, of_advisor) -> None:
    client = at_desk(desk.adele)
    shown = upload(client, of_advisor.pk, "bague.png", picture()).json()
    saved = upload(client, of_advisor.pk, "facture.pdf", b"%PDF-1.4 hello", "application/pdf").json()

    one = client.get(f"/console/c/{of_advisor.pk}/files/{shown['key']}")
    other = client.get(f"/console/c/{of_advisor.pk}/files/{saved['key']}")

    assert (one["Content-Type"], one["Content-Disposition"]) == ("image/png", 'inline; filename="bague.png"')
    assert other["Content-Type"] == "application/octet-stream"
    assert other["Content-Disposition"].startswith("attachment")
    for answer in (one, other):
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("x.png", b"<html><script>alert(1)</script>"),
        ("x.exe", b"MZ\x00\x01"),
        ("x.txt", b""),
    ],
)
def test_what_could_run_is_refused(desk, at_desk, of_advisor, name: str, content: bytes) -> None:
    """Attack A2."""
    answer = upload(at_desk(desk.adele), of_advisor.pk, name, content)

    assert answer.status_code == 400
    assert answer.json()["code"] == "file_refused"


def test_too_large_a_file_is_refused(desk, at_desk, of_advisor, settings) -> None:
    settings.LARGEST_FILE = 1000

    assert upload(at_desk(desk.adele), of_advisor.pk, "long.txt", b"a" * 1001, "text/plain").status_code == 400


def test_a_file_is_not_reached_through_another_conversation(desk, at_desk, of_advisor, waiting) -> None:
    """Attack A4."""
    key = upload(at_desk(desk.adele), of_advisor.pk, "bague.png", picture()).json()["key"]

    assert at_desk(desk.rose).get(f"/console/c/{waiting.pk}/files/{key}").status_code == 404
    assert at_desk(desk.amin).get(f"/console/c/{waiting.pk}/files/{key}").status_code == 404
    assert at_desk(desk.adele).get(f"/console/c/{of_advisor.pk}/files/{uuid4()}").status_code == 404
