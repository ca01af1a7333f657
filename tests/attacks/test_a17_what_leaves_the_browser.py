"""Attack A17 in real Chromium: whoever follows a link from the chat or the console takes no secret along (as in CVE-2024-3262)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, Route

from tests.attacks.stage import console_of
from tests.browser.widget_stage import Visit, takes
from tests.live import SITE, LiveAgent, LiveDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ELSEWHERE = "https://elsewhere.example/page"
TOKEN = """(shop) => JSON.parse(localStorage["comptoir:" + shop]).token"""


@pytest.fixture
def amin(desk: LiveDesk) -> LiveAgent:
    """The ambassador of a shop in which nobody else waits."""
    agent = desk.agent("ambassador", shop="links")
    agent.come()
    agent.is_available()
    return agent


class Abroad:
    """Another site, and what browsers that come there bring along; and every address that they have asked for."""

    def __init__(self, context: BrowserContext) -> None:
        self.came: list[Request] = []
        self.asked: list[str] = []
        context.route("https://elsewhere.example/**", self._welcome)
        context.on("request", lambda request: self.asked.append(request.url))

    def _welcome(self, route: Route) -> None:
        self.came.append(route.request)
        route.fulfill(body="<title>here</title>", content_type="text/html")

    def expect_no_word_of(self, *secrets: str) -> None:
        """Somebody came, without a referrer, and no address has ever held a secret."""
        assert self.came
        for request in self.came:
            assert "referer" not in request.all_headers()
        for secret in secrets:
            assert not [url for url in self.asked if secret in url]


def test_a_visitor_who_follows_a_link_takes_nothing_along(browser: Browser, desk: LiveDesk, amin: LiveAgent) -> None:
    """Attack A17: the token stands in no address, and the other site is not told where the visitor comes from."""
    visit = Visit(browser, desk, shop="links")
    abroad = Abroad(visit.context)
    visit.page.on("websocket", lambda socket: abroad.asked.append(socket.url))
    widget = visit.go("/bagues/or?order=4711")
    widget.open()
    widget.start()
    c = takes(amin)
    assert amin.post(c, f"voir {ELSEWHERE}", is_confirmed=True)["t"] == "ack"

    with visit.context.expect_page() as opened:
        widget.link(ELSEWHERE).click()
    opened.value.wait_for_load_state()

    assert opened.value.evaluate("document.referrer + (window.opener ?? '')") == ""
    token = visit.page.evaluate(TOKEN, visit.shop)
    assert len(token) > 60
    abroad.expect_no_word_of(token, token.rsplit(":", 1)[1])
    assert any("/ws" in url for url in abroad.asked)
    assert amin.act(f"/console/c/{c}/close", {})[0] == 204
    visit.close()


def test_an_agent_who_follows_a_link_takes_nothing_along(browser: Browser, desk: LiveDesk) -> None:
    """Attack A17: from a message and from the page that the customer came from."""
    visitor, rose = desk.visitor(page="/bagues/or?order=4711"), desk.agent("referent")
    visitor.come()
    assert visitor.post(f"voir {ELSEWHERE}")["t"] == "ack"
    page = console_of(browser, desk, rose)
    abroad = Abroad(page.context)
    page.context.route(f"{SITE}/**", lambda route: (abroad.came.append(route.request), route.fulfill(body="shop")))
    cookie = next(it["value"] for it in page.context.cookies() if it["name"] == "comptoir")

    page.goto(f"{desk.url}/console/c/{visitor.c}")
    for link in (page.get_by_role("link", name=ELSEWHERE).first, page.locator(f"a[href^='{SITE}']").first):
        with page.context.expect_page() as opened:
            link.click()
        opened.value.wait_for_load_state()
        assert opened.value.evaluate("document.referrer + (window.opener ?? '')") == ""

    assert len(abroad.came) >= 2
    abroad.expect_no_word_of(cookie, visitor.token)
    assert cookie not in page.evaluate("document.cookie")
    page.context.close()
    visitor.of_mine("POST", "/end", {})
