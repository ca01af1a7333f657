"""Attacks A1 and A21: markup, scripts and template code in what people write, shown in real Chromium: all of it is only text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.attacks.stage import RUNS, Watch, an_attacked_desk, console_of
from tests.browser.widget_stage import Visit, at_the_desk, clears_the_desk, takes
from tests.live import LiveAgent, LiveDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WORDS = [
    f"<script>{RUNS}</script>",
    f"<img src=x onerror='{RUNS}'>",
    f'"><svg onload="{RUNS}">',
    f"</script><script>{RUNS}</script>",
    "</textarea></title></style><iframe srcdoc='<script>parent.ran=1</script>'>",
    f'<a href="javascript:{RUNS}">x</a> javascript:{RUNS}',
    f"<details open ontoggle={RUNS}>",
    f"<template><script>{RUNS}</script></template><slot name=x>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "\u2028\u2029<!--<script>-->'\"`",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {%raw%}{%endraw%} {{constructor.constructor('alert(1)')()}}",
    "{0.__class__} %(body)s %s {body!r} {{ config }} {# x #} $(id) `id` ${jndi:ldap://127.0.0.1/x}",
    'https://evil.example/"onmouseover="alert(1) https://www.maison-perle.example/\'><script>alert(1)</script>',
]


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A desk of its own: what is listed here is not under what a hundred other attacks have left."""
    yield from an_attacked_desk()


@pytest.fixture
def amin(desk: LiveDesk) -> Iterator[LiveAgent]:
    agent = at_the_desk(desk, "ambassador")
    clears_the_desk(agent)
    yield agent
    clears_the_desk(agent)


def test_what_a_visitor_writes_is_only_text_to_the_team(browser: Browser, desk: LiveDesk) -> None:
    """A1, A21: bodies, the visitor's name, page titles, addresses of pages and answers, in the list, the thread and the search."""
    visitor = desk.visitor()
    opening = {
        "client_id": "00000000-0000-4000-8000-000000000021",
        "page": f"javascript:{RUNS}//{WORDS[2]}",
        "title": WORDS[3],
        "answers": {"first_name": WORDS[1], "order": WORDS[0]},
        "body": WORDS[0],
    }
    status, answer = visitor.ask("POST", f"/widget/{visitor.shop}/conversations", opening)
    assert status == 201, answer
    visitor.c = answer["conversation"]["id"]
    visitor.come()
    for words in [*WORDS[1:], "the last words"]:
        assert visitor.post(words)["t"] == "ack"
    page = console_of(browser, desk, desk.agent("referent"))
    watch = Watch(page)

    for address in (f"/console/c/{visitor.c}", "/console/?view=all"):
        page.goto(desk.url + address)
        page.get_by_text("the last words").first.wait_for()
        assert page.locator("a[href^='javascript:'], iframe, img[src=x], svg[onload]").count() == 0
        watch.expect_peace()
    page.goto(f"{desk.url}/console/c/{visitor.c}")
    for words in WORDS:
        page.get_by_text(words.split("\n")[0].strip()[:20]).first.wait_for(state="attached")
    assert page.get_by_text("{{7*7}}").count() == 1
    page.goto(f"{desk.url}/console/search?q=%3Cscript%3Ealert(1)%3C/script%3E%7B%7B7*7%7D%7D")
    assert page.locator("input[name=q]").input_value() == "<script>alert(1)</script>{{7*7}}"
    watch.expect_peace()
    page.context.close()
    for c in (visitor.c, visitor.c - 1):
        visitor.ask("POST", f"/widget/{visitor.shop}/conversations/{c}/end", {})


def test_what_an_agent_or_a_file_is_called_is_only_text_to_the_visitor(
    browser: Browser, desk: LiveDesk, amin: LiveAgent
) -> None:
    """A1, A21: bodies, names and notes of agents, names of files, in the widget, live and after a reload."""
    amin.page("POST", "/console/settings/introduction", {"shop": "1", "name": WORDS[1][:80], "note": WORDS[2]})
    visit = Visit(browser, desk)
    watch = Watch(visit.page)
    widget = visit.go()
    widget.open()
    widget.start(WORDS[0])
    c = takes(amin)
    widget.root.locator(".joined").wait_for()

    for words in WORDS:
        assert amin.post(c, words, is_confirmed=True)["t"] == "ack"
    for _ in range(2):
        for words in WORDS[:-1]:
            widget.said(words.split("\n")[0].strip()[:20]).last.wait_for()
        assert widget.root.locator("script, iframe, img[src=x], svg[onload], a[href^='javascript:']").count() == 0
        assert widget.root.get_by_text("{{7*7}}").count() == 1
        watch.expect_peace()
        widget = visit.go("/bagues/autre")
        widget.composer.wait_for()
    visit.close()
    amin.page("POST", "/console/settings/introduction", {"shop": "1", "name": "Amin", "note": ""})
