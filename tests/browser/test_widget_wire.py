"""The browser half of the wire: a socket that comes back, a stream without gaps, an outbox that loses nothing.

Real Chromium runs the modules as they are served; the socket is held by the test, and so is the page's clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from comptoir.surfaces.widget.texts import texts
from tests.browser.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SURFACES = Path(__file__).parents[2] / "src/comptoir/surfaces"
SHOP = "https://shop.example"

HELD_SOCKET = """
window.sockets = [];
window.WebSocket = class {
  static OPEN = 1;
  constructor(url) { this.url = url; this.sent = []; this.readyState = 0; sockets.push(this); }
  send(text) { this.sent.push(JSON.parse(text)); }
  close() { this.readyState = 3; this.isClosed = true; }
  welcome(frame = {}) { this.readyState = 1; this.onopen?.({}); this.say({ t: "welcome", ...frame }); }
  say(frame) { this.onmessage?.({ data: JSON.stringify(frame) }); }
  cut(code = 1006) { this.readyState = 3; this.onclose?.({ code }); }
};
window.last = () => sockets.at(-1);
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time=1_800_000_000)
    page.add_init_script(HELD_SOCKET)
    context.route(f"{SHOP}/**", _serve)
    page.goto(SHOP)
    yield page
    context.close()


def _serve(route: Route) -> None:
    name = route.request.url.removeprefix(f"{SHOP}/")
    path = SURFACES / name.split("/")[0] / "static" / name
    if path.suffix == ".js":
        route.fulfill(path=path, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>A shop</title>", content_type="text/html")


def begin(page: Page) -> None:
    """Open a connection with a stream and an outbox on it, as `desk` in the page, with what was heard in `heard`."""
    page.evaluate(
        """async () => {
          const [{ Connection }, { Stream }, { Outbox }] = await Promise.all(
            ["connection", "stream", "outbox"].map((name) => import(`/gateway/${name}.js`)));
          const connection = new Connection("wss://desk.example/ws", () => ({ t: "hello" }));
          const stream = new Stream((seq) => connection.send({ t: "after", seq }));
          window.byHttp = [];
          const outbox = new Outbox({ place: "comptoir:shop:12:", connection, byHttp: async (frame) => window.answerHttp(frame) });
          window.answerHttp = (frame) => { byHttp.push(frame); return { seq: 90 + byHttp.length, at: "now" }; };
          window.heard = [];
          for (const name of ["welcome", "frame", "down", "over"])
            connection.addEventListener(name, (event) => heard.push([name, event.detail]));
          window.desk = { connection, stream, outbox };
          connection.open();
        }"""
    )


def sent(page: Page) -> list[dict[str, Any]]:
    return page.evaluate("last().sent")


def test_a_lost_socket_is_dialled_again_with_waits_that_grow_and_are_bounded(page: Page) -> None:
    """G8: a restart of the desk makes clients return, spread over time."""
    begin(page)
    page.evaluate("last().welcome()")
    for _ in range(9):
        page.evaluate("last().cut(1012)")
        page.clock.run_for(46_000)
    waits = page.evaluate("heard.filter(([name]) => name === 'down').map(([, detail]) => detail.wait)")
    assert len(waits) >= 9
    for turn, wait in enumerate(waits):
        usual = min(500 * 2**turn, 30_000)
        assert usual * 0.5 <= wait <= usual * 1.5


def test_a_half_open_socket_is_found_within_30_seconds(page: Page) -> None:
    """G8: a socket that looks open and carries nothing any more is given up and dialled anew."""
    begin(page)
    page.evaluate("last().welcome()")
    page.clock.run_for(13_000)
    assert sent(page)[-1] == {"t": "ping"}
    page.evaluate("last().say({t: 'pong'})")
    page.clock.run_for(17_000)
    assert page.evaluate("sockets.length") == 1, "it answered, so it lives"
    page.clock.run_for(13_000)
    assert page.evaluate("sockets[0].isClosed && sockets.length === 2")


def test_a_page_that_comes_back_dials_at_once(page: Page) -> None:
    begin(page)
    page.evaluate("last().welcome(); last().cut(); heard.length = 0; dispatchEvent(new Event('online'))")
    assert page.evaluate("sockets.length") == 2


def test_somebody_who_is_not_allowed_is_not_dialled_for_again(page: Page) -> None:
    begin(page)
    page.evaluate("last().cut(4403)")
    page.clock.run_for(120_000)
    assert page.evaluate("sockets.length") == 1
    assert page.evaluate("heard.at(-1)") == ["over", {"code": 4403}]


def test_an_entry_that_comes_early_waits_for_those_before_it(page: Page) -> None:
    """G8: the thread is always in order, and a gap asks for what is missing, once."""
    begin(page)
    page.evaluate("last().welcome()")
    assert page.evaluate(
        """() => {
          const { stream } = desk, orders = [];
          stream.addEventListener("change", () => orders.push(stream.entries.map((entry) => entry.seq)));
          stream.start({ entries: [{ seq: 1 }], first_seq: 1, last_seq: 1, state: { status: "waiting" }, people: {} });
          stream.hear({ t: "entry", entry: { seq: 4, state: { status: "closed" } } });
          stream.hear({ t: "entry", entry: { seq: 3 } });
          stream.hear({ t: "entries", entries: [{ seq: 2, state: { status: "active" } }, { seq: 3 }], state: { status: "active" }, more: false });
          stream.hear({ t: "entry", entry: { seq: 2 } });
          return [orders.at(-1), stream.state.status, orders.length];
        }"""
    ) == [[1, 2, 3, 4], "closed", 2]
    assert sent(page)[1:] == [{"t": "after", "seq": 1}]


def test_however_frames_come_the_thread_ends_as_a_fresh_snapshot_says(page: Page) -> None:
    """G8: late, twice, out of order or lost on the way, with answers that were read at any moment: nobody's thread differs."""
    begin(page)
    assert page.evaluate(RANDOM_STORIES) == []


RANDOM_STORIES = """async () => {
  const { Stream } = await import("/gateway/stream.js");
  let seed = 20261201;
  const upTo = (most) => (seed = (seed * 48271) % 2147483647) % most;
  const wrong = [];
  for (let story = 0; story < 400; story++) {
    const told = [], states = [{ status: "waiting", team_read: 0 }];
    const stateAt = (seq) => states[seq];
    const asked = [];
    const stream = new Stream((seq) => asked.push(seq));
    const write = () => {
      const seq = told.length + 1, state = upTo(3) ? undefined : { status: "s" + upTo(9) };
      told.push({ seq, client_id: "c" + seq, ...(state && { state }) });
      states.push({ ...states.at(-1), ...state, team_read: upTo(seq + 1) > states.at(-1).team_read ? seq : states.at(-1).team_read });
    };
    const answer = (after, at) => {
      const entries = told.slice(after, Math.min(at, after + 3));
      return { t: "entries", entries, state: stateAt(at), more: after + entries.length < at, people: {} };
    };
    for (let n = upTo(5); n--; ) write();
    stream.start({ entries: [...told], first_seq: 1, last_seq: told.length, state: stateAt(told.length), people: {} });
    const onTheWay = [];
    for (let step = 0; step < 30; step++) {
      if (upTo(2)) { write(); if (upTo(4)) onTheWay.push({ t: "entry", entry: told.at(-1) }); }
      if (asked.length && upTo(2)) { const after = asked.shift(); onTheWay.push(answer(after, Math.max(after, told.length - upTo(3)))); }
      if (onTheWay.length && upTo(3)) stream.hear(onTheWay.splice(upTo(onTheWay.length), 1)[0]);
      if (!upTo(6) && told.length) stream.hear({ t: "entry", entry: told[upTo(told.length)] });
      const order = stream.entries.map((entry) => entry.seq).join();
      if (order !== told.slice(0, stream.lastSeq).map((entry) => entry.seq).join()) wrong.push([story, "order", order]);
      if (stream.state.status !== stateAt(stream.lastSeq).status) wrong.push([story, step, "status", stream.state.status]);
    }
    let after = stream.resumePoint(), last;
    do { last = answer(after, told.length); stream.hear(last); after = stream.resumePoint(); } while (last.more);
    if (stream.lastSeq !== told.length) wrong.push([story, "end", stream.lastSeq, told.length]);
    if (JSON.stringify(Object.entries(stream.state).sort()) !== JSON.stringify(Object.entries(stateAt(told.length)).sort()))
      wrong.push([story, "state", stream.state, stateAt(told.length)]);
  }
  return wrong.slice(0, 5);
}"""


def test_a_state_that_was_read_before_what_we_know_changes_nothing_but_grows_marks(page: Page) -> None:
    begin(page)
    assert page.evaluate(
        """() => {
          const { stream } = desk;
          stream.start({ entries: [], first_seq: 1, last_seq: 0, state: { status: "waiting", team_read: 0 }, people: {} });
          stream.resumePoint();
          stream.hear({ t: "entry", entry: { seq: 1, state: { status: "active" } } });
          stream.hear({ t: "entries", entries: [], state: { status: "waiting", team_read: 1 }, more: false });
          stream.hear({ t: "state", state: { team_read: 0 } });
          return stream.state;
        }"""
    ) == {"status": "active", "team_read": 1}


def test_a_post_is_resent_under_the_same_client_id_until_it_is_acknowledged(page: Page) -> None:
    """G8: every resend is one message; the text outlives the page that it was written in."""
    begin(page)
    page.evaluate("last().welcome(); desk.outbox.add({ body: 'Bonjour' }); desk.outbox.add({ body: 'Une bague' })")
    first = sent(page)[-1]
    assert (first["t"], first["body"]) == ("post", "Bonjour"), "one at a time, so that the order holds"
    page.reload()
    begin(page)
    page.evaluate("last().welcome()")
    assert sent(page)[-1] == first
    page.evaluate(
        f"desk.outbox.hear({json.dumps({'t': 'ack', 'client_id': first['client_id'], 'seq': 3, 'at': 'now'})})"
    )
    assert sent(page)[-1]["body"] == "Une bague"
    assert page.evaluate("desk.outbox.posts.map((post) => post.state)") == ["stored", "waiting"]
    page.evaluate(f"desk.outbox.settle([{{ seq: 3, client_id: '{first['client_id']}' }}])")
    assert page.evaluate("desk.outbox.posts.map((post) => post.body)") == ["Une bague"]


def test_a_post_goes_by_http_when_the_socket_has_been_down_for_3_seconds(page: Page) -> None:
    begin(page)
    page.evaluate("last().welcome(); last().cut(); desk.outbox.add({ body: 'Bonjour' })")
    page.evaluate("WebSocket.prototype.welcome = null")
    page.clock.run_for(2_000)
    assert page.evaluate("byHttp.length") == 0
    page.clock.run_for(3_000)
    assert page.evaluate("byHttp.map((frame) => frame.body)") == ["Bonjour"]
    assert page.evaluate("desk.outbox.posts[0].state") == "stored"
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_refusal_surfaces_with_its_words_and_the_text_stays(page: Page) -> None:
    begin(page)
    page.evaluate("last().welcome(); window.post = desk.outbox.add({ body: 'x'.repeat(4001) })")
    page.evaluate(
        "desk.outbox.hear({ t: 'refused', client_id: post.client_id, code: 'message_too_long', message: 'Too long.' })"
    )
    page.reload()
    begin(page)
    kept = page.evaluate("desk.outbox.posts[0]")
    assert (kept["state"], kept["code"], kept["message"], len(kept["body"])) == (
        "refused",
        "message_too_long",
        "Too long.",
        4001,
    )


def test_a_desk_that_cannot_save_now_is_asked_again_and_the_order_holds(page: Page) -> None:
    """G8: fail closed. No acknowledgement, the text stays and goes out when the store is back."""
    begin(page)
    page.evaluate("last().welcome(); window.post = desk.outbox.add({ body: 'one' }); desk.outbox.add({ body: 'two' })")
    page.evaluate("desk.outbox.hear({ t: 'refused', client_id: post.client_id, code: 'unavailable' })")
    assert page.evaluate("desk.outbox.posts.map((post) => post.state)") == ["waiting", "waiting"]
    page.clock.run_for(9_000)
    assert [frame["body"] for frame in sent(page) if frame["t"] == "post"] == ["one", "one"]


def test_a_post_of_another_tab_is_shown_and_delivered_from_here_when_it_has_stood(page: Page) -> None:
    begin(page)
    page.evaluate("last().welcome()")
    other = page.context.new_page()
    other.goto(SHOP)
    other.evaluate(
        """() => localStorage.setItem("comptoir:shop:12:abc",
             JSON.stringify({ client_id: "abc", body: "Bonjour", files: [], at: 1_800_000_000_000, state: "waiting" }))"""
    )
    wait_until(page, "desk.outbox.posts.length === 1")
    assert sent(page)[-1]["t"] != "post"
    page.clock.run_for(17_000)
    assert sent(page)[-1]["body"] == "Bonjour"


@pytest.mark.parametrize(
    ("language", "monday", "far"),
    [
        ("en", "Monday at 08:00", "on 1 February at 08:00"),
        ("fr", "lundi à 08:00", "le 1er février à 08:00"),
        ("ro", "luni la 08:00", "pe 1 februarie la 08:00"),
        ("pt", "segunda-feira às 08:00", "a 1 de fevereiro às 08:00"),
    ],
)
def test_the_visitor_reads_when_somebody_answers_again_as_people_say_it(
    page: Page, language: str, monday: str, far: str
) -> None:
    """A2: the page's clock stands at a Friday in January."""
    with translation.override(language):
        settings = {"language": language, "texts": texts()}
    said = page.evaluate(
        """async (settings) => {
          const { Words } = await import("/widget/words.js");
          return ["2027-01-18T08:00:00", "2027-02-01T08:00:00"].map((at) => new Words(settings).when(at));
        }""",
        settings,
    )
    assert said == [monday, far]
