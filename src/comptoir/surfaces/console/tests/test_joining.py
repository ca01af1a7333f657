"""What somebody who is invited reads: the letter, and the page it leads to."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client

from comptoir.domain.channels.inviting import invitation_letter
from comptoir.domain.people.models import Invitation
from tests.people import NOON


@pytest.mark.parametrize(
    ("language", "until"),
    [
        ("en", "until Monday, 30 November 2026, 11:30"),
        ("fr", "lundi 30 novembre 2026"),
        ("ro", "luni, 30 noiembrie 2026"),
        ("pt", "segunda-feira, 30 de novembro de 2026"),
    ],
)
def test_a_letter_says_until_when_as_its_language_writes_days(desk, language: str, until: str) -> None:
    invitation = Invitation(
        shop_id=desk.shop.id,
        language=language,
        seed="a",
        email="nina@perle.example",
        sent_at=NOON,
        expires_at=dt.datetime(2026, 11, 30, 10, 30, tzinfo=dt.UTC),
    )

    assert until in invitation_letter(invitation, lambda token: f"https://desk.example/{token}").text


def test_what_a_newcomer_typed_wrongly_is_told_in_the_language_they_chose(desk, at_desk) -> None:
    """Whatever the browser speaks; and the field it is about is where one goes on."""
    cache.clear()
    asked = {"role": "advisor", "audience": "advisor", "languages": ["fr"], "topics": [], "skills": "", "way": "link"}
    shown = at_desk(desk.marc).post("/console/team/invitations", asked).content.decode()
    newcomer = Client(headers={"accept-language": "en"})
    newcomer.get("/console/join/" + shown.split("/console/join/")[1].split('"')[0])
    typed = {"email": "nina@perle.example", "name": "Nina", "password": "a phrase of mine", "again": "another"}

    page = newcomer.post("/console/join", typed | {"language": "fr"}).content.decode()

    assert "Les deux ne sont pas identiques" in page
    assert page.count("autofocus") == 1
    assert "autofocus" in page.split('id="password"')[1][:250]
