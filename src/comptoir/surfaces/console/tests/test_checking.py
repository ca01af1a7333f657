"""The checker in the composer: who may ask it, how much, and what it answers."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from comptoir.domain.wording.models import DictionaryWord
from comptoir.foundation.errors import TooMany
from comptoir.surfaces.console import paces
from comptoir.surfaces.console.paces import keep_pace
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from comptoir.surfaces.console.views import checking
from tests.people import ALWAYS_OPEN, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db

PERSONAL = "👍 Appelez-moi au 06 12 34 56 78."


def posts(client, path: str, body: dict):
    return client.post(path, json.dumps(body), content_type="application/json", **AS_SCRIPT)


def test_a_draft_is_judged_with_clause_reason_rule_and_places_as_browsers_count(desk, at_desk, of_advisor) -> None:
    """G2."""
    answer = posts(at_desk(desk.adele), f"/console/c/{of_advisor.pk}/check", {"body": PERSONAL}).json()

    [found] = [each for each in answer["findings"] if each["clause"] == "contact_details"]
    assert (found["start"], found["end"]) == (18, 32)
    assert answer["language"] == "fr"
    assert found["level"] == answer["level"] == "confirm"
    assert "telephone" in found["because"]
    assert found["rule"]["says"]
    assert found["rule"]["better"]


def test_what_is_judged_is_kept_nowhere(desk, at_desk, of_advisor) -> None:
    before = of_advisor.seq

    posts(at_desk(desk.adele), f"/console/c/{of_advisor.pk}/check", {"body": PERSONAL})

    of_advisor.refresh_from_db()
    assert of_advisor.seq == before


def test_each_tab_has_a_draft_of_its_own_and_what_is_sent_is_nobodys_to_drop(
    desk, at_desk, of_advisor, monkeypatch
) -> None:
    keys = []
    monkeypatch.setattr(checking, "verdict_of", lambda *_, key, **__: keys.append(key) or {})

    for more in ({"writer": "a"}, {"writer": "b"}, {"writer": "a", "is_final": True}):
        posts(at_desk(desk.adele), f"/console/c/{of_advisor.pk}/check", {"body": "Oui"} | more)

    one, other, sent = keys
    assert one != other
    assert sent == ""


def test_only_who_may_write_to_the_customer_has_drafts_judged(desk, at_desk, of_advisor) -> None:
    """A11."""
    zoe = a_member(desk.shop, "advisor", name="Zoé")

    for who, status in ((zoe, 403), (desk.rose, 403), (desk.amin, 404), (desk.stranger, 404)):
        for path, body in (("check", {"body": "Oui"}), ("words", {"word": "okoumé", "language": "fr"})):
            assert posts(at_desk(who), f"/console/c/{of_advisor.pk}/{path}", body).status_code == status, who


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"body": 1},
        {"body": "Oui", "language": "de"},
        {"body": "Oui", "level": "off"},
        {"body": "x" * 4001},
        {"body": "Oui", "writer": "x" * 37},
    ],
)
def test_what_nobody_could_post_is_not_judged(desk, at_desk, of_advisor, body) -> None:
    assert posts(at_desk(desk.adele), f"/console/c/{of_advisor.pk}/check", body).status_code == 400


def test_who_asks_faster_than_fingers_waits() -> None:
    who = uuid4()
    for _ in range(60):
        keep_pace(who, 60, now=0.0)

    with pytest.raises(TooMany):
        keep_pace(who, 60, now=0.0)
    keep_pace(who, 60, now=2.0)


def test_a_word_is_added_to_the_shops_dictionary(desk, at_desk, of_advisor) -> None:
    """C1."""
    words = f"/console/c/{of_advisor.pk}/words"

    assert posts(at_desk(desk.adele), words, {"word": "okoumé", "language": "fr"}).status_code == 204
    assert posts(at_desk(desk.adele), words, {"word": "deux mots", "language": "fr"}).status_code == 400
    assert [row.word for row in DictionaryWord.objects.all()] == ["okoumé"]


def test_words_are_added_while_writing_no_faster_than_in_the_dictionary(desk, at_desk, of_advisor, monkeypatch) -> None:
    monkeypatch.setattr(checking, "WORDS_A_MINUTE", 1)
    monkeypatch.setattr(paces, "_asked", {})
    path = f"/console/c/{of_advisor.pk}/words"

    statuses = [
        posts(at_desk(desk.adele), path, {"word": word, "language": "fr"}).status_code for word in ("okoumé", "wengé")
    ]

    assert statuses == [204, 429]


def test_who_has_their_spelling_approved_adds_no_words(at_desk) -> None:
    shop = a_shop("atelier", charter=ALWAYS_OPEN + '\n[wording.ambassador]\nspelling = "hold"\n')
    amin = a_member(shop, "ambassador")
    talk = a_conversation(shop, answered_by=amin)

    answer = posts(at_desk(amin), f"/console/c/{talk.pk}/words", {"word": "okoumé", "language": "fr"})

    assert answer.status_code == 403
    assert answer.json()["code"] == "words_added_by_others"
