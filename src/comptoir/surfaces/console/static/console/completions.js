// The list that opens while one writes: a sign opens it, arrows choose, Enter or Tab takes, Escape closes it until the sign is
// written anew. Each source says what opens it, finds its rows (now or later), draws one, and takes one:
//
//   { begun: /…(…)$/u, isOn, name, find(begun, signal) → rows or a promise of rows, option(row) → nodes, take(row, from, to) }

import { element } from "./element.js";
import { say } from "./texts.js";

const LOOKED_BACK = 120;

export class Completions {
  #text;
  #list;
  #heard;
  #sources;
  #source = null;
  #rows = [];
  #chosen = 0;
  #asked = new AbortController();
  #closedAt = -1;

  constructor(text, list, heard, sources) {
    this.#text = text;
    this.#list = list;
    this.#heard = heard;
    this.#sources = sources;
    text.addEventListener("input", () => this.#look());
    text.addEventListener("blur", () => setTimeout(() => this.#close(), 150));
    text.addEventListener("keydown", (event) => this.#rows.length && this.#press(event), { capture: true });
  }

  get isOpen() {
    return this.#rows.length > 0;
  }

  async #look() {
    this.#asked.abort();
    const found = this.#begun();
    if (!found) return (this.#closedAt = -1), this.#close();
    if (found.from === this.#closedAt) return this.#close();
    const asked = (this.#asked = new AbortController());
    const rows = await found.source.find(found.words, asked.signal).catch(() => []);
    if (asked.signal.aborted) return;
    this.#source = found.source;
    this.#rows = rows;
    this.#chosen = 0;
    this.#show();
  }

  /** Which source the words before the caret ask, what they say, and where the sign stands. */
  #begun() {
    const caret = this.#text.selectionStart;
    if (caret !== this.#text.selectionEnd) return null;
    const before = this.#text.value.slice(Math.max(0, caret - LOOKED_BACK), caret);
    for (const source of this.#sources) {
      const begun = source.isOn && source.begun.exec(before);
      if (begun) return { source, words: begun[1], from: caret - begun[1].length - 1 };
    }
    return null;
  }

  #show() {
    const isOpen = this.#rows.length > 0;
    this.#list.hidden = !isOpen;
    if (isOpen) this.#list.setAttribute("aria-label", say(this.#source.name));
    this.#list.replaceChildren(...this.#rows.map((row, at) => this.#option(row, at)));
    this.#heard.textContent = isOpen ? say("completions_found", { n: this.#rows.length, first: this.#list.firstChild.textContent }) : "";
    this.#mark();
  }

  #option(row, at) {
    const take = (event) => {
      event.preventDefault();
      this.#chosen = at;
      this.#take();
    };
    return element("li", { role: "option", id: `completion-${at}`, onmousedown: take }, this.#source.option(row));
  }

  #mark() {
    [...this.#list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === this.#chosen)));
    this.#list.children[this.#chosen]?.scrollIntoView({ block: "nearest" });
    if (this.#rows.length) this.#text.setAttribute("aria-activedescendant", `completion-${this.#chosen}`);
    else this.#text.removeAttribute("aria-activedescendant");
  }

  #press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#chosen = (this.#chosen + step + this.#rows.length) % this.#rows.length;
    else if (event.key === "Escape") this.#leave();
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) this.#take();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#mark();
  }

  #take() {
    const found = this.#begun();
    const row = this.#rows[this.#chosen];
    const source = this.#source;
    this.#close();
    if (found && row) source.take(row, found.from, this.#text.selectionStart);
  }

  #leave() {
    this.#closedAt = this.#begun()?.from ?? -1;
    this.#close();
  }

  #close() {
    if (!this.#rows.length && this.#list.hidden) return;
    this.#rows = [];
    this.#show();
  }
}
