"""Every address of the console, and everybody who might ask for it: nobody sees or does what is not theirs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern

from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from comptoir.surfaces.console.urls import urlpatterns
from tests.people import a_conversation

FOR_EVERYBODY = {"home", "sign_in", "sign_out", "picture"}
OF_ONE_CONVERSATION = {
    "talk": "GET",
    "head": "GET",
    "entries": "GET",
    "messages": "POST",
    "check": "POST",
    "words": "POST",
    "orders_here": "GET",
    "promises_here": "GET",
    "given": "POST",
    "held_here": "GET",
    "files": "POST",
    "file": "GET",
    "take": "POST",
    "hand_over": "POST",
    "cancel_hand_over": "POST",
    "hand_back": "POST",
    "contact_card": "POST",
    "request": "POST",
    "topic": "POST",
    "close": "POST",
    "category": "POST",
    "escalate": "POST",
    "word_due": "GET",
    "returns_here": "GET",
    "return_ask": "POST",
    "privacy_ask": "POST",
    "run_macro": "POST",
    "labels": "POST",
    "snooze": "POST",
    "wake": "POST",
    "link": "POST",
    "unlink": "POST",
    "merge": "POST",
    "merged": "GET",
    "split": "POST",
    "reopen": "POST",
    "to_referent": "POST",
    "mentions_seen": "POST",
    "mail_here": "GET",
    "entry_quoted": "GET",
    "entry_written": "GET",
    "entry_original": "GET",
    "mail_allow": "POST",
    "forward": "POST",
    "spam": "POST",
    "block": "POST",
    "case_here": "GET",
    "case_facts": "GET",
    "case_step": "POST",
    "pass_on": "POST",
    "original": "POST",
}
OF_THE_DESK = {
    "inbox": "GET",
    "list": "GET",
    "rows": "GET",
    "standing": "GET",
    "keep_view": "GET",
    "several": "POST",
    "drop_view": "POST",
    "availability": "POST",
    "accept": "POST",
    "refuse": "POST",
    "approve_held": "POST",
    "return_held": "POST",
    "withdraw_held": "POST",
    "see_returned": "POST",
    "search": "GET",
    "mentions": "GET",
    "promises": "GET",
    "promises_day": "GET",
    "promises_commitments": "GET",
    "rehearse": "POST",
    "promise": "GET",
    "promise_release": "POST",
    "promise_kept": "POST",
    "returns": "GET",
    "return": "GET",
    "return_step": "POST",
    "privacy": "GET",
    "privacy_request": "GET",
    "privacy_step": "POST",
    "macros": "GET",
    "new_macro": "POST",
    "macro": "POST",
    "drop_macro": "POST",
    "rules": "GET",
    "new_rule": "POST",
    "rule": "GET",
    "edit_rule": "POST",
    "try_rule": "GET",
    "switch_rule": "POST",
    "move_rule": "POST",
    "remove_rule": "POST",
    "team": "GET",
    "charter": "GET",
    "writing": "GET",
    "writing_words": "GET",
    "writing_add": "POST",
    "writing_remove": "POST",
    "writing_rules": "GET",
    "failures": "GET",
    "retry": "POST",
    "settings": "GET",
    "preferences": "POST",
    "introduction": "POST",
    "write": "POST",
    "mail": "GET",
    "mail_one": "GET",
    "mail_words": "GET",
    "mail_written": "GET",
    "mail_original": "GET",
    "mail_spam": "GET",
    "mail_settle": "POST",
    "mail_blocked": "GET",
    "mail_block": "POST",
    "mail_unblock": "POST",
    "mail_suppressed": "GET",
    "mail_suppress": "POST",
    "mail_unsuppress": "POST",
    "mailboxes": "GET",
    "new_mailbox": "POST",
    "try_mailbox": "POST",
    "mailbox": "GET",
    "remove_mailbox": "POST",
    "cases": "GET",
    "sellers": "GET",
    "seller": "GET",
    "seller_step": "POST",
}


def address(name: str, conversation_id: int = 1) -> str:
    pattern: URLPattern = next(each for each in urlpatterns if each.name == name)
    route = str(pattern.pattern)
    for part, value in {
        "<id:conversation_id>": conversation_id,
        "<id:offer_id>": 1,
        "<id:failure_id>": 1,
        "<id:held_id>": 1,
        "<id:word_id>": 1,
        "<id:promise_id>": 1,
        "<id:other_id>": 1,
        "<id:view_id>": 1,
        "<id:return_id>": 1,
        "<id:request_id>": 1,
        "<id:macro_id>": 1,
        "<id:rule_id>": 1,
        "<id:mail_id>": 1,
        "<id:mailbox_id>": 1,
        "<id:blocked_id>": 1,
        "<id:seller_id>": 1,
        "<id:seq>": 1,
        "<slug:act>": "accept",
        "<uuid:key>": uuid4(),
    }.items():
        route = route.replace(part, str(value))
    return "/" + route


def ask(client: Client, method: str, path: str, **more):
    if method == "POST":
        return client.post(path, {}, content_type="application/json", **more)
    return client.get(path, **more)


def test_every_address_says_here_who_may_come_in() -> None:
    assert {pattern.name for pattern in urlpatterns} == FOR_EVERYBODY | set(OF_ONE_CONVERSATION) | set(OF_THE_DESK)


@pytest.mark.parametrize(("name", "method"), [*OF_ONE_CONVERSATION.items(), *OF_THE_DESK.items()])
def test_nobody_comes_in_without_signing_in(client: Client, db: None, name: str, method: str) -> None:
    """A11, attack A4."""
    answer = ask(client, method, address(name), **AS_SCRIPT)

    assert answer.status_code == 401
    assert answer.json()["code"] == "signed_out"


@pytest.mark.parametrize(("name", "method"), OF_ONE_CONVERSATION.items())
def test_a_conversation_of_another_shop_does_not_exist(desk, at_desk, of_advisor, name: str, method: str) -> None:
    """A11, attack A4: the same answer as for one that never was."""
    answer = ask(at_desk(desk.stranger), method, address(name, of_advisor.pk), **AS_SCRIPT)
    never_was = ask(at_desk(desk.stranger), method, address(name, 999_999), **AS_SCRIPT)

    assert answer.status_code == never_was.status_code == 404
    assert answer.json() == never_was.json()


@pytest.mark.parametrize(("name", "method"), OF_ONE_CONVERSATION.items())
def test_an_ambassador_does_not_know_of_an_advisors_conversation(
    desk, at_desk, of_advisor, name: str, method: str
) -> None:
    """A11, attack A4."""
    answer = ask(at_desk(desk.amin), method, address(name, of_advisor.pk), **AS_SCRIPT)

    assert answer.status_code == 404


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
