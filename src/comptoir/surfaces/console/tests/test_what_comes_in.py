"""What comes in with a request is bounded, and whoever meets a bound is told in their own words."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import translation

from comptoir.domain.people.models import User
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import cursor_in
from comptoir.surfaces.console.incoming import Return, body_of, words_of
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_conversation


@pytest.mark.parametrize("place", ["0001-01-01T00:00:00+14:00_1", "9999-12-31T23:59:59-14:00_1", "x_1", "2026-12-01_1"])
def test_a_place_in_a_list_that_cannot_be_is_refused(place):
    with pytest.raises(BadRequest):
        cursor_in(place)


@pytest.mark.parametrize("address", ["returns", "promises", "inbox/rows"])
def test_no_place_in_an_address_breaks_a_list(desk, at_desk, address):
    answer = at_desk(desk.rose).get(f"/console/{address}?after=0001-01-01T00:00:00%2B14:00_1", **AS_SCRIPT)
    assert answer.status_code in (400, 404)


@pytest.mark.parametrize("body", [b"\xff", b'{"word": "\xff"}', b'{"word": ' + b"[" * 30_000])
def test_a_body_that_is_no_json_is_refused(body):
    with pytest.raises(BadRequest):
        body_of(RequestFactory().post("/", body, "application/json"), Return)


def test_a_line_break_counts_once_as_in_the_browser_that_lets_one_write_it():
    """A form sends two signs for each line break; the field has counted one."""
    request = RequestFactory().post("/", {"why": "ab\r\ncd\r\nef"})
    assert words_of(request, "why", 8) == "ab\ncd\nef"


@pytest.mark.parametrize(("language", "told"), [("fr", "40 caractères"), ("ro", "40 de caractere"), ("pt", "40 carac")])
def test_what_is_too_long_is_said_in_the_language_of_who_wrote_it(language, told):
    with translation.override(language):
        with pytest.raises(BadRequest) as refused:
            words_of(RequestFactory().post("/", {"why": "x" * 41}), "why", 40)
        assert told in refused.value.text()


def test_who_changes_several_and_says_nothing_is_told_so_in_their_language(desk, at_desk):
    User.objects.filter(pk=desk.adele.user_id).update(language="fr")
    desk.adele.user.refresh_from_db()
    talk = a_conversation(desk.shop, answered_by=desk.adele, now=NOON)
    answer = at_desk(desk.adele).post("/console/several", {"ids": str(talk.pk)}, **AS_SCRIPT)
    assert answer.status_code == 400
    assert "indiquez ce qui doit changer" in answer.json()["message"]
