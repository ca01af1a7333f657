"""Who may ask: the shop's own sites, and visitors whose token holds."""

from __future__ import annotations

from uuid import uuid4

import pytest
import time_machine

from comptoir.domain.people.actions import revoke_visitor_token
from comptoir.domain.people.models import Visitor
from comptoir.domain.people.tokens import claimed_visitor
from comptoir.surfaces.widget.tests.stage import ELSEWHERE, SITE, Browser, an_opening
from tests.people import NOON, a_shop

pytestmark = pytest.mark.django_db


def test_the_shops_own_site_may_ask_and_is_named() -> None:
    answer = Browser(a_shop()).ask("GET", "settings.json")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == SITE
    assert "Origin" in answer["Vary"]


def test_a_foreign_site_is_refused_and_may_read_nothing() -> None:
    """Attack A10: another site cannot use a visitor's browser, nor read what it is answered."""
    browser = Browser(a_shop(), origin=ELSEWHERE)
    for answer in [browser.ask("GET", "settings.json"), browser.ask("POST", "conversations", an_opening())]:
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_site")
        assert "Access-Control-Allow-Origin" not in answer


def test_the_site_of_another_shop_is_foreign() -> None:
    apart = a_shop("autre-maison")
    mine = a_shop()
    mine_only = Browser(mine, origin="https://autre-maison.example")
    assert mine_only.ask("GET", "settings.json").status_code == 403
    assert Browser(apart).ask("GET", "settings.json").status_code == 200


def test_a_browser_that_hides_its_origin_may_not_send() -> None:
    browser = Browser(a_shop(), origin=None)
    assert browser.ask("POST", "conversations", an_opening(), **{"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_preflight_is_answered_for_the_shops_site_alone() -> None:
    shop = a_shop()
    allowed = Browser(shop).ask("OPTIONS", "conversations")
    assert allowed.status_code == 204
    assert allowed["Access-Control-Allow-Headers"] == "authorization, content-type"
    assert allowed["Access-Control-Allow-Methods"] == "GET, POST"
    assert Browser(shop, origin=ELSEWHERE).ask("OPTIONS", "conversations").status_code == 403


def test_nothing_sets_a_cookie() -> None:
    browser = Browser(a_shop())
    begun = browser.ask("POST", "conversations", an_opening())
    assert not begun.cookies
    assert not browser.ask("GET", "settings.json").cookies
    assert "Access-Control-Allow-Credentials" not in begun


def test_words_of_a_refusal_are_in_the_language_asked_for() -> None:
    said = {
        language: Browser(a_shop(), language=language).ask("GET", "conversations").json() for language in ("en", "xx")
    }
    assert said["en"]["code"] == "token_not_valid"
    assert said["en"]["message"].startswith("This conversation can no longer be recognised")


def test_a_forged_token_is_not_believed() -> None:
    """Attack A5: a token that was not signed here opens nothing."""
    browser = Browser(a_shop())
    snapshot = browser.begins()
    holds = browser.token
    for forged in ["", "x", holds[:-2] + "xx", holds.swapcase(), "a" * 400]:
        browser.token = forged
        answer = browser.ask("GET", f"conversations/{snapshot['id']}")
        assert (answer.status_code, answer.json()["code"]) == (401, "token_not_valid")
        assert answer["Access-Control-Allow-Origin"] == SITE, "the widget must be able to read why"


def test_a_token_ends_after_a_year() -> None:
    browser = Browser(a_shop())
    with time_machine.travel(NOON, tick=False):
        snapshot = browser.begins()
    with time_machine.travel(NOON.replace(year=NOON.year + 1, day=2), tick=False):
        assert browser.ask("GET", f"conversations/{snapshot['id']}").status_code == 401


def test_a_revoked_token_is_worthless() -> None:
    browser = Browser(a_shop())
    browser.begins()
    visitor = Visitor.objects.get(key=claimed_visitor(browser.token)[0])
    revoke_visitor_token(visitor_id=visitor.pk)
    assert browser.ask("GET", "conversations").status_code == 401


def test_a_token_of_another_shop_opens_nothing_here() -> None:
    """Attack A2: tokens do not travel between shops."""
    there = Browser(a_shop("autre-maison"))
    there.begins()
    here = Browser(a_shop())
    here.token = there.token
    assert here.ask("GET", "conversations").status_code == 401


EVERYTHING = [
    ("GET", "", None),
    ("GET", "?after=0", None),
    ("GET", "?before=2", None),
    ("POST", "/messages", {"client_id": str(uuid4()), "body": "Bonjour"}),
    ("GET", "/wait", None),
    ("POST", "/read", {"seq": 1}),
    ("POST", "/rating", {"score": 5}),
    ("POST", "/end", None),
    ("POST", "/leave-message", {"client_id": str(uuid4()), "email": "vera@example.org"}),
    ("POST", "/other-audience", None),
    ("GET", "/files/00000000-0000-4000-8000-000000000000/address", None),
]


@pytest.mark.parametrize(("method", "path", "body"), EVERYTHING)
def test_a_conversation_of_somebody_else_does_not_exist(method: str, path: str, body: object) -> None:
    """Attack A3: a visitor sees and touches only their own conversations, whatever number they guess."""
    shop = a_shop()
    theirs = Browser(shop).begins()
    me = Browser(shop)
    mine = me.begins()
    for foreign in (theirs["id"], theirs["id"] + mine["id"] + 999, 999_999_999_999_999_999):
        answer = me.ask(method, f"conversations/{foreign}{path}", body)
        assert (answer.status_code, answer.json()["code"]) == (404, "conversation_not_found")


@pytest.mark.parametrize(("method", "path", "body"), EVERYTHING)
def test_without_a_token_nothing_of_a_conversation_is_told(method: str, path: str, body: object) -> None:
    shop = a_shop()
    theirs = Browser(shop).begins()
    assert Browser(shop).ask(method, f"conversations/{theirs['id']}{path}", body).status_code == 401


def test_a_method_that_is_not_meant_is_refused() -> None:
    assert Browser(a_shop()).ask("DELETE", "conversations").status_code == 405


def test_an_unknown_shop_is_said_to_be_unknown() -> None:
    shop = a_shop()
    browser = Browser(shop)
    browser.shop = type(shop)(**{field: getattr(shop, field) for field in shop.__slots__} | {"key": "nobody"})
    assert browser.ask("GET", "settings.json").json()["code"] == "unknown_shop"
