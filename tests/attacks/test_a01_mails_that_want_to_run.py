"""Attack A1 by mail: markup, scripts, styles and addresses in mails, through the real door, shown in real Chromium. Threats 11, 12, 23."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.attacks.stage import RUNS, Watch, console_of
from tests.browser.mail_stage import MailDesk, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

OUT = "https://tracker.example/seen.png"
MARKUP = [
    f"<script>{RUNS}</script>",
    f"<img src=x onerror='{RUNS}'>",
    f'<svg onload="{RUNS}"><script>{RUNS}</script></svg>',
    f"<svg><animate onbegin='{RUNS}' attributeName=x dur=1s></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={RUNS}>#x'></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUNS}></style></mglyph></table></mtext></math>",
    f"<math><a xlink:href='javascript:{RUNS}'>x</a></math>",
    f"<iframe src='javascript:{RUNS}'></iframe>",
    f"<iframe srcdoc='<script>parent.{RUNS}</script>'></iframe>",
    f"<object data='data:text/html,<script>{RUNS}</script>'></object>",
    f"<embed src='data:text/html,<script>{RUNS}</script>'>",
    f"<a href='javascript:{RUNS}'>press</a>",
    f"<a href=' &#106;ava&#x09;script:{RUNS}'>press</a>",
    f"<a href='data:text/html,<script>{RUNS}</script>'>press</a>",
    f"<form action='javascript:{RUNS}'><button autofocus>x</button></form>",
    f"<form action='{OUT}'><input name=password autofocus onfocus='{RUNS}'></form>",
    f"<details open ontoggle='{RUNS}'><summary>x</summary></details>",
    f"<video autoplay onplay='{RUNS}'><source onerror='{RUNS}'></video>",
    f"<audio src=x onerror='{RUNS}'></audio>",
    f"<marquee onstart='{RUNS}'>x</marquee>",
    f"<body onload='{RUNS}' background='{OUT}'>x</body>",
    f"<style>@import '{OUT}'; * {{ background: url({OUT}) }}</style>",
    f"<div style=\"background:url('{OUT}');position:fixed;inset:0;z-index:9999\">over everything</div>",
    f"<link rel=stylesheet href='{OUT}'><link rel=prefetch href='{OUT}'>",
    f"<meta http-equiv=refresh content='0;url={OUT}'>",
    f"<base href='{OUT}'><a href='x'>x</a>",
    f"<img src='{OUT}' width=1 height=1><img srcset='{OUT} 2x'><picture><source srcset='{OUT}'><img></picture>",
    f"<input type=image src='{OUT}' onerror='{RUNS}'>",
    f"<table background='{OUT}'><td background='{OUT}'>x</td></table>",
    f"<noscript><p title='</noscript><img src=x onerror={RUNS}>'></noscript>",
    f"<template><script>{RUNS}</script></template><xmp><script>{RUNS}</script></xmp>",
    f"<!--[if mso]><script>{RUNS}</script><![endif]--><!--><img src=x onerror={RUNS}>-->",
    f"</div></body></html><script>{RUNS}</script>",
    f"<a ping='{OUT}' href='https://www.maison-perle.example/'>x</a>",
    f"<select><style></select><img src=x onerror={RUNS}></style>",
    "<p id='desk' class='talk' data-act='take' hx-get='/console/sign-out' hx-trigger='load'>x</p>",
    f"<img src='cid:x' onerror='{RUNS}'><img src='cid:\"onerror={RUNS} x'>",
    f"<textarea></textarea><title></title><plaintext><script>{RUNS}</script>",
]


@pytest.fixture(scope="module")
def mails() -> Iterator[MailDesk]:
    with MailDesk().open() as it:
        yield it


@pytest.fixture(scope="module")
def conversation(mails: MailDesk) -> int:
    """One conversation into which all of them have come: in the body, the subject, the sender's name and a file's name."""
    first = mails.writes("Bonjour", subject="Le premier")
    conversation = mails.conversation_of("Le premier")
    for n, markup in enumerate(MARKUP):
        name = markup.replace("\n", " ").replace('"', "")[:60]
        mails.writes(
            f"{markup}\n\nsuite {n}",
            subject=f"{markup[:100]} {n}",
            sender=f'"{name}" <camille@courriel.example>',
            html=f"<p>suite {n}</p>{markup}",
            answers=first,
            files=()
            if n % 6
            else ((f"{name[:40]}.txt", "text/plain", markup.encode()), (f"{n}.html", "text/html", b"x")),
        )
    agent = mails.desk.agent("referent")

    def all_there() -> bool | None:
        _status, told = agent.ask("GET", f"/console/c/{conversation}/entries?after=0")
        return sum(it["kind"] == "message" for it in told["entries"]) > len(MARKUP) or None

    wait_for(all_there, 60)
    return conversation


def asked_outside(page: Page) -> list[str]:
    """Addresses that the page asks for, and that are not ours."""
    asked: list[str] = []
    page.on(
        "request",
        lambda it: asked.append(it.url) if not it.url.startswith(("http://127.0.0.1", "data:", "blob:")) else None,
    )
    return asked


def test_nothing_that_came_by_mail_runs_at_the_desk(browser: Browser, mails: MailDesk, conversation: int) -> None:
    """A1, threats 11 and 12: neither in the thread, nor as it was written, nor with its pictures; nobody outside is asked."""
    page = console_of(browser, mails.desk, mails.desk.agent("referent"))
    watch, outside = Watch(page), asked_outside(page)
    page.goto(f"{mails.desk.url}/console/c/{conversation}?view=all")
    expect(page.locator(".thread li.said.visitor")).to_have_count(len(MARKUP) + 1)
    buttons = page.get_by_role("button", name="Show as written")
    shown = buttons.count()
    assert shown > len(MARKUP) * 0.6, "most of them have a form to be shown"
    page.evaluate("document.querySelectorAll('.mail-acts button').forEach((it) => it.click())")
    expect(page.locator("iframe.mail-written")).to_have_count(shown)
    page.evaluate("document.querySelectorAll('iframe.mail-written').forEach((it) => { it.loading = 'eager' })")
    page.wait_for_load_state("networkidle")
    watch.expect_peace()
    assert outside == []
    page.context.close()


def test_the_pages_of_mail_show_only_text(browser: Browser, mails: MailDesk, conversation: int) -> None:
    """A1: subjects and senders in the lists, what a mail says, and its own form on a page of its own."""
    page = console_of(browser, mails.desk, mails.desk.agent("referent"))
    watch, outside = Watch(page), asked_outside(page)
    for address in ("/console/mail?state=all", "/console/?view=all", "/console/search?q=suite"):
        page.goto(mails.desk.url + address)
        watch.expect_peace()
    page.goto(f"{mails.desk.url}/console/mail?state=all")
    first = page.locator(".mail-table a").first.get_attribute("href") or ""
    newest = int(first.rsplit("/", 1)[1])
    for number in range(newest, newest - 3, -1):
        page.goto(f"{mails.desk.url}/console/mail/{number}")
        expect(page.locator("[data-mail-words]")).to_contain_text("suite")
        page.goto(f"{mails.desk.url}/console/mail/{number}/written?pictures=1")
        watch.expect_peace()
    assert outside == []
    page.context.close()
