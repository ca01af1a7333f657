// Mail at the messages of a conversation: by whom and under which subject it came, what was cut off, how it looked as it
// was written, which files were not kept; and of each answer whether it has arrived. What is new is asked for in one go.

import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { element, glyph } from "./element.js";
import { say } from "./texts.js";
import { tellRefusal } from "./toast.js";
import { wordsAsNodes } from "./words.js";

const SOON = 120;
const TOGETHER = 100; // as many as the desk tells in one answer
const LONG = 1_800;
const MANY_LINES = 30;
const WELL = new Set(["sent", "waiting"]);

export class Mail {
  #id;
  #entries;
  #subject;
  #lines = new Map();
  #wanted = new Set();
  #soon = 0;
  #ears = new AbortController();

  constructor(id, { entries, thread }, signal = null) {
    this.#id = id;
    this.#entries = entries;
    this.#subject = bare(thread?.subject ?? "");
    this.isOn = Boolean(thread) || Object.keys(entries).length > 0;
    signal?.addEventListener("abort", () => this.close(), { once: true });
    const options = { signal: this.#ears.signal };
    desk.addEventListener("mail", (event) => event.detail.c === id && this.#want(event.detail.seq), options);
    desk.addEventListener("missed", (event) => event.detail.isFirst || this.#askForShown(), options);
  }

  close() {
    clearTimeout(this.#soon);
    this.#ears.abort();
  }

  /** What there is of mail in a conversation that was merged into this one. */
  of(id) {
    return this.isOn ? new Mail(id, { entries: {}, thread: { subject: this.#subject } }, this.#ears.signal) : null;
  }

  /** Give a message what there is of mail; what is not known yet comes a moment later. */
  dress(shown, entry) {
    fold(shown);
    if (!entry.seq || !this.isOn) return;
    this.#lines.set(entry.seq, shown);
    const known = this.#entries[entry.seq];
    if (known) this.#put(shown, known);
    else this.#want(entry.seq);
  }

  #put(shown, { in: came, out }) {
    shown.querySelectorAll(":scope .mail-in, :scope .mail-out, :scope .mail-more").forEach((old) => old.remove());
    const bubble = shown.querySelector(".bubble");
    if (came && !shown.classList.contains("automatic")) {
      bubble.prepend(this.#head(came));
      const more = this.#more(came);
      if (more) bubble.append(more);
      if (came.kind === "automatic") foldWhole(shown, bubble);
    }
    if (out?.length) shown.querySelector(".foot").before(delivery(out));
  }

  #head(came) {
    const sender = came.from && element("span.mail-from", {}, came.from.name ? `${came.from.name} <${came.from.address}>` : came.from.address);
    const mark = came.check_mark && element("span.mail-check", { "data-check": came.check, title: came.check_says }, came.check_mark);
    const line = element("div.mail-line", {}, sender, mark);
    const others = [[say("mail_to"), came.to], [say("mail_cc"), came.cc]].filter(([, those]) => those.length);
    const rest = others.length ? element("details.mail-others", {}, element("summary", {}, say("mail_readers")), others.map(([name, those]) => element("p", {}, element("b", {}, name), " ", those.join(", ")))) : null;
    const subject = came.subject && bare(came.subject) !== this.#subject ? element("p.mail-subject", {}, came.subject) : null;
    return element("div.mail-in", {}, line, rest, subject);
  }

  #more(came) {
    const where = `/console/c/${this.#id}/mail/${came.seq}`;
    const refused = came.refused.map(({ name, why }) => element("li", {}, glyph("paper"), element("span", {}, name, " ", element("span.quiet", {}, say("mail_not_kept", { why })))));
    const acts = [
      came.has_quoted && this.#opens("mail_quoted", () => quoted(where)),
      came.has_html && this.#opens("mail_written", () => written(where)),
      came.may_raw && element("a.button.bare.little", { href: `${where}/original`, download: "" }, say("mail_original")),
      came.may_see && element("a.button.bare.little", { href: `/console/mail/${came.id}` }, say("mail_page")),
    ].filter(Boolean);
    if (!acts.length && !refused.length) return null;
    return element("div.mail-more", {}, refused.length ? element("ul.mail-refused", { "aria-label": say("mail_files_refused") }, refused) : null, acts.length ? element("div.mail-acts", {}, acts) : null);
  }

  /** A button that shows something below itself, and takes it away again. */
  #opens(word, make) {
    const button = element("button.button.bare.little", { type: "button", "aria-expanded": "false" }, say(word));
    let place = null;
    button.addEventListener("click", async () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!isOpen));
      if (place) return (place.hidden = isOpen);
      place = element("div.mail-opened");
      button.closest(".mail-more").append(place);
      try {
        place.append(await make());
      } catch (error) {
        tellRefusal(error);
        place.remove();
        place = null;
        button.setAttribute("aria-expanded", "false");
      }
    });
    return button;
  }

  #askForShown() {
    if (this.isOn) for (const seq of this.#lines.keys()) this.#want(seq);
  }

  #want(seq) {
    if (!seq) return;
    this.isOn = true;
    this.#wanted.add(seq);
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#fetch().catch(tellRefusal), SOON);
  }

  async #fetch() {
    const seqs = [...this.#wanted].sort((one, other) => other - one).slice(0, TOGETHER);
    for (const seq of seqs) this.#wanted.delete(seq);
    const { entries } = await ask(`/console/c/${this.#id}/mail?seqs=${seqs.join(",")}`);
    if (this.#ears.signal.aborted) return;
    Object.assign(this.#entries, entries);
    for (const seq of seqs) {
      const line = this.#lines.get(seq);
      if (line && this.#entries[seq]) this.#put(line, this.#entries[seq]);
    }
    if (this.#wanted.size) await this.#fetch();
  }
}

/** A subject without what mail programs put before it. */
function bare(subject) {
  return subject.replace(/^(\s*(re|fwd?|aw|wg|sv|tr|rv|res|enc|réf|răsp)\s*(\[\d+\])?\s*:)+/iu, "").trim().toLowerCase();
}

async function quoted(where) {
  const { words } = await ask(`${where}/quoted`);
  return element("blockquote.mail-quoted", { tabindex: "0", "aria-label": say("mail_quoted") }, wordsAsNodes(words));
}

/** The mail's own page in a box that nothing gets out of: no script, no line to anywhere, pictures only when asked for. */
export async function written(where) {
  const frame = element("iframe.mail-written", { src: `${where}/written`, sandbox: "allow-popups allow-popups-to-escape-sandbox", title: say("mail_written"), loading: "lazy", referrerpolicy: "no-referrer" });
  const pictures = element("button.button.bare.little", { type: "button" }, say("mail_pictures"));
  pictures.addEventListener("click", () => (frame.setAttribute("src", `${where}/written?pictures=1`), pictures.remove()));
  return element("div", {}, pictures, frame);
}

function delivery(letters) {
  const lines = letters.map((letter) => {
    const words = letter.why ? say("mail_because", { state: letter.words, why: letter.why }) : letter.words;
    const told = letter.to ? say("mail_state_to", { address: letter.to, words }) : words;
    return element(WELL.has(letter.state) ? "li" : "li.danger", { "data-state": letter.state }, told, letter.detail ? element("details.mail-detail", {}, element("summary", {}, say("mail_detail")), letter.detail) : null);
  });
  const isWell = letters.every(({ state }) => WELL.has(state));
  if (letters.length < 2 || !isWell) return element("ul.mail-out", { "aria-live": "polite" }, lines);
  const isSent = letters.every(({ state }) => state === "sent");
  return element("details.mail-out", {}, element("summary", {}, say(isSent ? "mail_all_sent" : "mail_all_waiting", { n: letters.length })), element("ul", {}, lines));
}

/** What is long is shown from its beginning. */
function fold(shown) {
  const words = shown.querySelector(".bubble > p");
  const text = words?.textContent ?? "";
  if (text.length < LONG && text.split("\n").length < MANY_LINES) return;
  words.classList.add("folded");
  const more = element("button.button.bare.little.unfold", { type: "button", "aria-expanded": "false" }, say("mail_whole"));
  more.addEventListener("click", () => {
    const isFolded = words.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(!isFolded));
    more.textContent = say(isFolded ? "mail_whole" : "mail_shorter");
  });
  words.after(more);
}

/** An automatic reply is one line until somebody wants to read it. */
function foldWhole(shown, bubble) {
  if (shown.classList.contains("automatic")) return;
  shown.classList.add("automatic");
  const whole = element("details", {}, element("summary", {}, say("mail_automatic")));
  whole.append(...bubble.childNodes);
  bubble.append(whole);
}
