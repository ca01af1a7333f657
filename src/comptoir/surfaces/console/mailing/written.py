"""A mail as it was written: on a page of its own that runs nothing, asks nobody for anything, and shows pictures only when asked."""

from __future__ import annotations

import base64
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from comptoir.domain.channels.errors import MailNotKept
from comptoir.domain.channels.queries import WrittenPage, page_of_mail

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; {pictures}sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'; form-action 'none'; "
    "base-uri 'none'"
)
PAGE = Markup(
    "<!doctype html><html><head><meta charset='utf-8'><meta name='referrer' content='no-referrer'>"
    "<meta name='color-scheme' content='light'><style>html{{background:#fff;color:#1f2328}}"
    "body{{margin:12px;font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}}img{{max-width:100%;height:auto}}"
    "p.MsoNormal{{margin:0}}.picture-left-out{{display:inline-block;padding:0 6px;border:1px dashed #888;color:#555}}"
    ".picture-left-out:empty::before{{content:'🖼'}}table{{max-width:100%}}blockquote{{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #ccc}}</style></head>"
    "<body>{html}</body></html>"
)


def written_answer(mail: Any, *, with_pictures: bool) -> HttpResponse:
    """The cleaned page of a mail, with the pictures that came with it where they are asked for.

    Its policy forbids scripts, lines, forms and strangers' pictures whatever its markup says.
    """
    page = page_of_mail(mail.pk) if with_pictures and mail.html else None
    html = _with_pictures(page) if page else mail.html
    html = html or f"<p>{escape(_('This mail has no other form than its text.'))}</p>"
    response = HttpResponse(PAGE.format(html=Markup(html)))  # noqa: S704  cleaned, and powerless here
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


def _with_pictures(page: WrittenPage) -> str:
    """The page with its pictures within itself: it may ask nobody for them."""
    html = page.html
    for it in page.pictures:
        content = base64.b64encode(it.content).decode()
        html = html.replace(f'src="{it.place}"', f'src="data:{it.content_type};base64,{content}"')
    return html
