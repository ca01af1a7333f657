// One conversation, alive: its stream, its outbox, the socket, and HTTP while the socket will not stand.
//
//   events  "change" (detail as of Stream), "outbox", "typing" ({ agent, on }), "queue" ({ position, wait }), "late" ({ offers }),
//           "link" (up or down), "over" (this browser is no longer known)

import { Connection } from "../gateway/connection.js";
import { Outbox } from "../gateway/outbox.js";
import { Stream } from "../gateway/stream.js";

const POLL_EVERY = 5_000;
const POLL_AFTER = 8_000;
const TYPING_EVERY = 3_000;
const ENTRY_WITHIN = 2_000;

export class Talk extends EventTarget {
  queue = null;
  late = null;
  #desk;
  #typedAt = 0;
  #readUpTo = 0;
  #poll;

  constructor({ desk, id, shop, place, snapshot = null }) {
    super();
    this.id = id;
    this.#desk = desk;
    this.connection = new Connection(desk.socket, () => this.#hello(shop));
    this.stream = new Stream((seq) => this.#ask(seq));
    this.outbox = new Outbox({ place: `${place}${id}:`, connection: this.connection, byHttp: (frame) => this.#postByHttp(frame) });
    this.#listen();
    if (snapshot) this.stream.start(snapshot);
    this.connection.open();
    this.#poll = setInterval(() => this.#catchUpByHttp(), POLL_EVERY);
  }

  get state() {
    return this.stream.state;
  }

  get isDown() {
    return !this.connection.isUp;
  }

  /** Whether somebody answers at once, or is being called to. */
  get isLive() {
    return Boolean(this.state.is_live) && this.state.status !== "closed";
  }

  get isWaiting() {
    return this.isLive && this.state.status === "waiting";
  }

  /** The member who answers now, or null. */
  get agent() {
    return this.stream.people[this.state.agent] ?? null;
  }

  say(body, files = []) {
    this.#typedAt = 0;
    return this.outbox.add({ body, files });
  }

  typing(on) {
    if (on && Date.now() - this.#typedAt < TYPING_EVERY) return;
    if (!on && !this.#typedAt) return;
    this.#typedAt = on ? Date.now() : 0;
    this.connection.send({ t: "typing", on });
  }

  /** The visitor has seen all there is. */
  read() {
    const seq = this.stream.lastSeq;
    if (seq <= Math.max(this.#readUpTo, this.state.visitor_read ?? 0)) return;
    this.#readUpTo = seq;
    if (!this.connection.send({ t: "read", seq })) this.#desk.read(this.id, seq).catch(() => (this.#readUpTo = 0));
  }

  unread() {
    const seen = this.state.visitor_read ?? 0;
    return this.stream.entries.filter((entry) => entry.seq > seen && entry.from !== "visitor" && entry.kind === "message").length;
  }

  async older() {
    const seq = this.stream.firstSeq;
    if (this.connection.send({ t: "before", seq })) return;
    this.stream.hear({ t: "older", ...(await this.#desk.before(this.id, seq)) });
  }

  /** Ask at once for what may have been missed, as after an act by HTTP. */
  async refresh() {
    const answer = await this.#desk.after(this.id, this.stream.resumePoint());
    this.stream.hear({ t: "entries", ...answer });
  }

  close() {
    clearInterval(this.#poll);
    this.connection.close();
    this.outbox.close();
  }

  #hello(shop) {
    const { token, language } = this.#desk;
    return { t: "hello", as: "visitor", shop, token, c: this.id, after: this.stream.resumePoint(), language };
  }

  #listen() {
    this.connection.addEventListener("welcome", ({ detail }) => this.#welcome(detail));
    this.connection.addEventListener("down", () => this.#tell("link"));
    this.connection.addEventListener("over", ({ detail }) => this.#tell("over", detail));
    this.connection.addEventListener("frame", ({ detail }) => this.#hear(detail));
    this.outbox.addEventListener("change", () => this.#tell("outbox"));
    this.stream.addEventListener("change", ({ detail }) => {
      this.outbox.settle(detail.added);
      this.#tell("change", detail);
    });
  }

  #welcome(frame) {
    this.stream.hear(frame);
    this.#tell("link");
    if (this.isWaiting) this.#askForTheWait();
  }

  async #askForTheWait() {
    const { position, wait, offers } = await this.#desk.wait(this.id).catch(() => ({}));
    if (position) this.#hear({ t: "queue", position, wait });
    if (offers?.length) this.#hear({ t: "late", offers });
  }

  #hear(frame) {
    if (frame.t === "queue" || frame.t === "late") this[frame.t] = frame;
    if (["typing", "queue", "late"].includes(frame.t)) return this.#tell(frame.t, frame);
    this.outbox.hear(frame);
    this.stream.hear(frame);
    if (frame.t === "ack") setTimeout(() => this.#expect(frame.seq), ENTRY_WITHIN);
  }

  /** What is acknowledged stands in the stream; if it has not come by itself, it is asked for. */
  #expect(seq) {
    if (seq > this.stream.lastSeq) this.#ask(this.stream.resumePoint());
  }

  #ask(seq) {
    if (!this.connection.send({ t: "after", seq })) this.#catchUpByHttp();
  }

  async #postByHttp(frame) {
    try {
      return await this.#desk.post(this.id, frame);
    } catch (refusal) {
      if (refusal.code === "token_not_valid") this.#tell("over", refusal);
      throw refusal.code === "unreachable" ? new Error("unreachable") : refusal;
    }
  }

  async #catchUpByHttp() {
    const { downSince } = this.connection;
    if (!downSince || document.hidden || Date.now() - downSince < POLL_AFTER) return;
    const after = this.stream.resumePoint();
    const answer = await (after < 0 ? this.#desk.snapshot(this.id) : this.#desk.after(this.id, after)).catch(() => null);
    if (answer && this.isDown) this.stream.hear({ t: "entries", ...answer });
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
