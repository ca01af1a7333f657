// When the answer is late the widget says so before the visitor wonders, and offers the next best thing.

import { newId } from "../gateway/outbox.js";
import { el, field } from "./elements.js";

export class Lateness {
  #widget;
  #talk;
  #client_id = newId();
  element = el("section", { className: "late", hidden: true, role: "status" });

  constructor(widget, talk, signal) {
    this.#widget = widget;
    this.#talk = talk;
    talk.addEventListener("late", ({ detail }) => this.#offer(detail.offers), { signal });
    talk.addEventListener("change", () => talk.isWaiting || this.#end(), { signal });
    if (talk.late) this.#offer(talk.late.offers);
  }

  #offer(offers) {
    if (!this.#talk.isWaiting || this.element.querySelector("form")) return;
    const { words, settings } = this.#widget;
    const acts = { message: () => this.#takeLetter(), other_audience: () => this.#askOthers() };
    const possible = offers.filter((offer) => acts[offer]);
    const buttons = possible.map((offer) => el("button", { onclick: acts[offer] }, words.say(`offer_${offer}`)));
    const contact = settings.contact_page && el("a", { href: settings.contact_page }, words.say("contact_page"));
    this.#show(el("p", {}, words.say("answer_is_late")), el("div", { className: "offers" }, buttons, contact));
  }

  #takeLetter() {
    const { words, identity } = this.#widget;
    const email = el("input", { name: "email", type: "email", autocomplete: "email", required: !identity() });
    const text = el("textarea", { name: "words", rows: 2, spellcheck: "true", lang: this.#widget.settings.language });
    const form = el(
      "form",
      { onsubmit: (event) => (event.preventDefault(), this.#leaveMessage(form)) },
      field(words.say("your_email"), email, { hint: words.say("email_why") }),
      field(words.say("anything_to_add"), text),
      el("p", { className: "trouble", role: "alert" }),
      el("button", { type: "submit", className: "main" }, words.say("leave_message")),
    );
    this.#show(form);
    email.focus();
  }

  async #leaveMessage(form) {
    const { email, words } = form.elements;
    const letter = { email: email.value.trim(), body: words.value.trim(), client_id: this.#client_id };
    await this.#act(() => this.#widget.desk.leaveMessage(this.#talk.id, letter), form.querySelector(".trouble"));
  }

  async #askOthers() {
    const trouble = el("p", { className: "trouble", role: "alert" });
    this.element.append(trouble);
    await this.#act(() => this.#widget.desk.askOtherAudience(this.#talk.id), trouble);
  }

  async #act(act, trouble) {
    try {
      await act();
      await this.#talk.refresh();
      this.#end();
    } catch (refusal) {
      trouble.textContent = refusal.message || this.#widget.words.say("not_done_try_again");
    }
  }

  #show(...parts) {
    this.element.hidden = false;
    this.element.replaceChildren(...parts);
  }

  #end() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}
