// What this browser remembers of a shop's chat: in localStorage for all its tabs, in sessionStorage for one.
// Where storage is forbidden it lives as long as the page.

export class Memory {
  #place;
  #shared = {};
  #own = {};

  constructor(shop) {
    this.#place = `comptoir:${shop}`;
    this.#own = read(() => sessionStorage, this.#place, {});
  }

  /** Prefix for keys of what is kept one by one. */
  get place() {
    return `${this.#place}:`;
  }

  /**
   * The visitor's `token`, the `live` conversation, those that are `awaited` (unseen messages by id), the `opening` that is on
   * its way, whether the tip was dismissed.
   */
  get shared() {
    return (this.#shared = read(() => localStorage, this.#place, this.#shared));
  }

  /** Whether the chat `isOpen` in this tab, and the `drafts` written in it. */
  get own() {
    return this.#own;
  }

  share(changes) {
    this.#shared = { ...this.shared, ...changes };
    write(() => localStorage, this.#place, this.#shared);
  }

  keep(changes) {
    this.#own = { ...this.#own, ...changes };
    write(() => sessionStorage, this.#place, this.#own);
  }

  /** Runs `follow` when another tab has shared something. */
  onShared(follow) {
    addEventListener("storage", ({ key }) => key === this.#place && follow(this.shared));
  }

  forget() {
    this.#shared = {};
    this.#own = {};
    write(() => localStorage, this.#place);
    write(() => sessionStorage, this.#place);
  }
}

function read(storage, key, whenForbidden) {
  try {
    return JSON.parse(storage()[key] ?? "{}");
  } catch {
    return whenForbidden;
  }
}

function write(storage, key, value) {
  try {
    if (value === undefined) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: nothing that the desk has is lost by it.
  }
}
