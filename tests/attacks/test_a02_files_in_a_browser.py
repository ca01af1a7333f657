"""Attack A2: script in files, in real Chromium: opened at their addresses, and put into a page in every way that there is."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, Response

from tests.attacks.stage import Watch, console_of
from tests.attacks.test_a02_a03_a15_files import POLYGLOTS
from tests.attacks.test_a05_leaks_in_real_time import ACCOUNT, in_charge, leave
from tests.live import SITE, LiveAgent, LiveDesk, LiveVisitor

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

EMBEDDED = """<!doctype html><title>x</title><body><script>
for (const url of {urls}) for (const [name, from] of [["script", "src"], ["link", "href"], ["iframe", "src"],
    ["object", "data"], ["embed", "src"], ["img", "src"]]) {{
  const it = document.createElement(name);
  if (name === "link") it.rel = "stylesheet";
  it[from] = url;
  document.body.append(it);
}}
for (const url of {urls}) import(url).catch(() => 0);
</script>"""

FORM = {"Content-Type": "multipart/form-data; boundary=edge"}


@pytest.fixture
def talk(desk: LiveDesk) -> Iterator[tuple[LiveVisitor, LiveAgent]]:
    """A visitor and the advisor who answers them."""
    visitor = desk.visitor(page=ACCOUNT)
    visitor.come()
    yield visitor, in_charge(desk, visitor)
    leave(visitor)


@pytest.fixture
def files(desk: LiveDesk, talk: tuple[LiveVisitor, LiveAgent]) -> dict[str, str]:
    """Files of the conversation by key: polyglots that were taken, and worse ones that slipped past all checks."""
    visitor, _agent = talk
    taken = {}
    for name, (content, _is_shown) in POLYGLOTS.items():
        status, answer = visitor.ask("POST", f"{of(visitor)}/files", form_with("a.html", content), **FORM)
        assert status == 201, answer
        taken[answer["key"]] = name
    return taken | json.loads(desk.run("tests.attacks.planting", str(visitor.c)))


def of(visitor: LiveVisitor) -> str:
    return f"/widget/{visitor.shop}/conversations/{visitor.c}"


def form_with(name: str, content: bytes) -> bytes:
    """The body of a form with one file."""
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    return head.encode() + b"Content-Type: text/html\r\n\r\n" + content + b"\r\n--edge--\r\n"


def addresses(desk: LiveDesk, visitor: LiveVisitor, files: dict[str, str]) -> dict[str, str]:
    """Every address at which the files can be had, by the visitor and by the agent."""
    found = {}
    for key, name in files.items():
        found[desk.url + visitor.of_mine("GET", f"/files/{key}/address")[1]["url"]] = name
        found[f"{desk.url}/console/c/{visitor.c}/files/{key}"] = name
    return found


def test_a_file_that_is_opened_does_not_run(
    browser: Browser, desk: LiveDesk, talk: tuple[LiveVisitor, LiveAgent], files: dict[str, str]
) -> None:
    """Attack A2: it is shown as a picture in a sandbox, or saved; whatever it says of itself, and wherever it came in."""
    visitor, agent = talk
    page = console_of(browser, desk, agent)
    watch = Watch(page)

    for url, name in addresses(desk, visitor, files).items():
        answer = opened(page, url)
        if answer is None:
            continue
        assert answer.status == 200, name
        assert answer.headers["content-type"].startswith("image/"), name
        assert page.evaluate("document.contentType").startswith("image/"), name
        watch.expect_nothing_ran()
    page.context.close()


def opened(page: Page, url: str) -> Response | None:
    """The document at the address, or nothing when the browser saves it instead."""
    try:
        return page.goto(url)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
    return None


@pytest.mark.parametrize("where", ["the shop's page", "a page of the desk's own origin"])
def test_a_file_that_is_put_into_a_page_does_not_run(
    browser: Browser, desk: LiveDesk, talk: tuple[LiveVisitor, LiveAgent], files: dict[str, str], where: str
) -> None:
    """Attack A2: neither as script, style, frame, object nor module, not even where no other policy holds."""
    visitor, agent = talk
    page = console_of(browser, desk, agent)
    page.context.grant_permissions(["local-network-access"])
    watch = Watch(page)
    place = SITE if where == "the shop's page" else desk.url
    urls = list(addresses(desk, visitor, files))
    hostile = EMBEDDED.format(urls=json.dumps(urls))
    page.context.route(f"{place}/hostile", lambda route: route.fulfill(body=hostile, content_type="text/html"))

    page.goto(f"{place}/hostile")
    page.wait_for_load_state("networkidle")

    watch.expect_nothing_ran()
    page.context.close()
