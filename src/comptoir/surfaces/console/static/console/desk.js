// The agent's socket: one for the page. Every frame becomes an event of its name, with the frame as `detail`.
//
//   desk.addEventListener("offer", (event) => event.detail.offer)
//   desk.watch(12, stream)   desk.unwatch(12)   desk.isUp
//   desk.say("missed")       what was told may not have been heard: after a new line ("up"), and while the desk itself cannot
//                            hear (a "resync" of nothing in particular); whoever shows something asks for it again
//   desk.send(frame)         what concerns a conversation leaves only once the desk has let us watch it; tells whether it left

import { Connection } from "../gateway/connection.js";
import { facts } from "./facts.js";

class Desk extends EventTarget {
  #watched = new Map();
  #confirmed = new Set();
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

  #greet(frame) {
    this.#confirmed.clear();
    for (const [id, stream] of this.#watched) this.#ask(id, stream);
    this.#say("up", frame);
    this.#say("missed");
  }

  #ask(id, stream) {
    this.send({ t: "watch", c: id, after: stream.resumePoint() });
  }

  #hear(frame) {
    if (frame.t === "list") return frame.frames.forEach((one) => this.#hear(one));
    if (frame.t === "entries" && this.#watched.has(frame.c)) this.#confirmed.add(frame.c);
    if (frame.t === "resync" && !frame.c) return this.#catchUp();
    if (frame.t === "gone" || frame.t === "resync") this.#confirmed.delete(frame.c);
    this.#watched.get(frame.c)?.hear(frame);
    this.#say(frame.t, frame);
  }

  /** The processes of the desk do not hear each other, or did not: ask for all that is shown. */
  #catchUp() {
    for (const [id, stream] of this.#watched) this.#ask(id, stream);
    this.#say("missed");
  }

  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

export const desk = new Desk();
