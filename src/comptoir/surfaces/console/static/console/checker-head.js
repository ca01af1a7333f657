// The line over what was found: how many and how firmly, in which language the text was read, and one press for all safe
// fixes. Said aloud politely, once the writer rests.

import { languageOf, keepLanguageOf } from "./checker-language.js";
import { say } from "./texts.js";

const SAID_AFTER = 1_000;

export class CheckerHead extends EventTarget {
  #box;
  #seen;
  #heard;
  #label;
  #choice;
  #all;
  #conversation;
  #found = "";
  #speaking = 0;

  constructor(form, conversation) {
    super();
    const box = form.querySelector(".checked");
    this.#box = box;
    this.#label = form.querySelector(".written-in");
    this.#seen = box.querySelector(".checked-seen");
    this.#heard = box.querySelector(".checked-heard");
    this.#choice = this.#label.querySelector("select");
    this.#all = box.querySelector("[data-all]");
    this.#conversation = conversation;
    this.#choice.value = languageOf(conversation);
    this.#choice.addEventListener("change", () => this.#correct());
    this.#all.addEventListener("click", () => this.dispatchEvent(new Event("all")));
  }

  set isShown(isShown) {
    this.#box.hidden = !isShown;
    this.#label.hidden = !isShown;
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

  say(words, level = "off") {
    this.#box.dataset.level = level;
    this.#seen.textContent = words;
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => (this.#heard.textContent = words), SAID_AFTER);
  }

  draw(shown, { verdict, isAsked, safe }) {
    this.#all.hidden = safe === 0;
    this.#all.querySelector("span").textContent = say("fix_safe", { n: safe });
    const level = shown.length ? (verdict?.level ?? "hint") : "off";
    if (verdict) this.say(this.#words(shown, verdict, isAsked), level);
    else if (!shown.length) this.say("");
  }

  #words(shown, verdict, isAsked) {
    const level = { forbid: "check_forbid", hold: "check_hold", confirm: isAsked ? "check_asked" : "check_confirm" }[verdict.level];
    const found = shown.length ? say("check_found", { n: shown.length }) : "";
    const end = verdict.is_complete ? (shown.length ? verdict.silent : `${say("check_clean")} ${verdict.silent ?? ""}`) : say("check_soon");
    return [level ? say(level) : found, end].filter(Boolean).join(" ");
  }

  #correct() {
    keepLanguageOf(this.#conversation, this.#choice.value);
    this.dispatchEvent(new Event("language"));
  }
}
