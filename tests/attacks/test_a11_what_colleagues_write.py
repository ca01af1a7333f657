"""A11: what colleagues write to each other about a customer reaches an ambassador without the customer's data, by the page, the list of
entries, the socket's catching up and its frames; whom the charter grants `notes` reads it as it was written.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.conversations.actions import Post, post_messages, record_solution, whisper
from comptoir.domain.conversations.queries import entries_after, reader_granted, reads_notes, solution_seen, told_to
from comptoir.domain.conversations.rules import notes_topic, team_topic
from comptoir.foundation.broadcast import captured
from comptoir.surfaces.gateway.visitors import caught_up, older
from tests.attacks.asking import AS_SCRIPT, addresses, signed_in
from tests.attacks.planted import ABOUT_HER, CHARTER, frames_for, leaked
from tests.attacks.test_a11_planted_data_is_shown_by_nothing import ASKED, answer_to, open_to_ambassadors
from tests.people import NOON, a_member, a_shop, a_viewer

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]


@pytest.fixture
def annotated(house: SimpleNamespace, django_capture_on_commit_callbacks: Any) -> SimpleNamespace:
    """Rose writes about Amin's customer in the conversation that he answers; what was told meanwhile is `news`."""
    rose = a_viewer(house.rose)
    with captured() as house.news, django_capture_on_commit_callbacks(execute=True):
        note = Post(house.talk.pk, uuid4(), ABOUT_HER, viewer=rose, kind="note", is_confirmed=True)
        assert not isinstance(post_messages([note], NOON)[0], Exception)
        whisper(conversation_id=house.talk.pk, viewer=rose, body=ABOUT_HER, client_id=uuid4(), now=NOON)
        record_solution(conversation_id=house.talk.pk, viewer=rose, problem=ABOUT_HER, solution=ABOUT_HER, now=NOON)
    return house


def words(told: dict[str, Any]) -> list[str]:
    return [text for it in told["entries"] for text in (it.get("body", ""), str(it.get("facts", ""))) if text]


def of_colleagues(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [it for it in told["entries"] if it["kind"] in ("note", "whisper", "solved", "escalated")]


def test_no_page_and_no_socket_shows_an_ambassador_what_colleagues_wrote_of_the_customer(
    annotated: SimpleNamespace,
) -> None:
    """A11"""
    talk, viewer, amin = annotated.talk, a_viewer(annotated.amin), signed_in(annotated.amin, **AS_SCRIPT)
    for path in (f"/console/c/{talk.pk}", f"/console/c/{talk.pk}/entries?after=-1"):
        assert leaked(amin.get(path).content.decode()) == [], path
    for told in (
        caught_up(talk.pk, -1, public=False, viewer=viewer),
        caught_up(talk.pk, 0, public=False, viewer=viewer),
        older(talk.pk, 50, False, viewer),
    ):
        assert leaked(msgspec.json.encode(told).decode()) == []
        assert [it["kind"] for it in of_colleagues(told)] == ["note", "whisper", "solved"], (
            "they are there all the same"
        )
        assert any("que dire" in text for text in words(told))


def test_no_other_address_shows_it(annotated: SimpleNamespace) -> None:
    """A11, A18: however one lists, searches and pages."""
    client, wrong = signed_in(annotated.amin, **AS_SCRIPT), []
    for route in open_to_ambassadors():
        if "GET" in route.methods:
            every = list(addresses(route))
            asked = [*every, *(it + query for it in every[:1] for query in ASKED)]
            wrong += [(it, found) for it in asked if (found := leaked(answer_to(client, "GET", it)))]
    assert wrong == []


def test_no_frame_tells_it(annotated: SimpleNamespace) -> None:
    """A5, A11: who may not read it whole hears only that there is something, and asks."""
    frames = frames_for(annotated.amin, annotated.news, annotated.talk)
    assert leaked(msgspec.json.encode(frames).decode()) == []
    assert {"t": "resync", "c": annotated.talk.pk} in frames
    whole = frames_for(annotated.adele, annotated.news, annotated.talk)
    assert ABOUT_HER in [it["entry"].get("body") for it in whole if it["t"] == "entry"]


def test_the_topic_of_everybody_who_watches_has_none_of_it(annotated: SimpleNamespace) -> None:
    topic, hidden = team_topic(annotated.talk.pk), notes_topic(annotated.talk.pk, is_whole=False)
    told = b"".join(it.frame for it in annotated.news if {topic, hidden} & set(it.topics))
    assert leaked(told.decode()) == []


def test_who_serves_customers_with_all_their_data_reads_it_as_it_was_written(annotated: SimpleNamespace) -> None:
    for member in (annotated.adele, annotated.rose, annotated.marc):
        told = told_to(a_viewer(member), annotated.talk.pk, entries_after(annotated.talk.pk, 0, public=False), NOON)
        assert ABOUT_HER in words(told), member.role


def test_ones_own_note_stays_as_one_wrote_it(house: SimpleNamespace) -> None:
    amin = a_viewer(house.amin)
    note = Post(house.talk.pk, uuid4(), ABOUT_HER, viewer=amin, kind="note", is_confirmed=True)
    post_messages([note], NOON)
    assert ABOUT_HER in words(caught_up(house.talk.pk, 0, public=False, viewer=amin))


def test_why_a_request_was_escalated_is_masked_too(house: SimpleNamespace) -> None:
    told = entries_after(house.left.pk, 0, public=False)
    assert leaked(msgspec.json.encode(told).decode()) != [], "Adèle has written it there"
    escalated = [it for it in told["entries"] if it["kind"] == "escalated"]
    masked = told_to(a_viewer(house.amin), house.left.pk, {"entries": escalated}, NOON)
    assert escalated
    assert leaked(msgspec.json.encode(masked).decode()) == []


def granting(*fields: str) -> str:
    """The charter in which ambassadors see these fields of a customer."""
    before = 'may_see = ["first_name", "language", "page"]'
    assert before in CHARTER
    return CHARTER.replace(before, f"may_see = {msgspec.json.encode(fields).decode()}")


SPOKEN_OF = ("first_name", "last_name", "email", "phone", "address", "orders")
OF_FIELD = {"last_name": "last name", "email": "e-mail", "phone": "telephone", "orders": "order", "address": "street"}


def test_the_charter_may_grant_notes() -> None:
    """A11"""
    shop = a_shop("accordee", charter=granting("notes", *SPOKEN_OF))
    assert reads_notes(a_viewer(a_member(shop, "ambassador")), NOON)


@pytest.mark.parametrize("kept", OF_FIELD)
def test_notes_are_granted_without_what_else_the_charter_keeps(annotated: SimpleNamespace, kept: str) -> None:
    """A11: by the page, the list of entries, the card and the socket; what is granted stays as it was written."""
    apply_charter(text=granting("notes", *(it for it in SPOKEN_OF if it != kept)), now=NOON)
    talk, viewer, amin = annotated.talk, a_viewer(annotated.amin), signed_in(annotated.amin, **AS_SCRIPT)
    note = Post(talk.pk, uuid4(), f"{ABOUT_HER} 14 rue des Lilas bleus", viewer=a_viewer(annotated.rose), kind="note")
    with captured() as news:
        post_messages([note], NOON)
    told = caught_up(talk.pk, -1, public=False, viewer=viewer)
    others = ("last name", "e-mail", "telephone", "street")
    assert set(leaked(str(of_colleagues(told)))) == {*others, "order"} - {OF_FIELD[kept]}
    assert solution_seen(talk.pk, viewer, NOON).problem.count("•••") == (kept != "address")
    pages = [f"/console/c/{talk.pk}/entries?after=-1"] + ([f"/console/c/{talk.pk}"] if kept != "orders" else [])
    shown = [leaked(str(words(msgspec.json.decode(amin.get(pages[0]).content))))]
    assert all(OF_FIELD[kept] not in each for each in shown)
    assert leaked(msgspec.json.encode(frames_for(annotated.amin, news, talk)).decode()) == []


@pytest.mark.parametrize(
    ("granted", "read"),
    [
        (("first_name",), "Zéphyrine •••"),
        (("last_name",), "••• Quandalle"),
        (("first_name", "last_name"), "Zéphyrine Quandalle"),
        ((), "•••"),
    ],
)
def test_of_two_names_the_one_that_is_granted_stays(
    house: SimpleNamespace, granted: tuple[str, ...], read: str
) -> None:
    """A11: also where no more is known than how she calls herself."""
    for talk in (house.talk, house.apart):
        assert (
            reader_granted(("notes", "email", *granted), talk.pk, NOON)("Zéphyrine Quandalle attend")
            == f"{read} attend"
        )


def test_who_answers_is_whispered_to_without_what_the_charter_keeps(
    house: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    """A7, A11"""
    apply_charter(text=granting("notes", *(it for it in SPOKEN_OF if it != "phone")), now=NOON)
    with captured() as news, django_capture_on_commit_callbacks(execute=True):
        whisper(conversation_id=house.talk.pk, viewer=a_viewer(house.rose), body=ABOUT_HER, client_id=uuid4(), now=NOON)
    (told,) = [it["words"] for it in frames_for(house.amin, news) if it["t"] == "whisper"]
    assert "Quandalle" in told
    assert "telephone" not in leaked(told)
