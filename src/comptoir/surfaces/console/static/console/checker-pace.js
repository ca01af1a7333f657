// When the desk is asked how a text stands: a moment after the last letter, and a second after the first that nobody was
// asked about, however fast the next ones come. While an answer is not whole it is asked again, ever more rarely: the
// checker may be loading, or may not come.

const SOON = 250;
const AT_LATEST = 1_000;
const AGAIN = 800;
const AGAIN_AT_LATEST = 12_000;

export class Pace {
  #ask;
  #timer = 0;
  #unaskedSince = 0;
  #again = AGAIN;

  constructor(ask) {
    this.#ask = ask;
  }

  /** The text is another than before. */
  begin() {
    this.#again = AGAIN;
  }

  soon() {
    this.#unaskedSince ||= Date.now();
    this.#in(Math.min(SOON, Math.max(0, this.#unaskedSince + AT_LATEST - Date.now())));
  }

  again({ isRefused = false } = {}) {
    if (isRefused) this.#again = Math.max(this.#again, 4 * AGAIN);
    this.#in(this.#again);
    this.#again = Math.min(2 * this.#again, AGAIN_AT_LATEST);
  }

  /** It is asked, or need not be. */
  rest() {
    clearTimeout(this.#timer);
    this.#unaskedSince = 0;
  }

  #in(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ask, ms);
  }
}
