"""What is larger than any file that is taken is refused before it is read: it would lie on the disk first."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files import uploadhandler
from django.test import Client

from comptoir.config.middleware import LARGEST_FORM
from tests.people import a_conversation, a_member, a_shop

FORM = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\nx\r\n--x--\r\n'


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files of which something was read."""
    names: list[str] = []

    def new_file(it: Any, field: str, name: str, *more: Any, **others: Any) -> None:
        names.append(name)
        begin(it, field, name, *more, **others)

    begin = uploadhandler.FileUploadHandler.new_file
    monkeypatch.setattr(uploadhandler.FileUploadHandler, "new_file", new_file)
    return names


def sends(client: Client, path: str, length: int, **headers: str) -> Any:
    more = {"content_type": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(length), **headers}
    return client.generic("POST", path, FORM, **more)


@pytest.mark.django_db
def test_a_stranger_fills_no_disk_through_the_form_for_signing_in(read: list[str]) -> None:
    """Attack A15: a form of any size, from whoever has fetched the page once."""
    client = Client(enforce_csrf_checks=True)
    client.get("/console/sign-in")

    assert sends(client, "/console/sign-in", len(FORM)).status_code == 403
    assert read == ["a.bin"], "an ordinary form is read for its token"
    read.clear()
    assert sends(client, "/console/sign-in", LARGEST_FORM + 1).status_code == 413
    assert read == []


@pytest.mark.django_db
def test_an_agent_is_told_in_words_that_a_file_is_too_large() -> None:
    shop = a_shop()
    adele = a_member(shop)
    client = Client()
    client.force_login(adele.user)
    conversation = a_conversation(shop, answered_by=adele)

    answer = sends(client, f"/console/c/{conversation.pk}/files", LARGEST_FORM + 1)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
