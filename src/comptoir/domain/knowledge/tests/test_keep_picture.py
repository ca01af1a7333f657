"""Pictures of articles are drawn anew, and belong to the article that shows them. Attacks A2, A3."""

from __future__ import annotations

import datetime as dt
import io
from types import SimpleNamespace

import pytest
from PIL import Image

from comptoir.domain.knowledge.actions import keep_picture
from comptoir.domain.knowledge.actions.pictures import FORGOTTEN_AFTER, picture_path
from comptoir.domain.knowledge.errors import ArticleNotFound, PictureRefused
from comptoir.domain.knowledge.models import Picture
from comptoir.domain.knowledge.queries import picture_of
from comptoir.domain.knowledge.rules.articles import Written
from comptoir.domain.knowledge.rules.markdown import picture_address
from comptoir.domain.knowledge.tests.stage import a_cast, a_draft
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return a_cast()


def a_picture(size: tuple[int, int] = (40, 30), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#1f6f5c").save(out, kind, **({"comment": b"secret"} if kind == "JPEG" else {}))
    return out.getvalue()


def test_a_picture_is_drawn_anew_and_made_smaller(cast: SimpleNamespace) -> None:
    kept = keep_picture(viewer=cast.adele, content=a_picture((3200, 200), "JPEG"), alt=" Un  baguier ", now=NOON)
    assert (kept.width, kept.height, kept.alt) == (1600, 100, "Un baguier")
    assert b"secret" not in picture_path(kept.key).read_bytes()
    assert picture_of(cast.shop.id, kept.key).content_type == "image/jpeg"
    with pytest.raises(ArticleNotFound):
        picture_of(cast.other.id, kept.key)


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"%PDF-1.4", b"GIF89a", b"\x89PNG\r\n\x1a\nrest"])
def test_what_is_no_picture_is_refused(cast: SimpleNamespace, content: bytes) -> None:
    with pytest.raises(PictureRefused):
        keep_picture(viewer=cast.adele, content=content, now=NOON)


def test_an_ambassador_brings_none(cast: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        keep_picture(viewer=cast.amin, content=a_picture(), now=NOON)


def test_what_no_article_shows_is_forgotten(cast: SimpleNamespace) -> None:
    shown, forgotten = (keep_picture(viewer=cast.adele, content=a_picture(), now=NOON) for _ in range(2))
    a_draft(cast, Written("Titre", "", f"![Un baguier]({picture_address(shown.key.hex, 40, 30)})"))
    later = NOON + FORGOTTEN_AFTER + dt.timedelta(hours=1)
    keep_picture(viewer=cast.adele, content=a_picture(), now=later)
    assert set(Picture.objects.filter(at=NOON).values_list("key", flat=True)) == {shown.key}
    assert not picture_path(forgotten.key).exists()
