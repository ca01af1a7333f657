"""What a console could not hear while the processes of the desk did not hear each other: it asks for it, and shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.console_stage import ACCOUNT, AtDesk
from tests.live import LiveDesk
from tests.servers.own import OwnRedis

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


class Line:
    """The console's line to the desk, on which frames can be lost as they are while Redis is away."""

    def __init__(self, page: Page) -> None:
        self.is_losing = False
        self.is_cut = False
        self.lost: list[str] = []
        self.socket: WebSocketRoute | None = None
        page.route_web_socket(re.compile("/ws$"), self._connect)

    def lose(self) -> None:
        self.is_losing = True

    def cut(self) -> None:
        """End the line; no other is let through until `mend`."""
        self.is_cut = True
        assert self.socket is not None
        self.socket.close(code=1012)

    def mend(self) -> None:
        self.is_cut = False

    def resync(self) -> None:
        """The desk says that something may have been missed, and is heard again."""
        self.is_losing = False
        assert self.socket is not None
        self.socket.send(json.dumps({"t": "resync"}))

    def _connect(self, socket: WebSocketRoute) -> None:
        if self.is_cut:
            socket.close(code=1012)
            return
        self.socket = socket
        socket.connect_to_server().on_message(self._pass_on)

    def _pass_on(self, message: Any) -> None:
        assert self.socket is not None
        if self.is_losing:
            self.lost.append(json.loads(message)["t"])
        else:
            self.socket.send(message)


def test_an_offer_that_was_announced_unheard_rings_and_one_that_is_over_does_not(at_desk, visitors) -> None:
    """G8, A1."""
    adele, zoe = at_desk(), at_desk("second_advisor")
    line = Line(adele.page)
    page = adele.go()
    adele.is_available()
    line.lose()
    visitor = visitors("Où en est ma réparation ?")
    expect(adele.row(visitor.c)).to_have_count(0)
    page.wait_for_timeout(700)
    assert "offer" in line.lost
    expect(page.locator(".offer")).to_have_count(0)

    line.resync()

    expect(page.locator(".offer")).to_contain_text("Où en est ma réparation ?")
    expect(page.locator(".now [data-audience=advisor] dd")).to_contain_text("1 waiting")
    expect(adele.row(visitor.c)).to_be_visible()

    line.lose()
    zoe.takes(visitor)
    line.resync()

    expect(page.locator(".offer")).to_have_count(0)
    expect(page.locator(".now [data-audience=advisor] dd")).not_to_contain_text("waiting")


def test_the_open_thread_the_list_and_the_switch_catch_up(at_desk, visitors) -> None:
    """G8."""
    adele = at_desk()
    line = Line(adele.page)
    visitor = visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    line.lose()
    visitor.post("Pendant la panne")
    other = visitors("Quelqu'un d'autre")
    adele.api.act("/console/availability", {"availability": "paused"})
    adele.api.act(f"/console/c/{visitor.c}/contact-card")
    page.wait_for_timeout(700)
    expect(page.locator(".thread")).not_to_contain_text("Pendant la panne")

    line.resync()

    expect(page.locator(".thread")).to_contain_text("Pendant la panne")
    expect(page.locator(".thread")).to_contain_text("sent the contact card")
    expect(adele.row(visitor.c).locator(".words")).to_contain_text("Pendant la panne")
    expect(adele.row(other.c)).to_be_visible()
    expect(page.locator("input[value=paused]")).to_be_checked()


def test_what_comes_between_a_page_and_its_line_is_asked_for(at_desk, visitors) -> None:
    adele = at_desk()
    other = adele.context.new_page()
    other.goto(adele.desk.url + "/console/?view=all")
    other.locator("input[value=available]").check(force=True)
    page, line = adele.page, Line(adele.page)
    line.is_cut = True
    page.goto(adele.desk.url + "/console/?view=all")
    visitor = visitors("Entre les deux")
    expect(other.locator(".offer")).to_be_visible()
    expect(page.locator(".offer")).to_have_count(0)

    line.mend()

    expect(page.locator(".offer")).to_contain_text("Entre les deux")
    expect(adele.row(visitor.c)).to_be_visible()


def writes_unheard(page: Page, line: Line, words: str) -> None:
    """Cut the line, and write: the words stay on the screen and wait."""
    line.cut()
    page.locator(".composer textarea").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator(".said.pending")).to_contain_text(words)


def test_what_is_written_while_the_line_is_cut_leaves_by_the_next_one(at_desk, visitors) -> None:
    """G8: the desk is restarted; nobody is told that they have not the right to answer their own visitor."""
    adele = at_desk()
    line, by_http = Line(adele.page), []
    adele.page.on("request", lambda request: by_http.append(request.url) if request.url.endswith("/messages") else None)
    visitor = visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    writes_unheard(page, line, "Je reviens tout de suite.")

    line.mend()

    expect(page.locator(".said.team:not(.pending)")).to_contain_text("Je reviens tout de suite.")
    expect(page.locator(".said-so")).to_be_empty()
    assert by_http == []


def test_what_an_earlier_page_left_unsent_goes_out_though_nobody_looks_at_it(at_desk, visitors) -> None:
    """G8."""
    adele = at_desk()
    line = Line(adele.page)
    visitor = visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    writes_unheard(page, line, "Presque oublié")
    line.mend()

    adele.go("/console/team")

    visitor.hear("entry", within=15)
    while visitor.heard[-1].get("entry", {}).get("body") != "Presque oublié":
        visitor.hear("entry", within=15)


@pytest.fixture
def redis() -> Iterator[OwnRedis]:
    redis = OwnRedis()
    yield redis
    redis.close()


@pytest.fixture
def desk_on_redis(redis: OwnRedis) -> Iterator[LiveDesk]:
    """Pages and sockets in one process, the work in another: only Redis is between them."""
    with LiveDesk(DATABASE_URL="", REDIS_URL=redis.url) as desk:
        desk.start("--no-worker")
        desk.launch("work")
        yield desk


@pytest.mark.servers
def test_with_redis_away_a_visitor_still_rings_and_is_talked_with(browser, redis, desk_on_redis) -> None:
    """G8, A1."""
    adele = AtDesk(browser, desk_on_redis, "advisor")
    page = adele.go()
    adele.is_available()
    redis.stop()
    visitor = desk_on_redis.visitor(page=ACCOUNT)

    expect(page.locator(".offer")).to_contain_text("Bonjour", timeout=10_000)
    page.locator(".offer .main").click()
    expect(page.locator(".thread")).to_contain_text("Bonjour")
    visitor.come()
    visitor.post("Vous m'entendez ?")
    expect(page.locator(".thread")).to_contain_text("Vous m'entendez ?", timeout=10_000)

    redis.start()
    second = desk_on_redis.visitor(page=ACCOUNT)
    expect(adele.row(second.c)).to_be_visible(timeout=10_000)
    adele.leave()
    assert adele.troubles == []
