"""What a page answers when the database does not."""

from __future__ import annotations

import pytest
from django.db import DataError, OperationalError
from django.test import Client

from comptoir.surfaces.gateway import health
from comptoir.surfaces.widget.tests.stage import Browser
from tests.people import a_shop


def _gone(*_: object, **__: object) -> None:
    raise OperationalError("the disk is full")


def test_a_database_that_refuses_is_a_clear_answer_and_its_reason_stands_in_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """G8: the visitor reads that nothing is lost, the operator what is wrong."""
    monkeypatch.setattr(health.connection, "cursor", _gone)

    answer = client.get("/health")

    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "unavailable", "5")
    assert "the disk is full" in caplog.text


def test_what_the_database_can_never_hold_is_for_who_sent_it_to_mend(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A18: on PostgreSQL a NUL in a filter; nobody is told to come again with it."""

    def never(*_: object) -> None:
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")

    monkeypatch.setattr(health.connection, "cursor", never)

    answer = client.get("/health")

    assert (answer.status_code, answer.json()["code"], "Retry-After" in answer) == (400, "bad_request", False)
    assert "NUL" in caplog.text


@pytest.mark.django_db
def test_the_widget_too(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """G8."""
    browser = Browser(a_shop())
    monkeypatch.setattr("comptoir.surfaces.widget.views.conversations.visitor_of_token", _gone)

    answer = browser.ask("GET", "conversations")

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "the disk is full" in caplog.text
