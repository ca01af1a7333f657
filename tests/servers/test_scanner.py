"""The real clamd: what is harmful is found, wherever it is hidden, and what is not known is not let through (threat 25)."""

from __future__ import annotations

import io
import zipfile
from base64 import encodebytes
from collections.abc import Iterator

import pytest

from comptoir.letters.viruses import Clean, Found, Unavailable, scan
from tests.servers.scanner import EICAR, OwnClamd

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def clamd() -> Iterator[OwnClamd]:
    own = OwnClamd()
    yield own
    own.close()


def _zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("invoice.pdf.exe", content)
    return out.getvalue()


def _mailed(content: bytes) -> bytes:
    head = b"From: a@x.test\r\nMIME-Version: 1.0\r\nContent-Type: application/zip; name=a.zip\r\n"
    return head + b"Content-Transfer-Encoding: base64\r\n\r\n" + encodebytes(content)


@pytest.mark.parametrize("content", [EICAR, _zipped(EICAR), _zipped(_zipped(EICAR)), _mailed(_zipped(EICAR))])
def test_what_is_harmful_is_found_in_files_archives_and_letters(clamd, content):
    found = scan(content, clamd.at)
    assert isinstance(found, Found)
    assert "Comptoir.Test" in found.name


@pytest.mark.parametrize("content", [b"", b"Bom dia", _zipped(b"Bom dia"), bytes(3 * 2**20)])
def test_what_is_not_is_let_through(clamd, content):
    assert scan(content, clamd.at) == Clean()


def test_what_is_too_large_for_the_scanner_is_not_let_through(clamd):
    assert scan(bytes(9 * 2**20), clamd.at) == Unavailable("too_large")


def test_a_scanner_that_is_gone_lets_nothing_through():
    own = OwnClamd()
    own.stop()
    assert scan(b"Bom dia", own.at) == Unavailable("no_scanner")
    own.close()
