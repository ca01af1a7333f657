"""Files that visitors send: taken by what they are, shown so that nothing in them can run."""

from __future__ import annotations

import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from comptoir.surfaces.widget.tests.stage import Browser
from tests.people import ALWAYS_OPEN, NOON, a_shop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: pytest.FixtureRequest, tmp_path: object) -> None:
    settings.FILES_DIR = tmp_path


def a_picture(name: str = "bague.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "gold").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def address_of(browser: Browser, c: int, key: str) -> str:
    return browser.ask("GET", f"conversations/{c}/files/{key}/address").json()["url"]


def test_a_picture_is_kept_and_shown_by_a_signed_address() -> None:
    browser = Browser(a_shop())
    c = browser.begins()["id"]
    kept = browser.send_file(c, a_picture())
    assert kept.status_code == 201
    assert (kept.json()["type"], kept.json()["width"], kept.json()["height"]) == ("image/png", 80, 60)
    shown = browser.open_address(address_of(browser, c, kept.json()["key"]))
    assert shown["Content-Type"] == "image/png"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert shown["Content-Disposition"].startswith("inline")


def test_an_address_ends_after_ten_minutes_and_cannot_be_made_up() -> None:
    browser = Browser(a_shop())
    with time_machine.travel(NOON, tick=False):
        c = browser.begins()["id"]
        address = address_of(browser, c, browser.send_file(c, a_picture()).json()["key"])
        assert browser.open_address(address).status_code == 200
    with time_machine.travel(NOON.replace(minute=11), tick=False):
        assert browser.open_address(address).status_code == 404
    assert browser.open_address(address[:-3] + "xxx").status_code == 404


def test_a_file_of_somebody_else_has_no_address_for_me() -> None:
    """Attack A4: knowing a file's key is not enough."""
    shop = a_shop()
    theirs = Browser(shop)
    there = theirs.begins()["id"]
    key = theirs.send_file(there, a_picture()).json()["key"]
    me = Browser(shop)
    here = me.begins()["id"]
    assert me.ask("GET", f"conversations/{here}/files/{key}/address").status_code == 404
    assert me.ask("GET", f"conversations/{there}/files/{key}/address").status_code == 404
    assert me.send_file(there, a_picture()).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.html", b"<!doctype html><script>alert(1)</script>"),
        ("a.png", b"<html><script>alert(1)</script>"),
        ("a.exe", b"MZ\x90\x00\x03"),
        ("a.txt", b""),
    ],
)
def test_what_could_run_is_refused(name: str, content: bytes) -> None:
    """Attack A4: an SVG or HTML upload gets a clear answer and leaves nothing."""
    browser = Browser(a_shop())
    c = browser.begins()["id"]
    answer = browser.send_file(c, SimpleUploadedFile(name, content, "image/png"))
    assert (answer.status_code, answer.json()["code"]) == (400, "file_refused")


def test_what_is_no_picture_is_only_offered_for_saving() -> None:
    browser = Browser(a_shop())
    c = browser.begins()["id"]
    key = browser.send_file(c, SimpleUploadedFile("commande.pdf", b"%PDF-1.7 x", "application/pdf")).json()["key"]
    shown = browser.open_address(address_of(browser, c, key))
    assert shown["Content-Type"] == "application/octet-stream"
    assert shown["Content-Disposition"] == 'attachment; filename="commande.pdf"'


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settings: pytest.FixtureRequest) -> None:
    settings.LARGEST_FILE = 1000
    browser = Browser(a_shop())
    c = browser.begins()["id"]
    slightly = browser.send_file(c, SimpleUploadedFile("a.txt", b"x" * 1001, "text/plain"))
    far = browser.send_file(c, SimpleUploadedFile("a.txt", b"x" * 200_000, "text/plain"))
    assert (slightly.status_code, slightly.json()["code"]) == (400, "file_refused")
    assert (far.status_code, far.json()["code"]) == (413, "too_large")


def test_a_charter_without_files_takes_none() -> None:
    shop = a_shop(charter=ALWAYS_OPEN + "\n[chat]\nattachments = false\n")
    browser = Browser(shop)
    c = browser.begins()["id"]
    assert browser.ask("GET", "settings.json").json()["files"] is None
    assert browser.send_file(c, a_picture()).json()["code"] == "files_not_taken"
