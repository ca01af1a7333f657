"""What the database ends for another's sake is tried again by whatever page it was asked, and only if nothing of it was kept. G8"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from comptoir.domain.people.models import User
from comptoir.domain.people.rules import open_to
from comptoir.foundation.crossing import TRIES
from comptoir.foundation.errors import NotFound

pytestmark = pytest.mark.django_db(transaction=True)
TRIED: list[str] = []


class DeadlockDetected(Exception):
    sqlstate = "40P01"


def deadlock() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = DeadlockDetected()
    return error


@open_to("anybody", "POST")
def writes(request: HttpRequest) -> HttpResponse:
    """Is crossed as often as it is told, in the middle of its one transaction, or after it was over."""
    sent = request.FILES.get("file")
    content = sent.read() if sent else b"" if request.POST else request.read(100)
    TRIED.append(content.decode())
    with transaction.atomic():
        User.objects.create(email=f"{len(TRIED)}@perle.example", name="x")
        if len(TRIED) < int(request.GET["passes_at"]):
            if request.GET.get("is_kept"):
                transaction.on_commit(_cross)
            else:
                raise deadlock()
    if request.GET.get("refuses"):
        raise NotFound
    return HttpResponse("kept")


def _cross() -> None:
    raise deadlock()


@open_to("anybody", "GET")
def watched(_request: HttpRequest) -> HttpResponse:
    """By how many its statements are looked at."""
    return HttpResponse(str(len(connection.execute_wrappers)))


urlpatterns = [path("writes", writes), path("watched", watched)]


@pytest.fixture(autouse=True)
def _tried(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr("comptoir.config.repeating.is_ever_crossed", lambda: True)
    TRIED.clear()


def ask(query: str, **sent: Any) -> HttpResponse:
    sent = sent or {"data": b"said", "content_type": "text/plain"}
    return Client(HTTP_ACCEPT="application/json").post(f"/writes?{query}", **sent)


def test_it_is_tried_again_until_it_passes_and_kept_once() -> None:
    answer = ask("passes_at=3")

    assert (answer.status_code, answer.content) == (200, b"kept")
    assert TRIED == ["said"] * 3, "each time with the whole body"
    assert [it.email for it in User.objects.all()] == ["3@perle.example"]


def test_a_file_is_read_again_from_its_beginning() -> None:
    assert ask("passes_at=2", data={"file": SimpleUploadedFile("a.txt", b"whole")}).status_code == 200
    assert TRIED == ["whole"] * 2


def test_it_is_not_tried_for_ever() -> None:
    answer = ask("passes_at=99")

    assert (answer.status_code, answer.json()["code"], len(TRIED)) == (503, "unavailable", TRIES)
    assert not User.objects.exists()


def test_what_was_kept_before_is_never_done_twice() -> None:
    assert ask("passes_at=99&is_kept=1").status_code == 503
    assert len(TRIED) == User.objects.count() == 1


def test_what_a_later_try_refuses_is_told_as_ever() -> None:
    assert ask("passes_at=2&refuses=1").status_code == 404


def test_where_nothing_is_ever_crossed_no_statement_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Client().get("/watched")
    monkeypatch.setattr("comptoir.config.repeating.is_ever_crossed", lambda: False)

    assert (asked.content, Client().get("/watched").content) == (b"1", b"0")
