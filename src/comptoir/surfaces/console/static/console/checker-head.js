// The line over what was found: how many and how firmly, in which language the text was read, and one press for all safe
// fixes. Said aloud politely, once the writer rests. On a phone what was found is folded to its number, and opens.

import { element } from "./element.js";
import { languageOf, keepLanguageOf } from "./checker-language.js";
import { strictness } from "./checker-spans.js";
import { say } from "./texts.js";

const SAID_AFTER = 1_000;

export class CheckerHead extends EventTarget {
  #box;
  #seen;
  #heard;
  #label;
  #choice;
  #all;
  #unfold;
  #conversation;
  #readInPart;
  #found = "";
  #speaking = 0;

  constructor(form, conversation, readInPart) {
    super();
    const box = form.querySelector(".checked");
    this.#box = box;
    this.#label = form.querySelector(".written-in");
    this.#seen = box.querySelector(".checked-seen");
    this.#heard = box.querySelector(".checked-heard");
    this.#choice = this.#label.querySelector("select");
    this.#all = box.querySelector("[data-all]");
    this.#unfold = box.querySelector("[data-unfold]");
    this.#conversation = conversation;
    this.#readInPart = readInPart;
    this.#choice.value = languageOf(conversation);
    this.#choice.addEventListener("change", () => this.#correct());
    this.#all.addEventListener("click", () => this.dispatchEvent(new Event("all")));
    this.#unfold.addEventListener("click", () => (this.isOpen = !this.isOpen));
  }

  set isShown(isShown) {
    this.#box.hidden = !isShown;
    this.#label.hidden = !isShown;
  }

  /** Whether all that was found is shown where there is little room; elsewhere it always is. */
  get isOpen() {
    return "open" in this.#box.dataset;
  }

  set isOpen(isOpen) {
    this.#box.toggleAttribute("data-open", isOpen);
    this.#unfold.setAttribute("aria-expanded", String(isOpen));
  }

  /** Whether there is so little room that it may be folded. */
  get isFolding() {
    return this.#unfold.checkVisibility();
  }

  /** The language that the writer says it is; "" while it is told from the text. */
  get language() {
    return this.#choice.value;
  }

  get found() {
    return this.#found;
  }

  /** The language in which the text was read. */
  set found(language) {
    this.#found = language;
    if (this.#choice.value) return;
    const own = this.#choice.querySelector(`[value="${language}"]`);
    this.#choice.options[0].textContent = own?.textContent ?? say("tell_language");
  }

  /** `counted` is left out where the button that unfolds them says it. */
  say(words, level = "off", counted = "") {
    this.#box.dataset.level = level;
    this.#seen.replaceChildren(counted && element("span.counted", {}, counted, " "), words);
    this.#seen.classList.toggle("only-counted", !words);
    const all = [counted, words].filter(Boolean).join(" ");
    clearTimeout(this.#speaking);
    // The same words are not said again: to put them there anew would be heard each time the writer rests.
    this.#speaking = setTimeout(() => this.#heard.textContent !== all && (this.#heard.textContent = all), SAID_AFTER);
  }

  draw(shown, { verdict, isAsked, safe }) {
    this.#all.hidden = safe === 0;
    this.#all.querySelector("span").textContent = say("fix_safe", { n: safe });
    this.#unfold.hidden = shown.length === 0;
    this.#unfold.querySelector("span").textContent = say("check_count", { n: shown.length });
    const level = shown.map((finding) => finding.level).reduce((one, other) => (strictness(other) > strictness(one) ? other : one), "off");
    if (verdict && !verdict.is_complete && !verdict.silent && !shown.length && this.#seen.textContent) return; // what was said stands for a moment more
    if (verdict) this.say(...this.#words(shown, { verdict, isAsked, level }));
    else if (!shown.length) this.say("");
  }

  #words(shown, { verdict, isAsked, level }) {
    const firmly = { forbid: "check_forbid", hold: "check_hold", confirm: isAsked ? "check_asked" : "check_confirm" }[level];
    const found = shown.length ? say("check_found", { n: shown.length }) : "";
    const clean = !shown.length && say("check_clean");
    const isWaiting = !verdict.is_complete && (verdict.silent || !shown.length); // else a sentence is read once more: no news
    const read = isWaiting ? [say("check_soon")] : [clean, verdict.silent, this.#readInPart[verdict.language]];
    return [[firmly && say(firmly), ...read].filter(Boolean).join(" "), level, firmly ? "" : found];
  }

  #correct() {
    keepLanguageOf(this.#conversation, this.#choice.value);
    this.dispatchEvent(new Event("language"));
  }
}
