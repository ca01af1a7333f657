// What is at hand while one writes: phrases after a slash, pages and articles after a number sign, and above the composer what
// could answer what the customer has just asked, with why. It is asked for after a message has come, and never holds one up.

import { ask, page } from "./ask.js";
import { element } from "./element.js";
import { habit, keepHabit } from "./preferences.js";
import { rewrite } from "./checker-writing.js";
import { say } from "./texts.js";
import { tellRefusal, toast } from "./toast.js";

const ASKED_AFTER = 120;
const LOOKED_AFTER = 400;
const WIDE = matchMedia("(min-width: 760px)");

/** Phrases, or pages and articles: what a sign opens in the composer. */
export class Knowledge {
  #text;
  #address;
  #sign;
  #put;
  begun;
  name;
  isOn = true;

  constructor(text, { id, sign, put }) {
    this.#text = text;
    this.#address = `/console/c/${id}/at-hand`;
    this.#sign = sign;
    this.#put = put;
    this.name = sign === "/" ? "completions_phrases" : "completions_pages";
    this.begun = new RegExp(`(?:^|\\s)${sign}([\\p{L}\\p{N}.'’_-]{0,30}(?: [\\p{L}\\p{N}'’_-]{1,30}){0,3})$`, "u");
  }

  async find(begun, signal) {
    await new Promise((resolve) => setTimeout(resolve, ASKED_AFTER));
    if (signal.aborted) return [];
    const query = new URLSearchParams({ sign: this.#sign, q: begun });
    return (await ask(`${this.#address}/completions?${query}`, { signal })).rows;
  }

  option({ title, line, shortcut, language }) {
    const key = shortcut ? [element("kbd", {}, `/${shortcut}`)] : [];
    return [element("span.what", { lang: language }, element("b", {}, title), element("span.quiet.small", {}, line)), ...key];
  }

  take({ kind, id }, from, to) {
    this.#put(`${this.#address}/${kind}/${id}`, from, to).catch(tellRefusal);
  }
}

/** Put a phrase or an address into the text, in the place of what stands from there to there; its first gap is chosen. */
export async function putIn(text, gaps, address, from, to) {
  const before = text.value;
  const { text: words, gaps: left } = await ask(address, { post: {} });
  if (!text.isConnected) return;
  // Whoever has written on meanwhile is not written over.
  const [start, end] = text.value === before ? [from, to] : [text.selectionEnd, text.selectionEnd];
  rewrite(text, start, end, words);
  text.focus();
  text.setSelectionRange(start + words.length, start + words.length);
  gaps.look();
  if (left.length) gaps.next(start);
}

/** The panel above the composer. */
export class AtHand {
  #panel;
  #address;
  #text;
  #put;
  #later = 0;
  #isClosed = false;

  constructor(form, text, { id, put }) {
    this.#panel = form.querySelector(".at-hand");
    this.#address = `/console/c/${id}/at-hand`;
    this.#text = text;
    this.#put = put;
    this.#panel.open = WIDE.matches && habit("at_hand") === "shown";
    this.#panel.querySelector("summary").addEventListener("click", () => keepHabit("at_hand", this.#panel.open ? "folded" : "shown"));
    this.#panel.addEventListener("click", ({ target }) => this.#click(target));
    this.#panel.addEventListener("keydown", (event) => this.#press(event));
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#later);
  }

  /** Look again, a moment after the customer has written; or put it away where nothing may be answered. */
  refresh(isWanted) {
    clearTimeout(this.#later);
    if (!isWanted) return void (this.#panel.hidden = true);
    this.#later = setTimeout(() => this.#fetch().catch(() => {}), LOOKED_AFTER);
  }

  /** Open it with the first suggestion at hand; say so where there is none. */
  show() {
    if (this.#panel.hidden) return toast(say("completions_none"));
    this.#panel.open = true;
    this.#panel.querySelector(".suggestion")?.focus();
  }

  async #fetch() {
    const html = await page(this.#address);
    if (this.#isClosed) return;
    const box = this.#panel.querySelector("[data-suggestions]");
    const hadFocus = box.contains(document.activeElement);
    if (box.innerHTML !== html) box.innerHTML = html;
    const rows = box.querySelectorAll(".suggestion").length;
    this.#panel.hidden = !rows;
    this.#panel.querySelector("[data-many]").textContent = rows;
    if (hadFocus) (box.querySelector(".suggestion") ?? this.#text).focus();
  }

  #click(target) {
    const chosen = target.closest("[data-put-in]");
    const useless = target.closest("[data-no-help]");
    if (chosen) this.#take(chosen.dataset.putIn).catch(tellRefusal);
    if (useless) this.#teach(useless).catch(tellRefusal);
  }

  /** Behind what is written, on a line of its own where something stands. */
  async #take(what) {
    const end = this.#text.value.length;
    const isOwnLine = this.#text.value.trim() && !/\s$/u.test(this.#text.value);
    if (isOwnLine) rewrite(this.#text, end, end, "\n");
    await this.#put(`${this.#address}/${what}`, this.#text.value.length, this.#text.value.length);
  }

  async #teach(button) {
    await ask(`${this.#address}/${button.dataset.noHelp}/no-help`, { post: {} });
    const row = button.closest("li");
    (row.nextElementSibling ?? row.previousElementSibling)?.querySelector(".suggestion").focus();
    row.remove();
    if (!this.#panel.querySelector(".suggestion")) (this.#panel.hidden = true, this.#text.focus());
    toast(say("not_helpful_noted"));
  }

  #press(event) {
    const all = [...this.#panel.querySelectorAll(".suggestion")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = all.indexOf(document.activeElement?.closest("li")?.querySelector(".suggestion"));
    if (step && at >= 0) (event.preventDefault(), all[(at + step + all.length) % all.length].focus());
    if (event.key === "Escape") (event.preventDefault(), event.stopPropagation(), this.#text.focus());
  }
}
