"""The console in real Chromium, as those who sit at it meet it: what goes wrong in it is kept and must be nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.waiting import wait_until
from tests.live import LiveDesk, LiveVisitor

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ACCOUNT = "/mon-compte/commandes"
"""A page on which the charter asks for an advisor."""


class AtDesk:
    """Somebody of the cast in a browser of their own, signed in."""

    def __init__(self, browser: Browser, desk: LiveDesk, who: str, *, shop: str = "", **looks: Any) -> None:
        self.desk, self.who = desk, who
        self.troubles: list[str] = []
        looks = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"} | looks
        self.context: BrowserContext = browser.new_context(**looks)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.api = desk.agent(who, shop=shop)
        self.context.add_cookies(
            [{"name": cookie.name, "value": cookie.value or "", "url": desk.url} for cookie in self.api.cookies]
        )

    def go(self, path: str = "/console/?view=all") -> Page:
        """Open a page and wait until its line to the desk is up."""
        self.page.goto(self.desk.url + path)
        return self.arrived()

    def arrived(self) -> Page:
        """Wait until the page that is there hears keys: it has loaded, and its line to the desk is up."""
        self.page.wait_for_load_state()
        if self.page.locator(".desk").count():
            wait_until(self.page, "document.querySelector('.off-line').hidden")
        return self.page

    def open(self, conversation: int, view: str = "all") -> Page:
        """Open a conversation."""
        self.go(f"/console/c/{conversation}?view={view}")
        self.page.locator(".thread li").first.wait_for()
        return self.page

    def takes(self, visitor: LiveVisitor) -> None:
        """Answer a visitor, without the screen."""
        status, answer = self.api.act(f"/console/c/{visitor.c}/take")
        assert status == 204, answer

    def is_available(self, availability: str = "available") -> None:
        # The desk's answer may draw the choice anew under the click: it is looked at until it stands.
        self.page.locator(f"input[value={availability}]").click(force=True)
        expect(self.page.locator(f"input[value={availability}]")).to_be_checked()

    def row(self, conversation: int) -> Any:
        return self.page.locator(f'.row[data-id="{conversation}"]')

    def leave(self) -> None:
        """Leave the desk with the switch at away."""
        self.api.act("/console/availability", {"availability": "away"})
        self.context.close()

    def _hear(self, said: Any) -> None:
        # A text that is just being looked at is refused when the chat ends meanwhile; the browser writes that down itself.
        is_of_the_end = said.location.get("url", "").endswith("/check") and "403" in said.text
        if said.type == "error" and "ERR_INTERNET_DISCONNECTED" not in said.text and not is_of_the_end:
            self.troubles.append(said.text)


def done(page: Page) -> None:
    """Wait until the dialog's answer has come: the socket tells what it did earlier, and until then it keeps the keys."""
    expect(page.locator("#dialog")).to_be_hidden()


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A live desk for the tests of one file."""
    desk = LiveDesk()
    desk.start()
    yield desk
    desk.close()


@pytest.fixture
def visitors(desk: LiveDesk) -> Iterator[Callable[..., LiveVisitor]]:
    """Visitors who come when called, and end their chats when the test is over."""
    came: list[LiveVisitor] = []

    def come(body: str = "Bonjour", page: str = ACCOUNT) -> LiveVisitor:
        visitor = desk.visitor(page=page)
        visitor.come()
        if body != "Bonjour":
            visitor.post(body)
        came.append(visitor)
        return visitor

    yield come
    for visitor in came:
        visitor.ask("POST", f"/widget/{visitor.shop}/conversations/{visitor.c}/end", {})


@pytest.fixture
def at_desk(browser: Browser, desk: LiveDesk) -> Iterator[Callable[..., AtDesk]]:
    """Whoever is called sits down; at the end nothing may have gone wrong on anybody's screen."""
    sitting: list[AtDesk] = []

    def sit(who: str = "advisor", **looks: Any) -> AtDesk:
        sitting.append(AtDesk(browser, desk, who, **looks))
        return sitting[-1]

    yield sit
    for one in sitting:
        one.leave()
    troubles = [trouble for one in sitting for trouble in one.troubles]
    assert not troubles, "\n".join(troubles)
