"""Chromium for the attacks: a browser, the console in it, and a watch on what must never happen."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookiejar import Cookie
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.live import LiveAgent, LiveDesk
from tests.people import ALWAYS_OPEN

RUNS = "window.ran=1;alert(1)"


def an_attacked_desk() -> Iterator[LiveDesk]:
    """A live desk on SQLite with a shop that is always open; each attack brings its own visitors, or has a shop of its own."""
    desk = LiveDesk(shops={"links": ALWAYS_OPEN}, DATABASE_URL="", REDIS_URL="", COMPTOIR_FRAMES_A_MINUTE="100000")
    desk.start()
    yield desk
    desk.close()


class Watch:
    """What must never happen on a page: a dialog, a script that ran, a policy that had to step in."""

    def __init__(self, page: Page) -> None:
        self.page, self.troubles = page, list[str]()
        page.on("dialog", lambda dialog: (self.troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda said: self._hear(said.text))

    def expect_peace(self) -> None:
        """Nothing has run, and nothing had to be kept from running."""
        self.expect_nothing_ran()
        assert self.troubles == []

    def expect_nothing_ran(self) -> None:
        """No script has run in any frame; a policy may have stepped in."""
        assert self.page.evaluate("window.ran") is None
        assert not [it for it in self.troubles if it.startswith("dialog") or it == "1 it ran"]

    def _hear(self, said: str) -> None:
        # A frame of another origin cannot show a dialog, but what it writes on the console is heard here.
        if "Content Security Policy" in said or said == "1 it ran":
            self.troubles.append(said)


def console_in(context: BrowserContext, desk: LiveDesk, agent: LiveAgent) -> Page:
    """A page of a browser in which the agent is signed in."""
    context.add_cookies([kept(it, desk.url) for it in agent.cookies])  # type: ignore[list-item]
    return context.new_page()


def kept(cookie: Cookie, url: str) -> dict[str, Any]:
    """The cookie as a browser keeps it, with what the desk has said of it."""
    same_site = cookie.get_nonstandard_attr("SameSite") or "None"
    return {
        "name": cookie.name,
        "value": cookie.value or "",
        "url": url,
        "httpOnly": cookie.has_nonstandard_attr("HttpOnly"),
        "sameSite": same_site,
    }


def console_of(browser: Browser, desk: LiveDesk, agent: LiveAgent) -> Page:
    """The console in a browser of its own, signed in as the agent."""
    return console_in(browser.new_context(viewport={"width": 1280, "height": 860}), desk, agent)
