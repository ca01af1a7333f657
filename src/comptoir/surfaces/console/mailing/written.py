"""A mail as it was written: on a page of its own that runs nothing, asks nobody for anything, and shows pictures only when asked."""

from __future__ import annotations

import base64
import re
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from comptoir.domain.channels.errors import MailNotKept

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; {pictures}sandbox; frame-ancestors 'self'; form-action 'none'; "
    "base-uri 'none'"
)
PAGE = Markup(
    "<!doctype html><html><head><meta charset='utf-8'><meta name='referrer' content='no-referrer'>"
    "<meta name='color-scheme' content='light'><style>html{{background:#fff;color:#1f2328}}"
    "body{{margin:12px;font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}}img{{max-width:100%;height:auto}}"
    "table{{max-width:100%}}blockquote{{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #ccc}}</style></head>"
    "<body>{html}</body></html>"
)
PICTURES_LARGEST = 8 * 1024 * 1024
"""Bytes of pictures that a mail is shown with."""

_CID = re.compile(r"""(<img\b[^>]*?\bsrc\s*=\s*)(["'])cid:([^"'<>]{1,250})\2""", re.IGNORECASE)


def written_answer(mail: Any, *, with_pictures: bool, pictures: dict[str, tuple[str, bytes]] | None = None) -> HttpResponse:
    """The cleaned page of a mail. Its policy forbids scripts, lines, forms and strangers' pictures whatever its markup says.

    `pictures` are those that came with it, by their Content-ID: type and bytes.
    """
    html = mail.html or f"<pre>{escape(_('This mail has no other form than its text.'))}</pre>"
    if with_pictures:
        html = _with_pictures(html, pictures or {})
    response = HttpResponse(PAGE.format(html=Markup(html)))  # noqa: S704  cleaned when it came, and powerless here
    response.headers["Content-Security-Policy"] = POLICY.format(pictures="img-src data:; " if with_pictures else "")
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def original_answer(number: int, raw: bytes | None) -> HttpResponse:
    """The bytes of a mail, to be saved and never shown. Raises `MailNotKept`."""
    if raw is None:
        raise MailNotKept
    response = HttpResponse(raw, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"mail-{number}.eml") or ""
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _with_pictures(html: str, pictures: dict[str, tuple[str, bytes]]) -> str:
    """The pictures that came with the mail, put into it, as many as fit."""
    left = PICTURES_LARGEST

    def put(found: re.Match[str]) -> str:
        nonlocal left
        kind, content = pictures.get(found[3], ("", b""))
        if not content or len(content) > left:
            return found[0]
        left -= len(content)
        return f"{found[1]}{found[2]}data:{kind};base64,{base64.b64encode(content).decode()}{found[2]}"

    return _CID.sub(put, html)
