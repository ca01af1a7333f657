// The lines beneath the words: a layer behind the text area that holds the same text in the same shape, unseen but for its
// underlines. It lies in the same cell of the same grid, with the same gutter for a scroll bar, so that its lines break where
// those of the text area break; it scrolls with it, and is no part of the page for those who listen to it.

import { element } from "./element.js";
import { kindOf } from "./checker-list.js";
import { segments } from "./checker-spans.js";

const ON_A_LAST_EMPTY_LINE = "\u200b"; // which has a height only when something stands on it

export class Marks {
  #text;
  #layer;
  #drawn = "";

  constructor(text) {
    this.#text = text;
    this.#layer = text.parentElement.querySelector(".marks");
    text.addEventListener("scroll", () => this.#follow(), { passive: true });
    new ResizeObserver(() => this.#follow()).observe(text);
  }

  /** Draw the lines of these findings; `chosen` is the one whose words stand out. */
  draw(findings, chosen) {
    const seen = JSON.stringify([this.#text.value, this.#text.lang, findings.map(({ id, level, clause, start, end }) => [id, level, clause, start, end]), chosen?.id]);
    if (seen === this.#drawn) return;
    this.#drawn = seen;
    this.#layer.lang = this.#text.lang;
    const pieces = segments(this.#text.value, findings).map((piece) => this.#piece(piece, chosen));
    this.#layer.replaceChildren(...pieces, this.#text.value.endsWith("\n") ? ON_A_LAST_EMPTY_LINE : "");
    this.#follow();
  }

  #piece({ text, finding }, chosen) {
    if (!finding) return text;
    return element(finding === chosen ? "mark.chosen" : "mark", { "data-level": kindOf(finding), "data-clause": finding.clause }, text);
  }

  #follow() {
    this.#layer.scrollTop = this.#text.scrollTop;
  }
}
