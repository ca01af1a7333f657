// Who may answer on this page, by the charter's rule for it, and whether they are there now.

import { ruleFor } from "./pages.js";

export class Audiences {
  #settings;
  #now;

  constructor(settings, availability) {
    this.#settings = settings;
    this.#now = availability.audiences;
    this.rule = ruleFor(settings.pages, location.pathname);
  }

  name(key) {
    return this.#settings.audiences[key]?.name ?? "";
  }

  standing(key) {
    return this.#now[key];
  }

  /** Those who may answer a visitor of this page: all where they choose or nothing is said, else the rule's one. */
  get possible() {
    const all = Object.keys(this.#now);
    return this.rule.audience && !this.rule.visitor_chooses ? all.filter((key) => key === this.rule.audience) : all;
  }

  get visitorChooses() {
    return Boolean(this.rule.visitor_chooses) && this.possible.length > 1;
  }

  /** The one to propose: somebody free before somebody busy, before whoever is open. */
  get best() {
    const worth = (key) => Number(this.isOpen(key)) + 2 * Number(this.isThere(key)) + 4 * Number(this.#now[key].free > 0);
    return [...this.possible].sort((one, other) => worth(other) - worth(one))[0] ?? "";
  }

  isOpen(key) {
    return Boolean(this.#now[key]?.open);
  }

  isThere(key) {
    return this.isOpen(key) && this.#now[key].available > 0;
  }

  /** When the first of them answers again, or null when it is not known. */
  get nextOpening() {
    return this.possible.map((key) => this.#now[key].next_opening).filter(Boolean).sort()[0] ?? null;
  }

  get faces() {
    return this.possible.filter((key) => this.isThere(key)).flatMap((key) => this.#now[key].faces);
  }
}
