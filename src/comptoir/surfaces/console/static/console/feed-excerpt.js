// What of the open conversation goes with a question: each message exactly as colleagues will read it, to be ticked or not.

import { ask } from "./ask.js";
import { element } from "./element.js";
import { withHidden } from "./feed-post.js";
import { say } from "./texts.js";

const CHOSEN_FIRST = 3;

export class Excerpt extends EventTarget {
  #conversation;
  #most;
  #lines = [];
  #older = null;
  #box;
  #list = element("ol");
  #note = element("p.quiet.small");
  #more = element("button.button.little", { type: "button", hidden: true, onclick: () => this.#load(this.#older) });
  #body;
  isForVolunteers = true;
  element;

  constructor(conversation, { excerpt_at_most }) {
    super();
    this.#conversation = conversation;
    this.#most = excerpt_at_most;
    this.#box = element("input", { type: "checkbox", onchange: () => this.turn(this.#box.checked) });
    this.#more.textContent = say("feed_older_messages");
    this.#body = element("fieldset.lines", { hidden: true }, element("legend.quiet.small", {}, say("feed_choose")), this.#more, this.#list, this.#note);
    this.element = element("div.about", {}, element("label.choice", {}, this.#box, element("span", {}, say("feed_about_this"))), this.#body);
  }

  get isOn() {
    return this.#box.checked;
  }

  turn(isOn) {
    this.#box.checked = isOn;
    this.#body.hidden = !isOn;
    if (isOn) this.#load();
    else (this.#lines = []), this.#list.replaceChildren();
    this.dispatchEvent(new Event("change"));
  }

  close() {
    this.#lines = [];
  }

  /** What goes along: the messages, and what stands for how they looked; nothing when it is not about the conversation. */
  chosen() {
    if (!this.isOn) return null;
    const ticked = this.#lines.filter((line) => line.box.checked);
    return { c: this.#conversation, seqs: ticked.map((line) => line.seq), digest: ticked.map((line) => line.sign).join(".") };
  }

  async #load(before = null) {
    try {
      const found = await ask(`/console/c/${this.#conversation}/feed-excerpt${before ? `?before=${before}` : ""}`);
      if (!this.isOn) return;
      this.#show(found, before);
    } catch (error) {
      this.#note.textContent = error.message;
    }
  }

  #show({ lines, older, volunteers }, before) {
    const drawn = lines.map((line, at) => ({ ...line, ...this.#draw(line, !before && at >= lines.length - CHOSEN_FIRST) }));
    this.#lines = before ? [...drawn, ...this.#lines] : drawn;
    this.#older = older;
    this.#more.hidden = !older;
    this.isForVolunteers = volunteers;
    this.#list.replaceChildren(...this.#lines.map((line) => line.shown));
    this.#note.textContent = `${say("feed_left_out")} ${volunteers ? "" : say("feed_not_to_volunteers")}`.trim();
    if (!before) this.#body.scrollTop = this.#body.scrollHeight;
    this.#bound();
    this.dispatchEvent(new Event("change"));
  }

  #draw({ who, words }, isChosen) {
    const box = element("input", { type: "checkbox", checked: isChosen, onchange: () => this.#bound() });
    const shown = element("li", {}, element("label", {}, box, element("span", {}, element("b", {}, say(`feed_who_${who}`)), " ", withHidden(words))));
    return { box, shown };
  }

  /** No more than may be shown can be ticked. */
  #bound() {
    const isFull = this.#lines.filter((line) => line.box.checked).length >= this.#most;
    for (const { box } of this.#lines) box.disabled = isFull && !box.checked;
  }
}
