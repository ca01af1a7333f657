"""Macros and rules on the console: who writes them, who runs them, and what is seen of the past. F."""

from __future__ import annotations

from uuid import uuid4

import pytest

from comptoir.domain.automation.models import Macro, Rule
from comptoir.domain.automation.rules import Acts
from comptoir.domain.automation.tests.stage import a_macro, a_request, a_rule, notes_in, tags_of, tell
from comptoir.domain.conversations.actions import assign
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON

MACRO = {"name": "Réparation", "shortcut": "rep", "add_tags": "sav, bague", "priority": "high", "whose": "shop"}
RULE = {"name": "Bague cassée", "when": "wrote", "if_words": "Cassée", "add_tags": "sav", "tells": "yes"}


@pytest.fixture
def asked(desk):
    """A request that Adèle answers."""
    conversation = a_request(desk.shop, body="Ma bague est cassée", first_name="Vera")
    assign(conversation_id=conversation.pk, membership_id=desk.adele.pk, now=NOON)
    return conversation


def run(client, conversation, macro, **more):
    body = {"client_id": str(uuid4())} | more
    address = f"/console/c/{conversation.pk}/macros/{macro.pk}"
    return client.post(address, body, content_type="application/json", **AS_SCRIPT)


def post(client, address, **form):
    return client.post(f"/console/{address}", form, **AS_SCRIPT)


def test_a_referent_writes_a_macro_and_an_agent_runs_it_with_one_key(desk, at_desk, asked) -> None:
    """F: macros."""
    rose, adele = at_desk(desk.rose), at_desk(desk.adele)
    assert rose.get("/console/macros/new").status_code == 200
    answer = post(rose, "macros/new", **MACRO, reply="Bonjour {customer}", shop=desk.shop.id)
    assert (answer.status_code, answer["X-Go-To"]) == (204, f"/console/macros?shop={desk.shop.id}")
    macro = Macro.objects.get()

    assert "/rep" in adele.get(f"/console/c/{asked.pk}/head", **AS_SCRIPT).content.decode()
    assert "Réparation" in adele.get("/console/macros").content.decode()
    assert run(adele, asked, macro).json() == {"name": "Réparation", "reply": "Bonjour Vera"}
    assert tags_of(asked) == ["bague", "sav"]


def test_an_agent_writes_their_own_and_not_the_shops(desk, at_desk) -> None:
    """A11"""
    client = at_desk(desk.adele)
    assert post(client, "macros/new", **MACRO).status_code == 403
    assert post(client, "macros/new", **(MACRO | {"whose": "own"})).status_code == 204
    own = Macro.objects.get()
    assert own.owner_id == desk.adele.pk
    assert post(client, f"macros/{own.pk}", **(MACRO | {"name": "Autre"})).status_code == 204
    assert client.get(f"/console/macros/{own.pk}").status_code == 200
    assert post(client, f"macros/{own.pk}/remove").status_code == 204
    assert not Macro.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "amin"])
def test_the_wrong_person_reaches_no_macro_and_no_conversation(desk, at_desk, asked, who) -> None:
    """A4, A11"""
    client, shared = at_desk(getattr(desk, who)), a_macro(desk.marc, note="Vu")
    own = a_macro(desk.adele, is_own=True, note="Vu")

    assert run(client, asked, shared).status_code == 404
    for macro in (own, shared):
        for answer in (
            client.get(f"/console/macros/{macro.pk}", **AS_SCRIPT),
            post(client, f"macros/{macro.pk}", **MACRO),
            post(client, f"macros/{macro.pk}/remove"),
        ):
            assert answer.status_code in (403, 404)
    assert Macro.objects.count() == 2
    assert notes_in(asked) == []


def test_what_stands_in_the_way_is_told_whole(desk, at_desk, of_advisor) -> None:
    """F: each refusal told."""
    macro = a_macro(desk.marc, snooze="1d", priority="urgent")
    answer = run(at_desk(desk.adele), of_advisor, macro)
    assert answer.status_code == 409
    assert answer.json()["code"] == "nothing_was_changed"
    assert "\n" in answer.json()["message"]


@pytest.mark.parametrize("body", ["", "{}", '{"client_id": "x"}', '{"client_id": 1, "evil": 2}', "[" * 9000])
def test_a_macro_is_not_run_by_what_is_no_request(desk, at_desk, asked, body) -> None:
    macro = a_macro(desk.marc, note="Vu")
    address = f"/console/c/{asked.pk}/macros/{macro.pk}"
    answer = at_desk(desk.adele).post(address, body, content_type="application/json", **AS_SCRIPT)
    assert answer.status_code == 400


def test_a_rule_is_written_tried_switched_on_and_watched(desk, at_desk, asked) -> None:
    """F: automation rules."""
    client = at_desk(desk.rose)
    assert client.get("/console/rules/new").status_code == 200
    answer = post(client, "rules/new", **RULE)
    rule = Rule.objects.get()
    assert (answer.status_code, answer["X-Go-To"], rule.is_on) == (204, f"/console/rules/{rule.pk}", False)

    tried = client.get(f"/console/rules/{rule.pk}/try", **AS_SCRIPT).content.decode()
    assert "1 of 1" in tried
    assert asked.reference in tried
    assert tags_of(asked) == []

    assert post(client, f"rules/{rule.pk}/switch", is_on="yes").status_code == 204
    tell()
    page = client.get(f"/console/rules/{rule.pk}").content.decode()
    assert asked.reference in page
    assert "Rose" in page
    assert tags_of(asked) == ["sav"]
    assert "Bague cassée" in client.get("/console/rules").content.decode()


def test_a_rule_is_changed_moved_and_removed(desk, at_desk) -> None:
    client = at_desk(desk.marc)
    one, two = a_rule(desk.marc, "opened", Acts(note="Vu")), a_rule(desk.marc, "opened", Acts(note="Vu"), name="Deux")
    assert client.get(f"/console/rules/{two.pk}/edit").status_code == 200
    assert post(client, f"rules/{two.pk}/edit", **RULE).status_code == 204
    assert post(client, f"rules/{two.pk}/move", to="up").status_code == 204
    page = client.get("/console/rules").content.decode()
    assert page.index("Bague cassée") < page.index("Une règle")
    assert post(client, f"rules/{one.pk}/remove").status_code == 204
    assert "Une règle" not in client.get("/console/rules").content.decode()
    assert client.get(f"/console/rules/{one.pk}").status_code == 200


@pytest.mark.parametrize("who", ["amin", "adele", "stranger"])
def test_who_writes_no_rules_sees_none(desk, at_desk, who) -> None:
    """A4, A11"""
    client, rule = at_desk(getattr(desk, who)), a_rule(desk.marc, "opened", Acts(note="Secret"), name="Secrète")
    answers = [
        client.get("/console/rules", {"shop": desk.shop.id}, **AS_SCRIPT),
        client.get("/console/rules/new", {"shop": desk.shop.id}, **AS_SCRIPT),
        post(client, "rules/new", **RULE, shop=desk.shop.id),
        *(client.get(f"/console/rules/{rule.pk}{act}", **AS_SCRIPT) for act in ("", "/edit", "/try")),
        *(post(client, f"rules/{rule.pk}/{act}", **RULE) for act in ("edit", "switch", "move", "remove")),
    ]
    for answer in answers:
        assert answer.status_code in (403, 404)
        assert "Secr" not in answer.content.decode()
    rule.refresh_from_db()
    assert (Rule.objects.count(), rule.is_on, rule.name) == (1, True, "Secrète")


def test_an_answer_that_a_rule_proposes_is_at_hand(desk, at_desk, asked) -> None:
    a_rule(desk.marc, "wrote", Acts(reply="Nous la réparons."))
    tell()
    head = at_desk(desk.adele).get(f"/console/c/{asked.pk}/head", **AS_SCRIPT).content.decode()
    assert 'data-rule-draft="Nous la réparons."' in head


@pytest.mark.parametrize(
    "form",
    [
        {"name": ""},
        {"name": "x" * 130},
        {"priority": "asap"},
        {"to": "group:4711"},
        {"note": "x" * 3000},
        {"to": "group:x"},
    ],
)
def test_what_cannot_be_kept_is_refused(desk, at_desk, form) -> None:
    assert post(at_desk(desk.marc), "macros/new", **(MACRO | form)).status_code == 400
    assert post(at_desk(desk.marc), "rules/new", **(RULE | form)).status_code == 400


def test_the_pages_cost_the_same_however_many_there_are(desk, at_desk, django_assert_max_num_queries) -> None:
    client = at_desk(desk.marc)
    for n in range(6):
        a_rule(desk.marc, "opened", Acts(note="Vu"))
        a_macro(desk.marc, note="Vu", name=f"Macro {n}")
    for address in ("/console/macros", "/console/rules"):
        client.get(address)
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200
