"""The shop's pages in real Chromium, and the widget on them as a visitor meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

from tests.live import SITE, LiveAgent, LiveDesk

STRICT = (
    "default-src 'none'; script-src {desk}; connect-src {desk} {socket}; img-src {desk}; style-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Bague solitaire · Maison Perle</title>
<script async src="{desk}/widget/loader.js" data-shop="{shop}" data-language="{language}"></script></head>
<body><main><h1>Bague solitaire</h1><p><a href="/bagues/autre">Une autre bague</a></p></main></body></html>"""

OPEN_ROOTS = """{ const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: "open" }); }; }"""
"""The widget's root is closed to the shop's scripts; the test must look inside."""

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


class Visit:
    """A visitor's browser on the shop's site: what went wrong in it, and what it asked for, is kept."""

    def __init__(
        self, chromium: Browser, desk: LiveDesk, *, shop: str = "", language: str = "en", **looks: Any
    ) -> None:
        self.desk, self.shop, self.language = desk, shop or desk.cast["shop"], language
        self.troubles: list[str] = []
        self.asked: list[str] = []
        self.context: BrowserContext = chromium.new_context(
            permissions=["local-network-access"],
            locale="en-GB",
            **({"viewport": {"width": 1280, "height": 860}} | looks),
        )
        self.context.add_init_script(OPEN_ROOTS)
        self.context.route(f"{SITE}/**", self._serve)
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page = self.new_tab()

    def new_tab(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda said: said.type == "error" and self.troubles.append(said.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        return page

    def go(self, path: str = "/bagues/or", page: Page | None = None) -> WidgetOnPage:
        """Open a page of the shop and wait for the widget's button."""
        page = page or self.page
        page.goto(SITE + path)
        widget = WidgetOnPage(page)
        widget.door.wait_for()
        return widget

    def close(self) -> None:
        self.context.close()

    def _serve(self, route: Route) -> None:
        socket = self.desk.url.replace("http", "ws")
        policy = STRICT.format(desk=self.desk.url, socket=socket)
        body = PAGE.format(desk=self.desk.url, shop=self.shop, language=self.language)
        route.fulfill(
            body=body, headers={"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
        )


class WidgetOnPage:
    """The widget, by what a visitor sees of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator("comptoir-chat")
        self.door = self.root.locator(".door")
        self.panel = self.root.locator(".panel")
        self.words = self.root.locator("textarea[name=words]")
        self.composer = self.root.locator(".composer textarea")
        self.thread = self.root.locator(".thread")
        self.standing = self.root.locator(".standing")

    def open(self) -> None:
        self.door.click()
        self.root.locator("form, .chat").first.wait_for()

    def settled(self) -> None:
        """Wait until the panel has moved to where it stays."""
        self.panel.evaluate("panel => Promise.allSettled(panel.getAnimations().map((it) => it.finished))")

    def start(self, words: str = "Bonjour") -> None:
        """Write the first words and begin."""
        self.words.fill(words)
        self.button("Start the chat").click()
        self.said(words).wait_for()

    def write(self, words: str) -> None:
        self.composer.fill(words)
        self.button("Send").click()

    def said(self, words: str) -> Locator:
        """The message with these words."""
        return self.root.locator(".log > .said", has_text=words)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.root.get_by_role("link", name=name)

    def text(self, words: str | re.Pattern[str], *, exact: bool = False) -> Locator:
        return self.root.get_by_text(words, exact=exact)

    def focused(self) -> str:
        """The name of the element that has the focus inside the widget."""
        return self.page.evaluate(
            """() => { const at = document.querySelector("comptoir-chat").shadowRoot.activeElement;
                       return at ? at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent : ""; }"""
        )


def at_the_desk(desk: LiveDesk, who: str = "ambassador") -> LiveAgent:
    """Somebody of the cast, connected and available."""
    agent = desk.agent(who)
    agent.come()
    agent.is_available()
    return agent


def takes(agent: LiveAgent) -> int:
    """The agent accepts the offer that rings, and opens the conversation."""
    offer = agent.hear("offer")
    agent.accepts(offer)
    c = int(offer["offer"]["c"])
    agent.watch(c)
    return c


def clears_the_desk(agent: LiveAgent) -> None:
    """Close whatever the agent still answers, so that the next visitor finds them free."""
    _status, page = agent.ask("GET", "/console/list?view=mine", Accept="text/html")
    for c in set(re.findall(r"/console/c/(\d+)", str(page))):
        agent.act(f"/console/c/{c}/close", {})


def apply_charter(desk: LiveDesk, key: str, text: str) -> str:
    """Give the desk one more shop; returns its key."""
    path = Path(desk.folder) / f"{key}.toml"
    path.write_text(text.replace('key = "maison-perle"', f'key = "{key}"'))
    desk.run("comptoir.config.command", "charter", "apply", str(path), "--yes")
    return key


@pytest.fixture(scope="module")
def amin(desk: LiveDesk) -> LiveAgent:
    """An ambassador, alone at the desk."""
    return at_the_desk(desk)


@pytest.fixture
def visit(browser: Browser, desk: LiveDesk, amin: LiveAgent) -> Iterator[Visit]:
    """A visitor on the shop's site; what Amin still answers is closed after them."""
    visit = Visit(browser, desk)
    yield visit
    visit.close()
    clears_the_desk(amin)
