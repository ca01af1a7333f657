// After a conversation: how it was, 1 to 5, and a word if one likes.

import { el, field, icon } from "./elements.js";

const SCORES = [1, 2, 3, 4, 5];

export class Rating {
  #widget;
  #talk;
  #trouble = el("p", { className: "trouble", role: "alert" });
  element = el("section", { className: "rating", hidden: true });

  constructor(widget, talk) {
    this.#widget = widget;
    this.#talk = talk;
  }

  /** Asks once the conversation has ended and somebody had answered it. */
  draw() {
    const { state, stream } = this.#talk;
    const wasAnswered = stream.entries.some(({ kind, from }) => kind === "joined" || (kind === "message" && from === "agent"));
    const isAsked = this.#widget.settings.asks_rating && state.status === "closed" && state.rating == null && wasAnswered;
    if (isAsked === !this.element.hidden) return;
    this.element.hidden = !isAsked;
    this.element.replaceChildren(isAsked ? this.#form() : "");
  }

  #form() {
    const { words, settings } = this.#widget;
    const comment = el("textarea", { name: "comment", rows: 2, maxlength: 1000, spellcheck: "true", lang: settings.language });
    const more = el(
      "div",
      { className: "more", hidden: true },
      field(words.say("rating_comment"), comment),
      this.#trouble,
      el("button", { type: "submit", className: "main" }, words.say("rating_send")),
    );
    const stars = SCORES.map((score) => this.#star(score));
    const legend = el("legend", {}, words.say("rating_question"));
    const form = el("form", { onchange: () => (more.hidden = false) }, el("fieldset", { className: "stars" }, legend, stars), more);
    form.onsubmit = (event) => (event.preventDefault(), this.#send(form.elements.score.value, comment.value.trim()));
    return form;
  }

  #star(score) {
    const label = this.#widget.words.say("score_of_five", { score });
    const radio = el("input", { type: "radio", name: "score", value: String(score), "aria-label": label });
    return el("label", {}, radio, icon("star"));
  }

  async #send(score, comment) {
    try {
      await this.#widget.desk.rate(this.#talk.id, Number(score), comment);
      await this.#talk.refresh();
    } catch (refusal) {
      this.#trouble.textContent = refusal.message || this.#widget.words.say("not_done_try_again");
    }
  }
}
