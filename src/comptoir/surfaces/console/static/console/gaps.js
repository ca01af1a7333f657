// Gaps in an answer: variables of a phrase that nobody knows. They are marked, and Tab goes from one to the next. That none is
// sent unasked, the checker sees to.

import { element } from "./element.js";
import { say } from "./texts.js";

const GAP = /\{(customer\.first_name|agent\.name|agent\.note|shop\.name|order\.number|reference)\}/g;

export class Gaps {
  #text;
  #said;
  #layer = element("div.marks", { "aria-hidden": "true" });
  #drawn = "";

  constructor(text, said) {
    this.#text = text;
    this.#said = said;
    text.before(this.#layer);
    text.addEventListener("input", () => this.#draw());
    text.addEventListener("scroll", () => (this.#layer.scrollTop = text.scrollTop), { passive: true });
  }

  /** Look at what stands there now. */
  look() {
    this.#draw();
  }

  /** Choose the next gap, or the first one behind the end. Tells whether there is one. */
  next(from = this.#text.selectionEnd) {
    const gaps = this.#here();
    const gap = gaps.find(({ index }) => index >= from) ?? gaps[0];
    if (!gap) return false;
    this.#text.focus();
    this.#text.setSelectionRange(gap.index, gap.index + gap[0].length);
    return true;
  }

  #here() {
    return [...this.#text.value.matchAll(GAP)];
  }

  #draw() {
    const body = this.#text.value;
    if (body === this.#drawn) return;
    this.#drawn = body;
    const gaps = this.#here();
    this.#said.textContent = gaps.length ? say("gaps_here", { names: names(gaps) }) : "";
    this.#layer.replaceChildren(...(gaps.length ? pieces(body, gaps) : []));
    this.#layer.scrollTop = this.#text.scrollTop;
  }
}

function names(gaps) {
  return [...new Set(gaps.map(([, name]) => say(`gap_${name}`)))].join(", ");
}

function pieces(body, gaps) {
  let done = 0;
  const drawn = [];
  for (const gap of gaps) {
    drawn.push(body.slice(done, gap.index), element("mark", { "data-gap": gap[1] }, gap[0]));
    done = gap.index + gap[0].length;
  }
  return [...drawn, body.slice(done), body.endsWith("\n") ? "\u200b" : ""];
}
