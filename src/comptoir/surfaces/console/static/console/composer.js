// The composer: white paper for the customer, yellow paper for the team, so that no note is ever sent by mistake.
// What was written stays until it is at the desk; what is refused comes back with the reason.

import { AtHand, Knowledge, putIn } from "./at-hand.js";
import { Attachments } from "./attachments.js";
import { Checker } from "./checker.js";
import { Completions } from "./completions.js";
import { draftOf, keepDraft } from "./draft.js";
import { Gaps } from "./gaps.js";
import { MailHead } from "./mail-to.js";
import { SideChoice } from "./case.js";
import { Mentions } from "./mentions.js";
import { habit } from "./preferences.js";
import { rewrite } from "./checker-writing.js";
import { say } from "./texts.js";

const WARN_AT = 200;

export class Composer extends EventTarget {
  #id;
  #form;
  #sheet;
  #text;
  #said;
  #send;
  #files;
  #mentions;
  #knowledge;
  #gaps;
  #atHand;
  #checker;
  #largest;
  #mail;
  #may = { answer: true, note: true };
  paper = "message";

  constructor(form, { id, address, limits, colleagues, may, readInPart, mail = null, isCase = false }) {
    super();
    this.#id = id;
    this.#form = form;
    this.#sheet = form.querySelector(".sheet");
    this.#text = form.querySelector("textarea");
    this.#said = form.querySelector(".said-so");
    this.#send = form.querySelector(".main");
    this.#largest = limits.body;
    this.#files = new Attachments(form, { address, limits, sheet: this.#sheet });
    this.#checker = new Checker(form, { id, address: `/console/c/${id}/check`, largest: this.#largest, readInPart });
    this.#mentions = new Mentions(this.#text, colleagues);
    this.#gaps = new Gaps(this.#text, form.querySelector(".gaps-said"));
    const put = (address, from, to) => (this.choose("message"), putIn(this.#text, this.#gaps, address, from, to));
    this.#knowledge = ["/", "#"].map((sign) => new Knowledge(this.#text, { id, sign, put }));
    new Completions(this.#text, form.querySelector(".completions"), form.querySelector(".completions-heard"), [this.#mentions, ...this.#knowledge]);
    this.#atHand = new AtHand(form, this.#text, { id, put });
    this.#mail = isCase ? new SideChoice(form) : new MailHead(form, mail, id);
    this.#listen();
    this.#takeUpDraft();
    this.allow(may);
  }

  get isEmpty() {
    return !this.#text.value.trim();
  }

  focus() {
    this.#text.focus();
  }

  /** Put words where the caret stands, on the customer's paper; the checker reads them, and the draft has them. */
  insert(words) {
    this.choose("message");
    const from = this.#text.selectionStart;
    rewrite(this.#text, from, this.#text.selectionEnd, words);
    this.#text.setSelectionRange(from + words.length, from + words.length);
    this.focus();
  }

  /** Look again at what could answer what the customer has asked. */
  look() {
    this.#atHand.refresh(this.#may.answer);
  }

  /** Go to the first suggestion. */
  showAtHand() {
    this.#atHand.show();
  }

  /** What the agent may do here now; without the right to answer the paper is that of notes. */
  allow(may) {
    const isNew = may.answer && !this.#may.answer;
    this.#may = may;
    this.#form.querySelector('[data-paper="message"]').disabled = !may.answer;
    this.#form.querySelector('[data-paper="note"]').disabled = !may.note;
    this.#form.hidden = !may.answer && !may.note;
    if (!may.answer && may.note && this.paper === "message" && !this.#text.value) this.choose("note");
    else if (isNew && this.paper === "note" && !this.#text.value) this.choose("message");
    else this.#refresh();
    this.#checkOrNot();
    this.look();
  }

  close() {
    this.#checker.close();
    this.#atHand.close();
  }

  choose(paper) {
    if (!this.#may[paper === "note" ? "note" : "answer"]) return;
    this.paper = paper;
    this.#mentions.isOn = paper === "note";
    for (const source of this.#knowledge) source.isOn = paper === "message";
    this.#sheet.classList.toggle("note", paper === "note");
    for (const button of this.#form.querySelectorAll("[data-paper]")) {
      button.setAttribute("aria-checked", String(button.dataset.paper === paper));
      button.tabIndex = button.dataset.paper === paper ? 0 : -1;
    }
    this.#text.placeholder = say(paper === "note" ? "write_note" : "write_answer");
    this.#text.setAttribute("aria-label", this.#text.placeholder);
    this.#checkOrNot();
    this.#changed();
  }

  /** Put back what could not be sent, with the reason beside it. Tells whether there was room, and its paper to write on. */
  restore({ body, files, kind, code, findings, promises }, reason) {
    const paper = kind === "note" ? "note" : "message";
    if (!this.isEmpty || !this.#may[paper === "note" ? "note" : "answer"]) return false;
    this.choose(paper);
    this.#text.value = body;
    this.#files.restore(files);
    this.#checker.takeUp({ promises });
    this.#changed();
    if (findings) this.#checker.hear({ code, findings }, body.trim());
    else this.warn(reason);
    this.focus();
    return true;
  }

  warn(words) {
    this.#said.textContent = words;
    this.#said.classList.toggle("danger", Boolean(words));
  }

  #listen() {
    this.#form.addEventListener("submit", (event) => (event.preventDefault(), this.#post()));
    this.#text.addEventListener("input", () => this.#changed());
    this.#checker.addEventListener("change", () => this.#nameSend());
    this.#text.addEventListener("blur", () => this.dispatchEvent(new CustomEvent("typing", { detail: false })));
    this.#text.addEventListener("keydown", (event) => this.#press(event));
    this.#files.addEventListener("change", () => this.#refresh());
    for (const part of [this.#files, this.#mail]) part.addEventListener(part === this.#mail ? "said" : "refused", (event) => this.warn(event.detail));
    for (const button of this.#form.querySelectorAll("[data-paper]")) {
      button.addEventListener("click", () => (this.choose(button.dataset.paper), this.focus()));
      button.addEventListener("keydown", (event) => this.#turn(event));
    }
  }

  #takeUpDraft() {
    const draft = draftOf(this.#id);
    this.#text.value = draft.body;
    this.choose(draft.paper);
  }

  #press(event) {
    if (event.isComposing) return;
    if (this.#checker.press(event)) return event.preventDefault();
    const isEnter = event.key === "Enter";
    const wantsSend = isEnter && (event.ctrlKey || event.metaKey || (habit("send_with_enter") && !event.shiftKey && !event.altKey));
    if (wantsSend) (event.preventDefault(), this.#post());
    if (event.key === "Escape") (event.stopPropagation(), this.#text.blur());
    const isGap = event.key === "Tab" && !event.shiftKey && !event.altKey && this.paper === "message";
    if (isGap && this.#gaps.next()) event.preventDefault();
    if (event.altKey && event.code === "KeyN") (event.preventDefault(), this.choose(this.paper === "note" ? "message" : "note"));
  }

  #turn(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    this.choose(this.paper === "note" ? "message" : "note");
    this.#form.querySelector('[aria-checked="true"]').focus();
  }

  #post() {
    const body = this.#text.value.trim();
    if (this.#files.isBusy || body.length > this.#largest) return;
    if (this.paper === "message" && !this.#may.answer) return this.warn(say(this.#may.why_not));
    const complaint = this.paper === "message" && this.#mail.complaint();
    if (complaint) return this.warn(complaint);
    if (this.#checker.stops(body)) return;
    const files = this.#files.take();
    if (!body && !files.length) return;
    const terms = this.paper === "message" ? { ...this.#checker.terms(body), mail: this.#mail.terms() } : {};
    const mentions = this.paper === "note" ? this.#mentions.named(body) : [];
    this.dispatchEvent(new CustomEvent("post", { detail: { body, files, kind: this.paper, mentions, ...terms } }));
    this.#text.value = "";
    this.warn("");
    this.#changed();
  }

  #changed() {
    const body = this.#text.value;
    keepDraft(this.#id, { body, paper: this.paper });
    const left = this.#largest - body.length;
    if (left < WARN_AT) this.warn(say(left < 0 ? "too_long" : "letters_left", { n: Math.abs(left) }));
    else if (this.#said.classList.contains("danger")) this.warn("");
    this.#checker.look();
    this.#gaps.look();
    if (this.paper === "message" && !this.#mail.isOn) this.dispatchEvent(new CustomEvent("typing", { detail: body.length > 0 }));
    this.#refresh();
  }

  /** A note is the team's own: the browser's spelling is enough for it. */
  #checkOrNot() {
    this.#checker.isOn = this.paper === "message" && this.#may.answer;
    this.#nameSend();
  }

  #nameSend() {
    const answer = { confirm: "send_as_it_is", hold: "send_to_referent" }[this.#checker.awaits(this.#text.value.trim())] ?? "send";
    this.#send.querySelector("span").textContent = say(this.paper === "note" ? "keep_note" : answer);
  }

  #refresh() {
    const isBlocked = this.paper === "message" && !this.#may.answer;
    this.#send.disabled = isBlocked || this.#files.isBusy || this.#text.value.length > this.#largest;
    const cannot = this.#form.querySelector(".cannot");
    cannot.hidden = this.#may.answer;
    cannot.textContent = this.#may.answer ? "" : say(this.#may.why_not);
  }
}
