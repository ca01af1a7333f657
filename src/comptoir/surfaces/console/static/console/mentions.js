// Naming colleagues in a note: "@" opens the list, arrows choose, Enter or Tab takes, Escape closes.

import { element, face } from "./element.js";
import { folded } from "./texts.js";

const AT_MOST = 6;

export class Mentions {
  #text;
  #list;
  #people;
  #found = [];
  #chosen = 0;
  isOn = false;

  constructor(text, list, people) {
    this.#text = text;
    this.#list = list;
    this.#people = people;
    text.addEventListener("input", () => this.#look());
    text.addEventListener("blur", () => setTimeout(() => this.#close(), 150));
    text.addEventListener("keydown", (event) => this.#found.length && this.#press(event), { capture: true });
  }

  /** The ids of those whom the text names. */
  named(body) {
    const longestFirst = [...this.#people].sort((one, other) => other.name.length - one.name.length);
    const named = [];
    for (const { id, name } of longestFirst) {
      const rest = body.split(`@${name}`);
      if (rest.some((part, at) => at && !/^[\p{L}\p{N}]/u.test(part))) named.push(id);
      body = rest.join("@");
    }
    return named;
  }

  #look() {
    const begun = this.isOn && this.#begun();
    if (!begun) return this.#close();
    const wanted = folded(begun[1]);
    this.#found = this.#people.filter((person) => folded(person.name).includes(wanted)).slice(0, AT_MOST);
    this.#chosen = 0;
    this.#show();
  }

  #begun() {
    return /(?:^|\s)@([\p{L}\p{N}.'-]{0,30})$/u.exec(this.#text.value.slice(0, this.#text.selectionStart));
  }

  #show() {
    this.#list.hidden = !this.#found.length;
    this.#list.replaceChildren(...this.#found.map((person, at) => this.#option(person, at)));
    this.#mark();
  }

  #option(person, at) {
    const take = (event) => {
      event.preventDefault();
      this.#chosen = at;
      this.#take();
    };
    return element("li", { role: "option", id: `mention-${at}`, onmousedown: take }, face(person, "little"), person.name, element("span.quiet.small", {}, person.title));
  }

  #mark() {
    [...this.#list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === this.#chosen)));
    if (this.#found.length) this.#text.setAttribute("aria-activedescendant", `mention-${this.#chosen}`);
    else this.#text.removeAttribute("aria-activedescendant");
  }

  #press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#chosen = (this.#chosen + step + this.#found.length) % this.#found.length;
    else if (event.key === "Escape") this.#close();
    else if (["Enter", "Tab"].includes(event.key)) this.#take();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#mark();
  }

  #take() {
    const person = this.#found[this.#chosen];
    const from = this.#text.selectionStart - this.#begun()[1].length;
    this.#text.setRangeText(`${person.name} `, from, this.#text.selectionStart, "end");
    this.#close();
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #close() {
    this.#found = [];
    this.#show();
  }
}
