"""Files in the feed: as safe as those of conversations. Attacks A2, A3, A4, A15."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from comptoir.domain.conversations.actions.filing import path_of
from comptoir.domain.conversations.errors import FileRefused
from comptoir.domain.feed.actions import forget_abandoned, keep_file, take_back
from comptoir.domain.feed.actions.filing import ABANDONED_AFTER, UNPOSTED_AT_MOST
from comptoir.domain.feed.errors import NothingSaid, PostNotFound
from comptoir.domain.feed.models import FeedFile
from comptoir.domain.feed.queries import changes_after, file_for
from comptoir.domain.feed.tests.saying import says
from tests.people import NOON


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "gold").save(out, "PNG", pnginfo=None)
    return out.getvalue() + b"<script>hidden</script>"


def kept(viewer, name: str = "bague.png", content: bytes | None = None) -> FeedFile:
    return keep_file(viewer=viewer, name=name, content=content or a_picture(), now=NOON)


def test_a_picture_is_drawn_anew_and_comes_with_the_post(team: SimpleNamespace) -> None:
    file = kept(team.adele, "../../etc/bague.html")
    post = says(team.adele, "", files=[file.key])

    assert b"script" not in path_of(file.key).read_bytes()
    (shown,) = changes_after(team.zoe, 0)["posts"]
    assert [(it["name"], it["width"]) for it in shown["files"]] == [("bague.png", 8)]
    assert file_for([team.zoe], file.key).post_id == post.pk


def test_cards_are_kept_in_no_file(team: SimpleNamespace) -> None:
    """D9"""
    file = kept(team.adele, "4111111111111111.txt", b"Carte 4111 1111 1111 1111")

    assert "41111111" not in file.name
    assert b"1111 1111" not in path_of(file.key).read_bytes()


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"MZ\x90\x00", b"\x89PNG\r\n broken"])
def test_nothing_else_is_kept(team: SimpleNamespace, content: bytes) -> None:
    with pytest.raises(FileRefused):
        keep_file(viewer=team.adele, name="x", content=content, now=NOON)


def test_a_file_is_for_those_who_see_the_post(team: SimpleNamespace) -> None:
    """A4"""
    file = kept(team.adele)
    with pytest.raises(PostNotFound):
        file_for([team.zoe], file.key)  # it waits for its post
    assert file_for([team.adele], file.key)

    says(team.adele, "Entre nous", files=[file.key], reach="staff")
    for viewer in (team.amin, team.stranger):
        with pytest.raises(PostNotFound):
            file_for([viewer], file.key)


def test_nobody_posts_the_file_of_another(team: SimpleNamespace) -> None:
    """A4"""
    file = kept(team.adele)

    with pytest.raises(NothingSaid):
        says(team.zoe, "", files=[file.key])
    assert says(team.zoe, "Voyez", files=[file.key]).has_files is False


def test_what_is_taken_back_takes_its_files_along(team: SimpleNamespace, django_capture_on_commit_callbacks) -> None:
    file = kept(team.adele)
    post = says(team.adele, "Voyez", files=[file.key])
    with django_capture_on_commit_callbacks(execute=True):
        take_back(viewer=team.adele, post_id=post.pk, now=NOON)

    assert not path_of(file.key).exists()
    assert not FeedFile.objects.exists()


def test_files_that_never_came_anywhere_are_few_and_go(
    team: SimpleNamespace, django_capture_on_commit_callbacks
) -> None:
    files = [kept(team.adele) for _ in range(UNPOSTED_AT_MOST)]
    with pytest.raises(FileRefused):
        kept(team.adele)

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_abandoned(before=NOON + ABANDONED_AFTER) == len(files)
    assert not path_of(files[0].key).exists()
