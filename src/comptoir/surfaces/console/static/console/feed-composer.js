// Where one writes to the feed: a word, a question, an answer, other words for one's own. What waits is kept like a draft.

import { Attachments } from "./attachments.js";
import { Completions } from "./completions.js";
import { element, glyph } from "./element.js";
import { Excerpt } from "./feed-excerpt.js";
import { habit } from "./preferences.js";
import { Mentions } from "./mentions.js";
import { say } from "./texts.js";

const WARN_AT = 200;
const drafts = new Map(); // shop -> words, for as long as the page lives

export class FeedComposer extends EventTarget {
  #facts;
  #text;
  #files;
  #mentions;
  #excerpt;
  #banner;
  #said;
  #question;
  #staff;
  #target = null; // { post, isEdit }
  element;

  constructor(facts, { conversation = null } = {}) {
    super();
    this.#facts = facts;
    this.#build(conversation);
    this.#text.value = drafts.get(facts.shop) ?? "";
    this.#changed();
  }

  focus() {
    this.#text.focus();
  }

  get isEmpty() {
    return !this.#text.value.trim();
  }

  close() {
    this.#excerpt?.close();
  }

  /** Ask about the conversation that is open beside it: its newest messages are chosen already. */
  askAbout() {
    if (this.#excerpt && !this.#target) this.#excerpt.turn(true);
    this.focus();
  }

  answer(post, name) {
    this.#aim({ post, isEdit: false }, say("feed_answering", { name }));
  }

  edit(post) {
    if (!this.isEmpty && !this.#target?.isEdit) return this.warn(say("feed_finish_first"));
    this.#aim({ post, isEdit: true }, say("feed_editing"));
    this.#text.value = post.body;
    this.#changed();
  }

  warn(words) {
    this.#said.textContent = words;
    this.#said.classList.toggle("danger", Boolean(words));
  }

  /** Put back what could not be sent. Tells whether there was room. */
  restore({ body, files = [] }, why) {
    if (!this.isEmpty) return false;
    this.#text.value = body;
    this.#files.restore(files);
    this.#changed();
    this.warn(why);
    return true;
  }

  #build(conversation) {
    const { limits, shop, may, colleagues, me } = this.#facts;
    this.#text = element("textarea", { rows: 2, spellcheck: "true", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": "feed-completions", "aria-label": say("feed_write"), placeholder: say("feed_write") });
    this.#said = element("span.said-so", { role: "status" });
    this.#banner = element("div.banner", { hidden: true });
    const list = element("ul.completions", { role: "listbox", id: "feed-completions", "aria-label": say("feed_colleagues"), hidden: true });
    const heard = element("span.spoken", { role: "status" });
    const box = (word, title = "") => element("label.choice", { title }, element("input", { type: "checkbox" }), element("span", {}, say(word)));
    this.#question = box("feed_is_question");
    this.#staff = may.staff ? box("feed_staff_only", say("feed_staff_why")) : null;
    if (conversation) this.#excerpt = new Excerpt(conversation, this.#facts);
    const file = element("label.button.bare.icon", { title: say("feed_add_file") }, glyph("clip"), element("span.spoken", {}, say("feed_add_file")), element("input.spoken", { type: "file", multiple: true, accept: "image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain" }));
    const sheet = element("div.sheet", {}, this.#banner, this.#excerpt?.element, this.#text, element("ul.chosen-files", { "aria-label": say("feed_files") }), element("div.tools", {}, file, this.#question, this.#staff, this.#said, element("button.button.main", {}, say("send"))));
    this.element = element("form.composer.feed-composer", { "aria-label": say("feed_write") }, element("div.writing", {}, list, heard, sheet));
    this.#files = new Attachments(this.element, { address: `/console/feed/files?shop=${shop}`, limits, sheet });
    this.#mentions = new Mentions(this.#text, colleagues.filter((one) => one.id !== me));
    this.#mentions.isOn = true;
    new Completions(this.#text, list, heard, [this.#mentions]);
    this.#listen();
  }

  #listen() {
    this.element.addEventListener("submit", (event) => (event.preventDefault(), this.#send()));
    this.#text.addEventListener("input", () => this.#changed());
    this.#text.addEventListener("keydown", (event) => this.#press(event));
    this.#files.addEventListener("refused", (event) => this.warn(event.detail));
    this.#excerpt?.addEventListener("change", () => this.#changed());
  }

  #press(event) {
    if (event.isComposing) return;
    const wantsSend = event.key === "Enter" && (event.ctrlKey || event.metaKey || (habit("send_with_enter") && !event.shiftKey && !event.altKey));
    if (wantsSend) return event.preventDefault(), this.#send();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (this.#target) this.#release();
    else this.dispatchEvent(new Event("leave"));
  }

  #aim(target, words) {
    this.#target = target;
    const drop = element("button.button.bare.icon.little", { type: "button", "aria-label": say("feed_not_after_all"), onclick: () => (this.#release(), this.focus()) }, glyph("cross"));
    this.#banner.replaceChildren(element("span", {}, words), drop);
    this.#changed();
    this.focus();
  }

  #release() {
    if (this.#target?.isEdit) this.#text.value = "";
    this.#target = null;
    this.#banner.replaceChildren();
    this.#changed();
  }

  async #send() {
    const body = this.#text.value.trim();
    if (this.#files.isBusy || body.length > this.#facts.limits.body) return;
    const about = this.#target ? null : (this.#excerpt?.chosen() ?? null);
    const files = this.#target?.isEdit ? [] : this.#files.take();
    if (!body && !files.length) return about && this.warn(say("feed_say_what"));
    const words = { body, files, named: this.#mentions.named(body) };
    const { post, isEdit } = this.#target ?? {};
    const more = post ? { answers: post.root ?? post.id } : { question: this.#ticked(this.#question) || Boolean(about), reach: this.#ticked(this.#staff) ? "staff" : "all", about };
    this.dispatchEvent(new CustomEvent(isEdit ? "edit" : "say", { detail: isEdit ? { post, ...words } : { ...words, ...more } }));
    this.#text.value = "";
    this.#excerpt?.turn(false);
    for (const box of [this.#question, this.#staff]) if (box) box.firstChild.checked = false;
    this.#release();
    this.warn("");
  }

  #ticked(box) {
    return Boolean(box?.firstChild.checked);
  }

  #changed() {
    const body = this.#text.value;
    const isAbout = Boolean(this.#excerpt?.isOn) && !this.#target;
    if (!this.#target?.isEdit) drafts.set(this.#facts.shop, body);
    this.#banner.hidden = !this.#target;
    this.#question.hidden = Boolean(this.#target) || isAbout;
    if (this.#staff) this.#staff.hidden = Boolean(this.#target) || (isAbout && !this.#excerpt.isForVolunteers);
    if (this.#excerpt) this.#excerpt.element.hidden = Boolean(this.#target);
    const left = this.#facts.limits.body - body.length;
    if (left < WARN_AT) this.warn(say(left < 0 ? "too_long" : "letters_left", { n: Math.abs(left) }));
    else if (this.#said.classList.contains("danger")) this.warn("");
  }
}
