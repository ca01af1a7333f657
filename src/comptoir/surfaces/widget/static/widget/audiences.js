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

  /** The audience that is asked first where the visitor does not choose: the page's, else the first that is open. */
  get asked() {
    return this.rule.audience || (this.#able.find((key) => this.isOpen(key)) ?? this.#able[0]);
  }

  /** Those who may answer a visitor of this page: all where they choose, else who is asked and who stands in for them. */
  get possible() {
    if (this.rule.visitor_chooses) return this.#able;
    return [this.asked, ...(this.rule.stand_ins ?? []).filter((key) => key !== this.asked)];
  }

  get visitorChooses() {
    return Boolean(this.rule.visitor_chooses) && this.possible.length > 1;
  }

  /** The one to propose, as the desk will ask: somebody free before somebody busy, before whoever is open. */
  get best() {
    const worth = (key) => Number(this.isOpen(key)) + 2 * Number(this.isThere(key)) + 4 * Number(this.#now[key].free > 0);
    const order = [this.asked, ...this.possible];
    return order.sort((one, other) => worth(other) - worth(one))[0];
  }

  /** Whether the one to propose answers in the place of who is asked on this page. */
  get isStoodInFor() {
    return Boolean(this.rule.audience) && !this.visitorChooses && this.best !== this.asked;
  }

  /** Those who may answer the page's topic. */
  get #able() {
    return this.rule.able.filter((key) => key in this.#now);
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

  /** The faces of who would answer. */
  get faces() {
    return this.isThere(this.best) ? this.#now[this.best].faces : [];
  }
}
