// Naming colleagues in a note: what "@" opens, and whom a note names.

import { element, face } from "./element.js";
import { folded } from "./texts.js";

const AT_MOST = 6;

export class Mentions {
  #text;
  #people;
  begun = /(?:^|\s)@([\p{L}\p{N}.'-]{0,30})$/u;
  name = "completions_people";
  isOn = false;

  constructor(text, people) {
    this.#text = text;
    this.#people = people;
  }

  /** The ids of those whom the text names. */
  named(body) {
    const longestFirst = [...this.#people].sort((one, other) => other.name.length - one.name.length);
    const named = [];
    body = body.toLowerCase();
    for (const { id, name } of longestFirst) {
      const rest = body.split(`@${name.toLowerCase()}`);
      if (rest.some((part, at) => at && !/^[\p{L}\p{N}]/u.test(part))) named.push(id);
      body = rest.join("@");
    }
    return named;
  }

  async find(begun) {
    const wanted = folded(begun);
    return this.#people.filter((person) => folded(person.name).includes(wanted)).slice(0, AT_MOST);
  }

  option(person) {
    return [face(person, "little"), person.name, element("span.quiet.small", {}, person.title)];
  }

  take(person, from, to) {
    this.#text.setRangeText(`@${person.name} `, from, to, "end");
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
