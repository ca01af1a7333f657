// The agent's socket: one for the page. Every frame becomes an event of its name, with the frame as `detail`.
//
//   desk.addEventListener("offer", (event) => event.detail.offer)
//   desk.watch(12, stream)   desk.unwatch(12)   desk.isWatching(12)   desk.isUp
//   event "watched"          the desk lets us watch a conversation (again): `detail.c`
//   event "missed"           something may have been told and not heard: before the line was up, or (a "resync" of nothing in
//                            particular) between the processes of the desk. Whoever shows something asks for it again
//   desk.send(frame)         what concerns a conversation leaves only once the desk has let us watch it; tells whether it left

import { Connection } from "../gateway/connection.js";
import { facts } from "./facts.js";

const SPREAD = 1_000;

class Desk extends EventTarget {
  #watched = new Map();
  #confirmed = new Set();
  #missed = 0;
  #wasUp = false;
  connection = new Connection(location.origin.replace(/^http/, "ws") + "/ws", () => ({ t: "hello", as: "agent" }));

  get isUp() {
    return this.connection.isUp;
  }

  open() {
    this.connection.addEventListener("frame", (event) => this.#hear(event.detail));
    this.connection.addEventListener("welcome", (event) => this.#greet(event.detail));
    this.connection.addEventListener("down", (event) => this.#say("down", event.detail));
    this.connection.addEventListener("over", () => location.assign(facts.sign_in));
    this.connection.open();
  }

  send(frame) {
    const needsWatch = frame.c && frame.t !== "watch" && frame.t !== "unwatch";
    return (!needsWatch || this.#confirmed.has(frame.c)) && this.connection.send(frame);
  }

  watch(id, stream) {
    this.#watched.set(id, stream);
    if (this.isUp) this.#ask(id, stream);
  }

  unwatch(id) {
    this.#confirmed.delete(id);
    if (this.#watched.delete(id)) this.send({ t: "unwatch", c: id });
  }

  isWatching(id) {
    return this.#watched.has(id);
  }

  #greet(frame) {
    this.#confirmed.clear();
    for (const [id, stream] of this.#watched) this.#ask(id, stream);
    this.#say("up", frame);
    this.#say("missed", { isFirst: !this.#wasUp });
    this.#wasUp = true;
  }

  #ask(id, stream) {
    this.send({ t: "watch", c: id, after: stream.resumePoint() });
  }

  #hear(frame) {
    if (frame.t === "list") return frame.frames.forEach((one) => this.#hear(one));
    if (frame.t === "resync" && !frame.c) return this.#catchUp();
    const isLetIn = frame.t === "entries" && this.#confirm(frame.c);
    if (frame.t === "gone" || frame.t === "resync") this.#confirmed.delete(frame.c);
    this.#watched.get(frame.c)?.hear(frame);
    this.#say(frame.t, frame);
    if (isLetIn) this.#say("watched", { c: frame.c });
  }

  #confirm(id) {
    if (!this.#watched.has(id) || this.#confirmed.has(id)) return false;
    this.#confirmed.add(id);
    return true;
  }

  /** The processes of the desk do not hear each other, or did not: ask for all that is shown. */
  #catchUp() {
    for (const [id, stream] of this.#watched) this.#ask(id, stream);
    // Everybody is told at the same moment; not everybody asks at the same moment.
    clearTimeout(this.#missed);
    this.#missed = setTimeout(() => this.#say("missed", { isFirst: false }), Math.random() * SPREAD);
  }

  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

export const desk = new Desk();
