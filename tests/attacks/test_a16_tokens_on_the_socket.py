"""Attack A16 against the running server: tokens and sessions that are forged, over, or of somebody else, by socket and by page."""

from __future__ import annotations

import http.cookiejar

import pytest
from django.core import signing
from websockets.exceptions import ConnectionClosed

from comptoir.domain.people.tokens import SALT
from tests.attacks.test_a05_leaks_in_real_time import ACCOUNT, in_charge, leave
from tests.live import LiveAgent, LiveDesk


def forged(token: str) -> dict[str, str]:
    """Tokens that look like this one."""
    head, signature = token.rsplit(":", 1)
    return {
        "empty": "",
        "null": "null",
        "cut": token[:-1],
        "another signature": f"{head}:{signature[::-1]}",
        "no signature": head,
        "another letter case": token.swapcase(),
        "another key": signing.dumps(["0" * 32, 0], key="secret", salt=SALT),
        "far too long": "x" * 60_000,
        "NUL": token + "\0",
    }


def test_a_forged_visitor_token_opens_no_socket(desk: LiveDesk) -> None:
    """Attack A16: told `token_not_valid` and closed with 4401; who holds the true one is not disturbed."""
    visitor, other = desk.visitor(), desk.visitor()
    visitor.come()
    true = other.token

    for kind, other.token in forged(true).items():
        assert other.come()["code"] == "token_not_valid", kind
        assert closed_with(other) == 4401, kind
    other.token = visitor.token
    assert other.come()["code"] == "conversation_not_found"
    other.token = true
    assert other.come()["t"] == "welcome"
    assert visitor.post("toujours là")["t"] == "ack"


def test_a_revoked_token_ends_the_sockets_that_it_opened(desk: LiveDesk) -> None:
    """Attack A16: within seconds, although it was another process that revoked it, and none is opened with it any more."""
    visitor, other = desk.visitor(), desk.visitor()
    visitor.come()
    other.come()

    desk.run("tests.attacks.revoking", str(visitor.c))

    assert closed_with(visitor) == 4401
    assert visitor.come()["code"] == "token_not_valid"
    assert visitor.of_mine("GET")[0] == 401
    assert other.post("toujours là")["t"] == "ack"


def test_a_session_that_was_signed_out_opens_nothing(desk: LiveDesk) -> None:
    """Attack A16: its sockets end with 4401, and a copy of its cookie opens neither a page nor a socket."""
    visitor = desk.visitor(page=ACCOUNT)
    agent = in_charge(desk, visitor)
    copy = agent.cookie_header()

    assert agent.page("POST", "/console/sign-out", {})[0] == 200

    assert closed_with(agent) == 4401
    assert agent.connect({"t": "hello", "as": "agent"}, Cookie=copy)["t"] == "error"
    assert agent.ask("GET", "/console/list", Cookie=copy)[0] == 401
    leave(visitor)


@pytest.mark.parametrize("value", ["", "null", "0", "x" * 32, "x" * 5000, '"', "é", "../../etc/passwd"])
def test_a_session_that_was_made_up_opens_nothing(desk: LiveDesk, value: str) -> None:
    """Attack A16: neither a socket nor a page, and the server does not stumble."""
    stranger = LiveAgent.__new__(LiveAgent)
    super(LiveAgent, stranger).__init__(desk, desk.url)
    cookie = f"comptoir={value}".encode().decode("latin-1")

    assert stranger.connect({"t": "hello", "as": "agent"}, Cookie=cookie)["code"] == "not_allowed"
    assert closed_with(stranger) == 4403
    assert stranger.ask("GET", "/console/list", Cookie=cookie)[0] == 401
    assert "Traceback" not in desk.log.read_text()


def test_the_session_is_new_after_signing_in_and_scripts_cannot_read_it(desk: LiveDesk) -> None:
    """Attack A16: long, random, HttpOnly, for this site's own requests; a session that was given before is not kept."""
    agent = desk.agent("referent")
    [first] = [cookie for cookie in agent.cookies if cookie.name == "comptoir"]
    again = desk.agent("referent")
    [second] = [cookie for cookie in again.cookies if cookie.name == "comptoir"]

    assert first.value != second.value
    assert len(first.value or "") >= 32
    assert first.has_nonstandard_attr("HttpOnly")
    assert first.get_nonstandard_attr("SameSite") == "Lax"
    planted = http.cookiejar.Cookie(**{**vars_of(first), "value": "planted0planted0planted0planted0"})
    victim = LiveAgent.__new__(LiveAgent)
    super(LiveAgent, victim).__init__(desk, desk.url)
    victim.cookies.set_cookie(planted)
    victim.page("GET", "/console/sign-in")
    person = desk.cast["people"]["referent"]
    victim.page("POST", "/console/sign-in", {"email": person["email"], "password": desk.cast["password"]})
    assert "planted" not in victim.cookie_header()
    assert victim.ask("GET", "/console/list")[0] == 200


def vars_of(cookie: http.cookiejar.Cookie) -> dict[str, object]:
    """A cookie's fields, as its maker takes them."""
    fields = {name: value for name, value in vars(cookie).items() if name != "_rest"}
    return fields | {"rest": {}}


def closed_with(browser: object) -> int | None:
    """The code with which the server closes the browser's socket."""
    try:
        while True:
            browser.socket.recv(timeout=30)  # type: ignore[attr-defined]
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None
