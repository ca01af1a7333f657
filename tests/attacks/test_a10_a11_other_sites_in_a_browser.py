"""Attacks A10 and A11 in real Chromium: another site acts and listens in the name of an agent who is signed in in the same browser.

One attacker is another site, so that the browser itself keeps the cookies back; the other stands on the same host under
another port, which for cookies is the same place, so that only the desk's own defences are left.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page

from tests.attacks.stage import console_of
from tests.attacks.test_a05_leaks_in_real_time import ACCOUNT
from tests.live import LiveAgent, LiveDesk, LiveVisitor, free_port

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FORM = "application/x-www-form-urlencoded"
EVIL = """<!doctype html><title>x</title><iframe src="{desk}/console/"></iframe><script>
const heard = [];
const tries = {requests}.flatMap(([path, body, type]) => ["no-cors", "cors"].map((mode) =>
  fetch("{desk}" + path, {{method: "POST", credentials: "include", mode, body, headers: {{"Content-Type": type}}}})
    .then(async (it) => heard.push([it.type, await it.text()]), () => heard.push(["refused", ""]))));
tries.push(...["/console/", "/console/c/{c}/entries?after=-1"].map((path) =>
  fetch("{desk}" + path, {{credentials: "include"}}).then(async (it) => heard.push([it.type, await it.text()]),
    () => heard.push(["refused", ""]))));
for (const hello of {hellos}) tries.push(new Promise((resolve) => {{
  const socket = new WebSocket("{desk}/ws".replace("http", "ws"));
  socket.onopen = () => socket.send(JSON.stringify(hello));
  socket.onmessage = (it) => {{ heard.push(["socket", it.data]); resolve(); }};
  socket.onclose = () => {{ heard.push(["closed", ""]); resolve(); }};
}}));
Promise.all(tries).then(() => {{ window.heard = heard; }});
</script>"""
SUBMITTED = """([action, type, fields]) => { const form = document.createElement("form"), away = document.createElement("iframe");
away.name = "away" + document.forms.length;
Object.assign(form, { method: "post", action, enctype: type, target: away.name });
for (const [name, value] of fields) { const it = document.createElement("input"); it.name = name; it.value = value;
  form.append(it); }
document.body.append(away, form); form.submit(); }"""


def forgeries(c: int, shop: str) -> list[tuple[str, str, str]]:
    """What the attacker would have the agent do: where, with what, said to be of what type."""
    message = json.dumps({"client_id": str(uuid4()), "body": "forged"})
    return [
        (f"/console/c/{c}/close", "", FORM),
        (f"/console/c/{c}/topic", "topic=services&category=forged", FORM),
        (f"/console/c/{c}/messages", message, "text/plain"),
        (f"/console/c/{c}/messages", message, "application/json"),
        (f"/console/c/{c}/messages", message, FORM),
        ("/console/sign-out", "", FORM),
        ("/console/settings/preferences", "language=ro&theme=dark", FORM),
        ("/console/settings/introduction", "shop=1&name=forged&note=", FORM),
        ("/console/availability", '{"availability":"paused"}', "text/plain"),
        (f"/widget/{shop}/conversations", message, "text/plain"),
    ]


def lured(page: Page, desk: LiveDesk, visitor: LiveVisitor, evil: str) -> list[tuple[str, str]]:
    """Let the agent's browser come to the attacker's page; returns all that the page could hear."""
    token = {"shop": visitor.shop, "token": visitor.token, "c": visitor.c}
    requests = json.dumps(forgeries(visitor.c, visitor.shop))
    hellos = json.dumps([{"t": "hello", "as": "agent"}, {"t": "hello", "as": "visitor", **token}])
    body = EVIL.format(desk=desk.url, requests=requests, c=visitor.c, hellos=hellos)
    page.context.route(f"{evil}/**", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{evil}/")
    page.wait_for_function("window.heard")
    return [tuple(it) for it in page.evaluate("window.heard")]


def submits(page: Page, address: str, kind: str, fields: list[tuple[str, str]]) -> int:
    """Have the page send a form as a person would; returns the desk's answer."""
    with page.expect_response(address) as answer:
        page.evaluate(SUBMITTED, [address, kind, fields])
    return answer.value.status


def kept_cookies(page: Page, desk: LiveDesk) -> set[tuple[str, str]]:
    """What the browser would show the desk."""
    return {(it["name"], it["value"]) for it in page.context.cookies(desk.url)}


@pytest.fixture
def talk(desk: LiveDesk) -> Any:
    """A visitor, and the agent whose browser is misused."""
    visitor, rose = desk.visitor(page=ACCOUNT), desk.agent("referent")
    assert rose.act(f"/console/c/{visitor.c}/take")[0] in (200, 204)
    rose.is_available()
    yield visitor, rose
    visitor.of_mine("POST", "/end", {})
    rose.act("/console/availability", {"availability": "away"})


@pytest.mark.parametrize("attacker", ["another site", "the same host under another port"])
def test_another_site_neither_acts_nor_listens_in_an_agents_name(
    browser: Browser, desk: LiveDesk, talk: tuple[LiveVisitor, LiveAgent], attacker: str
) -> None:
    """Attacks A10, A11: by fetch, by form (also text/plain that looks like JSON), by socket and in a frame."""
    visitor, rose = talk
    page = console_of(browser, desk, rose)
    page.context.grant_permissions(["local-network-access"])
    cookies = kept_cookies(page, desk)
    evil = "https://evil.example" if attacker == "another site" else f"http://127.0.0.1:{free_port()}"

    heard = lured(page, desk, visitor, evil)
    for path, _body, _type in forgeries(visitor.c, visitor.shop):
        assert submits(page, desk.url + path, FORM, [("topic", "services"), ("name", "forged")]) in (400, 401, 403)
    disguised = [('{"availability":"paused","x":"', '"}')]
    assert submits(page, f"{desk.url}/console/availability", "text/plain", disguised) in (401, 403)

    assert {kind for kind, _text in heard} <= {"refused", "opaque", "closed"}, heard
    assert not [text for _kind, text in heard if text]
    assert not [frame for frame in page.frames[1:] if frame.locator("main").count()]
    state = visitor.of_mine("GET")[1]
    assert state["state"]["status"] == "active"
    assert "forged" not in json.dumps(state)
    settings = rose.page("GET", "/console/settings")
    assert settings[0] == 200
    assert "forged" not in settings[1]
    assert 'value="ro" selected' not in settings[1]
    assert kept_cookies(page, desk) == cookies
    assert rose.page("GET", "/console/")[0] == 200
    page.context.close()
