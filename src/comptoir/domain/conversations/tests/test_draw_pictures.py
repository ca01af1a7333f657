"""Pictures that somebody sends are drawn anew by a process that may die of them: what they take is not this one's. A15."""

from __future__ import annotations

import io
import resource
from types import SimpleNamespace

import pytest
from PIL import Image

from comptoir.domain.conversations.actions import drawing, keep_file
from comptoir.domain.conversations.actions.drawing import drawn_anew
from comptoir.domain.conversations.errors import FileRefused
from comptoir.domain.conversations.models import Attachment
from comptoir.letters.letter import Unreadable
from tests.people import NOON, a_conversation, a_shop


def a_picture(size: tuple[int, int], written_as: str = "PNG", mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, written_as)
    return out.getvalue()


def megabytes() -> float:
    """What this process has held at its highest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_a_telephones_picture_is_kept_as_large_as_it_was():
    content, content_type, size = drawn_anew(a_picture((4000, 3000), "JPEG"))
    assert (content_type, size) == ("image/jpeg", (4000, 3000))
    assert Image.open(io.BytesIO(content)).size == size


def test_the_largest_picture_does_not_take_this_processs_memory():
    """A15: fifty million points are two hundred megabytes as they are drawn."""
    largest = a_picture((8000, 6200), mode="1")
    before = megabytes()
    _content, _type, size = drawn_anew(largest)
    assert size == (8000, 6200)
    assert megabytes() - before < 60


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("too_slow", "takes too much"),
        ("too_big", "takes too much"),
        ("crashed", "cannot be read"),
        ("failed:OSError@x", "cannot be read"),
        ("no_reader", "again in a moment"),
    ],
)
def test_where_the_process_fails_the_sender_is_told_what_helps(monkeypatch: pytest.MonkeyPatch, code: str, said: str):
    def fails(*_content: bytes, **_terms: int) -> None:
        raise Unreadable(code)

    monkeypatch.setattr(drawing, "shared_drawer", lambda: SimpleNamespace(draw=fails))
    with pytest.raises(FileRefused) as refused:
        drawn_anew(a_picture((10, 10)))
    assert said in str(refused.value.facts["why"])


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"x" * 500, a_picture((30_000, 10), mode="1")])
@pytest.mark.django_db
def test_what_is_no_picture_or_too_large_a_one_is_refused_and_the_next_one_is_kept(content: bytes):
    talk = a_conversation(a_shop())
    by = {"conversation_id": talk.pk, "visitor_id": talk.visitor_id, "now": NOON}
    with pytest.raises(FileRefused):
        keep_file(name="a.png", content=content, **by)
    assert keep_file(name="b.png", content=a_picture((40, 30)), **by).content_type == "image/png"
    assert Attachment.objects.count() == 1
