"""Attacks A2, A3 and A15: script in files, names that lead elsewhere, and files that are larger inside than outside."""

from __future__ import annotations

import gc
import gzip
import io
import re
import struct
import time
import zipfile
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from comptoir.domain.conversations.actions.filing import path_of
from comptoir.domain.conversations.models import Attachment, Conversation
from comptoir.domain.people.models import Membership
from comptoir.domain.people.tokens import visitor_token
from tests.people import a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db

SCRIPT = b"<script>alert(document.domain)</script>"


def drawn(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, kind, **more)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises a huge picture."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + chunk(b"IEND", b"")
    )


def picture_of(width: int, height: int) -> bytes:
    """A true PNG of two colours: some kilobytes that become a byte and more a pixel."""
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG", compress_level=9)
    return out.getvalue()


def zip_of(count: int, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(count):
            archive.writestr(f"{n}", b"\0" * size)
    return out.getvalue()


REFUSED = {
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "bague.svg", "image/svg+xml"),
    "SVG said to be PNG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "a.png", "image/png"),
    "SVG behind a comment": (b"\xef\xbb\xbf  <?xml version='1.0'?><!-- x --><svg/>", "a.txt", "text/plain"),
    "HTML": (b"<!doctype html>" + SCRIPT, "a.html", "text/html"),
    "HTML in text": (b"hello\n" + SCRIPT, "a.txt", "text/plain"),
    "XHTML": (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "a.xhtml", "application/xhtml+xml"),
    "UTF-16 HTML": (SCRIPT.decode().encode("utf-16"), "a.txt", "text/plain"),
    "shell": (b"#!/bin/sh\nrm -rf /", "a.sh", "text/plain"),
    "program": (b"\x7fELF" + b"\0" * 100, "a.png", "image/png"),
    "zip": (zip_of(10, 10), "a.zip", "application/zip"),
    "zip bomb": (zip_of(50, 2_000_000), "42.zip", "application/zip"),
    "many entries": (zip_of(20_000, 0), "a.zip", "application/zip"),
    "gzip bomb": (gzip.compress(b"\0" * 50_000_000), "a.txt", "text/plain"),
    "pixel flood": (png_that_claims(50_000, 50_000), "a.png", "image/png"),
    "pictures of 64 million points": (picture_of(8_000, 8_000), "a.png", "image/png"),
    "a picture as thin as a hair": (picture_of(200_000, 20), "a.png", "image/png"),
    "long picture": (png_that_claims(2**31 - 1, 1), "a.png", "image/png"),
    "half a picture": (drawn("JPEG")[:100], "a.jpg", "image/jpeg"),
    "PNG with nothing": (b"\x89PNG\r\n\x1a\n", "a.png", "image/png"),
    "empty": (b"", "a.txt", "text/plain"),
}
NAMES = {
    ".htaccess": "file.txt",
    "../../etc/passwd": "passwd.txt",
    "..\\..\\boot.ini": "boot.txt",
    "/etc/cron.d/x": "x.txt",
    "a.php%00.png": "a.php%00.txt",
    "a.php\x00.png": "a.php.txt",
    "a.php\u200b": "a.txt",
    ".\u200bhtaccess": "file.txt",
    "bague\u202egpj.exe": "baguegpj.txt",
    "x" * 300 + ".html": "x" * 100 + ".txt",
    "é" * 300: "é" * 100 + ".txt",
    "....": "file.txt",
    "\r\nSet-Cookie: x=1": "Set-Cookie: x=1.txt",
    'a"; filename="evil.html': 'a"; filename="evil.txt',
    "<img src=x onerror=alert(1)>.txt": "<img src=x onerror=alert(1)>.txt",
    "CON": "CON.txt",
}


@pytest.fixture
def talk() -> Conversation:
    shop = a_shop()
    return a_conversation(shop, answered_by=a_member(shop))


def sends(talk: Conversation, content: bytes, name: str, kind: str) -> tuple[int, dict[str, str]]:
    """The visitor sends a file; a name that Django itself would change is put back."""
    sent = SimpleUploadedFile("x", content, content_type=kind)
    sent._name = name
    address = reverse("widget:files", args=["maison-perle", talk.pk])
    answer = Client().post(address, {"file": sent}, headers=bearer(talk))
    return answer.status_code, answer.json()


def bearer(talk: Conversation) -> dict[str, str]:
    return {"Authorization": f"Bearer {visitor_token(talk.visitor)}"}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_could_run_or_burst_is_refused_before_it_is_kept(talk: Conversation, kind: str) -> None:
    """A2, A15: by content, whatever it is called; quickly, and with little memory."""
    content, name, content_type = REFUSED[kind]
    began, memory = time.process_time(), peak_of_memory(forget=True)

    status, answer = sends(talk, content, name, content_type)

    assert status in (400, 413, 422), (status, answer)
    assert answer["message"]
    assert not Attachment.objects.exists()
    assert time.process_time() - began < 2
    assert peak_of_memory() - memory < 40_000, "kB"


def peak_of_memory(*, forget: bool = False) -> int:
    """The most kB that this process has held, since the beginning or since the last time it was to be forgotten."""
    if forget:
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_shown(talk: Conversation, name: str) -> None:
    """A3: the file lies under a key of ours; its name is stripped of folders, unseen characters and false endings."""
    status, answer = sends(talk, b"bonjour", "x", "text/plain")
    assert status == 201
    kept = Attachment.objects.get(key=answer["key"])
    from comptoir.domain.conversations.actions.filing import safe_name

    shown = safe_name(name, "text/plain")
    Attachment.objects.filter(pk=kept.pk).update(name=shown)
    served = served_files(talk, kept.key)

    assert shown == NAMES[name]
    assert path_of(kept.key).name == kept.key.hex
    for file in served:
        assert file["Content-Type"] == "application/octet-stream"
        assert file["Content-Disposition"].startswith("attachment")
        assert "\n" not in file["Content-Disposition"]
        assert "Set-Cookie" not in file


def test_nothing_is_written_but_under_a_key_of_ours(talk: Conversation, settings: Any, tmp_path: Path) -> None:
    """A3: through the real form, whatever the name, and in the form's other way of naming files, too."""
    settings.FILES_DIR = tmp_path / "files"
    address = reverse("widget:files", args=["maison-perle", talk.pk])
    for name in NAMES:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"').replace("\r\n", "%0D%0A").replace("\0", "%00")
        for said in (f'filename="{quoted}"', f"filename*=UTF-8''{quote(name, safe='')}"):
            head = f'--edge\r\nContent-Disposition: form-data; name="file"; {said}\r\nContent-Type: text/plain\r\n\r\n'
            form = head.encode() + b"bonjour\r\n--edge--\r\n"
            kind = "multipart/form-data; boundary=edge"
            assert Client().post(address, form, content_type=kind, headers=bearer(talk)).status_code in (201, 400), name
            cache.clear()
            Attachment.objects.update(entry_seq=1)

    written = [it.relative_to(tmp_path) for it in tmp_path.rglob("*") if it.is_file()]
    keys = {key.hex for key in Attachment.objects.values_list("key", flat=True)}
    assert {str(it) for it in written} == {f"files/{key[:2]}/{key}" for key in keys}
    assert len(keys) > len(NAMES)


def served_files(talk: Conversation, key: UUID) -> list[object]:
    """The file as the visitor gets it, and as the agent does."""
    signed = Client().get(reverse("widget:address", args=["maison-perle", talk.pk, key]), headers=bearer(talk)).json()
    agent = Client()
    agent.force_login(Membership.objects.get(pk=talk.assignee_id).user)
    return [Client().get(signed["url"]), agent.get(reverse("console:file", args=[talk.pk, key]))]


POLYGLOTS = {
    "JPEG with script behind": (drawn("JPEG") + SCRIPT, True),
    "JPEG with script in a comment": (drawn("JPEG", comment=SCRIPT), True),
    "GIF that is JavaScript": (drawn("GIF") + b"=1;alert(1)//" + SCRIPT, True),
    "PNG and a zip": (drawn("PNG") + zip_of(3, 10), True),
    "PDF with script": (b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n" + SCRIPT, False),
    "text": ("é".encode() * 10, False),
}


@pytest.mark.parametrize("kind", POLYGLOTS)
def test_nothing_that_is_served_can_run(talk: Conversation, kind: str) -> None:
    """A2: pictures are drawn anew without what hid in them; all else is only saved; always nosniff, in a sandbox."""
    content, is_shown = POLYGLOTS[kind]
    status, answer = sends(talk, content, "a.html", "text/html")
    assert status == 201, answer

    for file in served_files(talk, UUID(answer["key"])):
        body = b"".join(file) if file.streaming else file.content  # type: ignore[attr-defined]
        assert file["X-Content-Type-Options"] == "nosniff"  # type: ignore[index]
        assert "sandbox" in file["Content-Security-Policy"]  # type: ignore[index]
        assert "default-src 'none'" in file["Content-Security-Policy"]  # type: ignore[index]
        if is_shown:
            assert file["Content-Type"] in ("image/jpeg", "image/png", "image/webp")  # type: ignore[index]
            assert b"script" not in body
            assert b"PK\x03\x04" not in body
        else:
            assert file["Content-Type"] == "application/octet-stream"  # type: ignore[index]
            assert file["Content-Disposition"].startswith("attachment")  # type: ignore[index]


def test_a_body_may_not_be_larger_inside_than_outside(talk: Conversation) -> None:
    """A15: a compressed body is not unpacked, and huge counts are refused."""
    address = reverse("widget:messages", args=["maison-perle", talk.pk])
    bomb = gzip.compress(b'{"client_id": "' + b" " * 50_000_000)
    fields = "&".join(f"{n}=1" for n in range(5000))
    many = b"[" * 30_000

    answers = [
        Client().post(
            address, bomb, content_type="application/json", headers=bearer(talk) | {"Content-Encoding": "gzip"}
        ),
        Client().post(address, many, content_type="application/json", headers=bearer(talk)),
        Client().post(address, b"x" * 70_000, content_type="application/json", headers=bearer(talk)),
        Client().post(reverse("console:sign_in"), fields, content_type="application/x-www-form-urlencoded"),
    ]

    assert [answer.status_code for answer in answers] == [400, 400, 413, 400]
