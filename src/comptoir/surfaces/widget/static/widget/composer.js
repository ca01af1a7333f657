// Where the visitor writes: Enter sends, Shift+Enter makes a line; the draft outlives a reload; files come by pick, drop or paste.

import { el, icon } from "./elements.js";
import { Tip } from "./tip.js";
import { Tray } from "./tray.js";

const NEAR_BUDGET = 200;
const PAUSE = 4_000;

export class Composer {
  #widget;
  #talk;
  #tray;
  #text;
  #send;
  #budget = el("p", { className: "budget", role: "status" });
  #trouble = el("p", { className: "trouble", role: "alert" });
  #pause = 0;

  constructor(widget, talk) {
    this.#widget = widget;
    this.#talk = talk;
    const { words, settings } = widget;
    const label = words.say("your_message");
    this.#tray = new Tray(widget, talk, { changed: () => this.#weigh(), refused: (why) => this.#say(why) });
    const writing = { rows: 1, spellcheck: "true", lang: settings.language };
    this.#text = el("textarea", { ...writing, "aria-label": label, placeholder: label });
    this.#text.value = this.#drafts[talk.id] ?? "";
    this.#text.oninput = () => this.#wrote();
    this.#text.onkeydown = (event) => this.#hearKey(event);
    this.#text.onpaste = (event) => this.#paste(event);
    this.#send = el("button", { type: "submit", className: "send", "aria-label": words.say("send") }, icon("send"));
    const line = el("div", { className: "line" }, settings.files && this.#tray.picker, this.#text, this.#send);
    this.element = el("form", { className: "composer", onsubmit: (event) => (event.preventDefault(), this.#post()) });
    this.element.append(new Tip(widget).element, this.#trouble, this.#tray.element, this.#budget, line);
    this.#weigh();
  }

  get isWriting() {
    return Boolean(this.#text.value.trim());
  }

  focus() {
    this.#text.focus({ preventScroll: true });
  }

  /** Files may be dropped anywhere on `place`; a message taken back for editing comes here too. */
  takeDropsOn(place) {
    if (this.#widget.settings.files) this.#tray.takeDropsOn(place);
    place.addEventListener("take-back", ({ detail: post }) => {
      this.#text.value = [post.body, this.#text.value].filter(Boolean).join("\n");
      this.#tray.takeBack(post.files);
      this.#wrote();
      this.focus();
    });
  }

  leave() {
    clearTimeout(this.#pause);
    this.#talk.typing(false);
    this.#tray.leave();
  }

  apologise() {
    this.#say(this.#widget.words.say("not_done_try_again"));
  }

  get #drafts() {
    return this.#widget.memory.own.drafts ?? {};
  }

  #wrote() {
    this.#widget.memory.keep({ drafts: { ...this.#drafts, [this.#talk.id]: this.#text.value } });
    this.#say("");
    this.#weigh();
    clearTimeout(this.#pause);
    if (!this.isWriting) return this.#talk.typing(false);
    this.#talk.typing(true);
    this.#pause = setTimeout(() => this.#talk.typing(false), PAUSE);
  }

  #post() {
    const body = this.#text.value.trim();
    if (this.#send.getAttribute("aria-disabled") === "true") return;
    this.#talk.say(body, this.#tray.take());
    this.#text.value = "";
    clearTimeout(this.#pause);
    this.#wrote();
    this.focus();
  }

  /** What can be sent is bounded, and said when one comes near. */
  #weigh() {
    const { words, settings } = this.#widget;
    const left = settings.body_largest - [...this.#text.value].length;
    this.#budget.textContent = left > NEAR_BUDGET ? "" : words.say(left < 0 ? "too_long" : "characters_left", { count: Math.abs(left) });
    this.#budget.classList.toggle("is-over", left < 0);
    const isEmpty = !this.isWriting && !this.#tray.count;
    this.#send.setAttribute("aria-disabled", String(isEmpty || left < 0 || this.#tray.isBusy));
    if (CSS.supports("field-sizing", "content")) return;
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }

  #hearKey(event) {
    const makesLine = event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || makesLine) return;
    event.preventDefault();
    this.#post();
  }

  #paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || !this.#widget.settings.files) return;
    event.preventDefault();
    this.#tray.add(files);
  }

  #say(words) {
    this.#trouble.textContent = words;
  }
}
