"""Every address of the console, and everybody who might ask for it: nobody sees or does what is not theirs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from comptoir.domain.people.rules import PERMISSIONS, may
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import a_conversation
from tests.routes import of_one_conversation, route, routes

SAYS_NO_MORE = {"sign_out"}
"""Who is signed out already is shown the way in."""

OF_ONE_CONVERSATION = [(it.short, method) for it in of_one_conversation() for method in it.methods]
OF_THE_DESK = [
    (it.short, method)
    for it in routes("console")
    if "conversation_id" not in it.takes and it.door and it.door.right in PERMISSIONS and it.short not in SAYS_NO_MORE
    for method in it.methods
]


def address(name: str, conversation_id: int = 1) -> str:
    return route(f"console:{name}").address(conversation_id=conversation_id, key=uuid4())


def ask(client: Client, method: str, path: str, **more):
    if method == "POST":
        return client.post(path, {}, content_type="application/json", **more)
    return client.get(path, **more)


@pytest.mark.parametrize(("name", "method"), [*OF_ONE_CONVERSATION, *OF_THE_DESK])
def test_nobody_comes_in_without_signing_in(client: Client, db: None, name: str, method: str) -> None:
    """A11, attack A4."""
    answer = ask(client, method, address(name), **AS_SCRIPT)

    assert answer.status_code == 401
    assert answer.json()["code"] == "signed_out"


@pytest.mark.parametrize(("name", "method"), OF_ONE_CONVERSATION)
def test_a_conversation_of_another_shop_does_not_exist(desk, at_desk, of_advisor, name: str, method: str) -> None:
    """A11, attack A4: the same answer as for one that never was."""
    answer = ask(at_desk(desk.stranger), method, address(name, of_advisor.pk), **AS_SCRIPT)
    never_was = ask(at_desk(desk.stranger), method, address(name, 999_999), **AS_SCRIPT)

    assert answer.status_code == never_was.status_code
    assert answer.status_code == (404 if may("advisor", route(f"console:{name}").door.right) else 403)
    assert answer.json() == never_was.json()


@pytest.mark.parametrize(("name", "method"), OF_ONE_CONVERSATION)
def test_an_ambassador_does_not_know_of_an_advisors_conversation(
    desk, at_desk, of_advisor, name: str, method: str
) -> None:
    """A11, attack A4: what is for no volunteer at all answers so, whichever conversation it is asked of."""
    client, door = at_desk(desk.amin), route(f"console:{name}").door
    answer = ask(client, method, address(name, of_advisor.pk), **AS_SCRIPT)
    never_was = ask(client, method, address(name, 999_999), **AS_SCRIPT)

    assert answer.status_code == (404 if door and may("ambassador", door.right) else 403)
    assert answer.json() == never_was.json()


def test_another_shops_conversations_are_in_no_list(desk, at_desk, of_advisor, waiting) -> None:
    """A11."""
    client = at_desk(desk.stranger)

    for view in ("mine", "waiting", "all", "closed"):
        assert "data-id" not in client.get(f"/console/list?view={view}").content.decode()
    rows = client.get(f"/console/rows?ids={of_advisor.pk},{waiting.pk}&view=all", **AS_SCRIPT).json()
    assert rows["rows"] == {}


@pytest.mark.parametrize(
    "path",
    [
        "/console/?shop={}",
        "/console/team?shop={}",
        "/console/charter?shop={}",
        "/console/writing?shop={}",
        "/console/writing/dictionary?shop={}",
        "/console/writing/rules?shop={}",
    ],
)
def test_another_shop_cannot_be_asked_for(desk, at_desk, path: str) -> None:
    """A11."""
    assert at_desk(desk.adele).get(path.format(desk.other.id)).status_code == 403


@pytest.mark.parametrize("who", ["amin", "adele", "rose"])
def test_failures_are_for_managers(desk, at_desk, who: str) -> None:
    assert at_desk(getattr(desk, who)).get("/console/failures").status_code == 403


def test_a_manager_does_not_answer_and_has_no_switch(desk, at_desk) -> None:
    client = at_desk(desk.marc)

    assert 'name="availability"' not in client.get("/console/").content.decode()
    answer = client.post("/console/availability", {"availability": "available"}, content_type="application/json")
    assert answer.status_code == 403


def test_an_advisor_who_does_not_answer_may_not_close_hand_back_or_file(desk, at_desk, of_advisor) -> None:
    """Colleagues of the same audience may read; only who answers, or who watches over the shop, does the rest."""
    from tests.people import a_member

    zoe = at_desk(a_member(desk.shop, "advisor", name="Zoé"))

    assert zoe.get(f"/console/c/{of_advisor.pk}").status_code == 200
    for name in ("close", "hand_back", "topic", "contact_card", "request", "hand_over"):
        assert zoe.post(address(name, of_advisor.pk), **AS_SCRIPT).status_code == 403, name


def test_a_referent_sees_every_conversation_of_the_shop(desk, at_desk, of_advisor, waiting) -> None:
    """A7."""
    page = at_desk(desk.rose).get("/console/?view=all").content.decode()

    assert f'data-id="{of_advisor.pk}"' in page
    assert f'data-id="{waiting.pk}"' in page


@pytest.mark.parametrize("path", ["/console/c/99999999999999999999", "/console/c/0x1", "/console/c/-1"])
def test_an_address_that_cannot_be_is_not_found(desk, at_desk, path: str) -> None:
    assert at_desk(desk.adele).get(path).status_code == 404


@pytest.mark.parametrize(
    "question",
    ["?view=everything", "?before=nonsense", "?before=2026-01-01T00:00:00_x", "?shop=abc", "?shop=" + "9" * 30],
)
def test_a_question_that_makes_no_sense_is_refused(desk, at_desk, question: str) -> None:
    assert at_desk(desk.adele).get("/console/list" + question).status_code == 400


def test_pages_are_kept_in_no_cache(desk, at_desk, of_advisor) -> None:
    """Attack A17."""
    client = at_desk(desk.adele)

    for path in (
        "/console/",
        f"/console/c/{of_advisor.pk}",
        "/console/settings",
        f"/console/c/{of_advisor.pk}/entries?after=0",
    ):
        assert client.get(path)["Cache-Control"] == "no-store", path


def test_a_closed_conversation_can_be_opened_again_by_who_had_it(desk, at_desk, of_advisor) -> None:
    client = at_desk(desk.adele)
    client.post(address("close", of_advisor.pk))
    of_advisor.refresh_from_db()
    assert of_advisor.status == "closed"

    assert client.post(address("reopen", of_advisor.pk)).status_code == 204
    of_advisor.refresh_from_db()
    assert of_advisor.status == "active"


def test_an_ambassador_takes_what_waits_for_them(desk, at_desk) -> None:
    waiting = a_conversation(desk.shop)

    assert at_desk(desk.amin).post(address("take", waiting.pk)).status_code == 204
    waiting.refresh_from_db()
    assert waiting.assignee_id == desk.amin.pk
