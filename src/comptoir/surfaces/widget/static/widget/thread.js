// The thread: what was said, in order, with what still waits to be sent at its end. Nodes stay where they are and are
// only added to, so that a screen reader hears each message once and nothing jumps.

import { announced } from "./announced.js";
import { el } from "./elements.js";
import { Said } from "./said.js";

const SAME_BREATH = 5 * 60_000;
const NEAR_END = 80;

export class Thread {
  #widget;
  #talk;
  #rows = new Map();
  #log;
  #older;
  #wasAtEnd = true;
  #height = 0;

  constructor(widget, talk, signal) {
    this.#widget = widget;
    this.#talk = talk;
    const { words } = widget;
    this.#older = el("button", { className: "link older", onclick: () => this.#scrollBack() }, words.say("show_older"));
    this.#log = el("div", { className: "log", role: "log", "aria-live": "polite", "aria-label": words.say("messages") });
    this.element = el("div", { className: "thread", tabIndex: 0 }, this.#older, this.#log);
    talk.addEventListener("change", ({ detail }) => this.#change(detail), { signal });
    talk.addEventListener("outbox", () => this.#draw(), { signal });
    // What arrives later, above or below, must not push the last words out of sight.
    const settled = new ResizeObserver(() => this.#settle());
    settled.observe(this.#log);
    settled.observe(this.element);
    // A scroll that comes of a new size is not the visitor's.
    this.element.onscroll = () => this.element.clientHeight === this.#height && (this.#wasAtEnd = this.#isAtEnd());
    this.#draw();
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  #settle() {
    this.#height = this.element.clientHeight;
    if (this.#wasAtEnd) this.toEnd();
  }

  #change({ added, isAnew }) {
    if (isAnew) this.#rows.clear();
    this.#draw();
    const mine = added.some((entry) => entry.from === "visitor");
    if (mine || isAnew || this.#wasAtEnd) this.toEnd();
  }

  #draw() {
    const { stream, outbox } = this.#talk;
    const shown = new Set(stream.entries.map((entry) => entry.client_id).filter(Boolean));
    const waiting = outbox.posts.filter((post) => !shown.has(post.client_id));
    const entries = [...stream.entries, ...waiting.map(asEntry)];
    // Only at the visitor's newest message is its state said in words that all can see.
    const newest = entries.findLast(({ from, kind }) => from === "visitor" && kind === "message");
    const nodes = [];
    let before = null;
    entries.forEach((entry, place) => {
      if (day(entry) !== day(before)) nodes.push(this.#row(`day ${day(entry)}`, () => this.#dayRow(entry)));
      const row = this.#row(entry.client_id ?? `seq ${entry.seq}`, () => this.#made(entry));
      const [isFirst, isLast] = [!follows(entry, before), !follows(entries[place + 1], entry)];
      row.said?.show(entry, { isFirst, isLast, isNewest: entry === newest });
      nodes.push(row);
      before = entry;
    });
    this.#arrange(nodes.map((row) => row.element));
    this.#older.hidden = !stream.hasOlder;
    if (this.#wasAtEnd) this.toEnd();
  }

  /** Put the nodes in order, touching only those that are new or have moved. */
  #arrange(elements) {
    const wanted = new Set(elements);
    for (const child of [...this.#log.children]) if (!wanted.has(child)) child.remove();
    elements.forEach((element, place) => {
      if (this.#log.children[place] !== element) this.#log.insertBefore(element, this.#log.children[place] ?? null);
    });
  }

  #row(key, make) {
    if (!this.#rows.has(key)) this.#rows.set(key, make());
    return this.#rows.get(key);
  }

  #made(entry) {
    if (entry.kind !== "message") return { element: announced(entry, this.#widget, this.#talk) };
    const said = new Said(entry, this.#widget, this.#talk);
    return { element: said.element, said };
  }

  #dayRow({ at }) {
    return { element: el("div", { className: "day" }, this.#widget.words.day(at)) };
  }

  async #scrollBack() {
    const height = this.element.scrollHeight;
    const arrived = () => (this.element.scrollTop += this.element.scrollHeight - height);
    this.#talk.stream.addEventListener("change", () => requestAnimationFrame(arrived), { once: true });
    await this.#talk.older().catch(() => {});
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }
}

function asEntry(post) {
  return { kind: "message", from: "visitor", at: post.at, body: post.body, files: post.files, client_id: post.client_id, post };
}

function day(entry) {
  return entry && new Date(entry.at).toDateString();
}

function follows(entry, before) {
  if (!entry || !before || entry.kind !== "message" || before.kind !== "message") return false;
  return entry.from === before.from && entry.agent === before.agent && new Date(entry.at) - new Date(before.at) < SAME_BREATH;
}
