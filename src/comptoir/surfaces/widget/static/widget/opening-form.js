// The form that opens a conversation: the charter's questions and the first words, or a message with an address to answer to.
// What is written in it stays through a reload, and the same words open one conversation however often they are sent.

import { newId } from "../gateway/outbox.js";
import { el, field } from "./elements.js";
import { Questions } from "./questions.js";

export class OpeningForm {
  #widget;
  #isLetter;
  #audience;
  #questions;
  #trouble = el("p", { className: "trouble", role: "alert" });
  #submit;

  constructor(widget, { isLetter, who, audience }) {
    this.#widget = widget;
    this.#isLetter = isLetter;
    this.#audience = audience;
    const { settings, words } = widget;
    const asked = isLetter ? settings.questions.filter(({ kind }) => kind !== "email") : settings.questions;
    this.#questions = new Questions(asked, words, this.#draft.answers);
    this.#submit = el("button", { type: "submit", className: "main" }, words.say(isLetter ? "send_message" : "start_chat"));
    this.element = el(
      "form",
      { onsubmit: (event) => (event.preventDefault(), this.#send()), oninput: () => this.#keepDraft() },
      who,
      isLetter && !asked.some(({ key }) => key === "first_name") && this.#name(),
      this.#questions.fields,
      isLetter && this.#email(),
      this.#text(),
      this.#trouble,
      this.#submit,
    );
    widget.suggest(this.element);
  }

  get isWriting() {
    return Boolean(this.element.elements.words.value.trim());
  }

  get #draft() {
    return this.#widget.memory.own.firstWords ?? {};
  }

  #name() {
    const name = { name: "name", autocomplete: "given-name", maxlength: 80, value: this.#draft.name ?? "" };
    return field(this.#widget.words.say("your_name"), el("input", name));
  }

  #email() {
    const { words, identity } = this.#widget;
    const email = { name: "email", type: "email", autocomplete: "email", maxlength: 254, value: this.#draft.email ?? "" };
    const input = el("input", { ...email, required: !identity() });
    return field(words.say("your_email"), input, { hint: words.say("email_why") });
  }

  #text() {
    const { words, settings } = this.#widget;
    const writing = { name: "words", rows: 3, required: true, spellcheck: "true", lang: settings.language };
    const text = el("textarea", { ...writing, value: this.#draft.words ?? "" });
    return field(words.say(this.#isLetter ? "your_message" : "your_question"), text);
  }

  async #send() {
    const { desk, memory, words } = this.#widget;
    if (this.#submit.hasAttribute("aria-busy")) return;
    this.#submit.setAttribute("aria-busy", "true");
    this.#trouble.textContent = "";
    try {
      const begun = await desk.start(this.#opening());
      memory.keep({ firstWords: null });
      this.#widget.begin(begun);
    } catch (refusal) {
      this.#trouble.textContent = refusal.message || words.say("not_sent_try_again");
    }
    this.#submit.removeAttribute("aria-busy");
  }

  #opening() {
    const { memory, identity, desk } = this.#widget;
    const { name, email, words } = this.element.elements;
    const said = {
      // Without its query: what a shop puts there may be a secret.
      page: (location.origin + location.pathname).slice(0, 1000),
      title: document.title.slice(0, 200),
      language: desk.language,
      audience: this.#audience(),
      answers: { ...(name?.value.trim() && { first_name: name.value.trim() }), ...this.#questions.answers },
      identity: identity(),
      body: words.value.trim(),
      email: email?.value.trim() || this.#questions.email,
      leave_message: this.#isLetter,
    };
    const asText = JSON.stringify([said.body, said.email, this.#isLetter]);
    const before = memory.shared.opening;
    const client_id = before?.asText === asText ? before.client_id : newId();
    memory.share({ opening: { asText, client_id } });
    return { ...said, client_id };
  }

  #keepDraft() {
    const { name, email, words } = this.element.elements;
    const sender = this.#isLetter ? { name: name?.value, email: email.value } : {};
    const firstWords = { ...this.#draft, ...sender, words: words.value, answers: this.#questions.answers };
    this.#widget.memory.keep({ firstWords });
  }
}
