// Who is typing: tells the others while I write, shows them while they do.

import { desk } from "./desk.js";
import { say } from "./texts.js";

const TELL_EVERY = 3_000;
const SHOWN_FOR = 6_000;

export class Typing {
  #id;
  #line;
  #nameOf;
  #me;
  #told = 0;
  #writers = new Map();
  #ears = new AbortController();

  constructor(id, line, { me, nameOf }) {
    this.#id = id;
    this.#line = line;
    this.#me = me;
    this.#nameOf = nameOf;
    desk.addEventListener("typing", (event) => event.detail.c === id && this.#hear(event.detail), { signal: this.#ears.signal });
    desk.addEventListener("entry", (event) => event.detail.c === id && this.#spoke(event.detail.entry), { signal: this.#ears.signal });
  }

  tell(isOn) {
    if (isOn && Date.now() - this.#told < TELL_EVERY) return;
    if (!isOn && !this.#told) return;
    this.#told = isOn ? Date.now() : 0;
    desk.send({ t: "typing", c: this.#id, on: isOn });
  }

  close() {
    this.tell(false);
    this.#ears.abort();
    this.#writers.forEach(clearTimeout);
  }

  #hear({ from, agent, on }) {
    if (from === "agent" && agent === this.#me) return;
    const who = from === "agent" ? agent : "visitor";
    clearTimeout(this.#writers.get(who));
    this.#writers.delete(who);
    if (on) this.#writers.set(who, setTimeout(() => this.#stop(who), SHOWN_FOR));
    this.#show();
  }

  #spoke(entry) {
    this.#stop(entry.from === "visitor" ? "visitor" : entry.agent);
  }

  #stop(who) {
    clearTimeout(this.#writers.get(who));
    if (this.#writers.delete(who)) this.#show();
  }

  #show() {
    const colleagues = [...this.#writers.keys()].filter((who) => who !== "visitor");
    const visitor = this.#writers.has("visitor") ? say("is_typing", { name: this.#nameOf("visitor") }) : "";
    const colleague = colleagues.length ? say("colleague_answering", { name: this.#nameOf(colleagues[0]) }) : "";
    this.#line.textContent = [colleague, visitor].filter(Boolean).join(" · ");
    this.#line.classList.toggle("warning", Boolean(colleague));
  }
}
