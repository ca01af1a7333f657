// What a conversation's messages were read to say, shown to the agent alone: what may hurt is blurred, a kind word glows, and
// an upset customer brings a calm line of advice above the composer, with words to begin by.
//
//   new Reading(pane, { stream, me, courtesy })   markSaid(line, entry, courtesy)   isQuiet(entry)   insertSorry()

import { element, glyph } from "./element.js";
import { rewrite } from "./checker-writing.js";
import { say } from "./texts.js";
import { shieldSaid, unshieldSaid } from "./shield.js";
import { toast } from "./toast.js";

const UPSET = new Set(["upset", "angry"]);

/** Entries that tell what a message says; the message shows it, they are not drawn. */
export function isQuiet(entry) {
  return entry?.kind === "reading";
}

/** Show on a message of the customer what it was read to say. */
export function markSaid(line, { from, facts = {} }, courtesy) {
  if (from !== "visitor") return;
  if (facts.shield && courtesy.blurs) shieldSaid(line, facts.shield);
  else unshieldSaid(line);
  line.querySelector(".heard")?.remove();
  const foot = line.querySelector(".foot");
  if (facts.is_kind) foot.append(element("span.heard.kind", {}, glyph("heart"), say("kind_word")));
  else if (UPSET.has(facts.mood)) foot.append(element("span.heard.felt", {}, say(`felt_${facts.mood}`)));
  foot.classList.toggle("always", Boolean(foot.querySelector(".heard")) || foot.classList.contains("always"));
}

/** The line of advice that is shown, if it is: insert its words. */
export function insertSorry() {
  document.querySelector(".advice:not([hidden]) [data-sorry]")?.click();
}

export class Reading {
  #pane;
  #stream;
  #me;
  #courtesy;
  #line = element("div.advice", { hidden: true, role: "status" });
  #dismissed = 0;
  #shown = "";
  #ears = new AbortController();

  constructor(pane, { stream, me, courtesy }) {
    this.#pane = pane;
    this.#stream = stream;
    this.#me = me;
    this.#courtesy = courtesy;
    pane.querySelector(".composer").prepend(this.#line);
    stream.addEventListener("change", (event) => this.#follow(event.detail), { signal: this.#ears.signal });
    this.#advise();
  }

  close() {
    this.#ears.abort();
  }

  #follow({ added }) {
    for (const entry of added) if (isQuiet(entry)) this.#correct(entry.facts);
    this.#advise();
  }

  /** A reading says all there is to say of its message; what the first look said counts no more. */
  #correct({ of, ...facts }) {
    const said = this.#stream.entries.find((entry) => entry.seq === of);
    const line = this.#pane.querySelector(`.thread li[data-seq="${of}"]`);
    if (!said || !line) return;
    said.facts = facts;
    markSaid(line, said, this.#courtesy);
  }

  #advise() {
    const { mood, agent } = this.#stream.state;
    const isMine = agent === this.#me;
    this.#pane.querySelector(".thread").toggleAttribute("data-mine", isMine);
    const upset = this.#stream.entries.findLast((entry) => UPSET.has(entry.facts?.mood) && !isQuiet(entry));
    const answered = this.#stream.entries.findLast((entry) => entry.kind === "message" && entry.from === "agent");
    const isDue = isMine && UPSET.has(mood) && upset && upset.seq > (answered?.seq ?? 0) && upset.seq !== this.#dismissed;
    const shown = isDue ? `${upset.seq} ${mood}` : "";
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#line.hidden = !isDue;
    this.#line.removeAttribute("data-open");
    this.#line.replaceChildren(...(isDue ? this.#drawn(mood, upset) : []));
  }

  #drawn(mood, { seq, facts }) {
    const words = this.#courtesy.sorry[facts.written_in] ?? this.#courtesy.sorry.en;
    const unfold = element("button.button.bare.icon.little.unfold", { type: "button", "aria-expanded": "false", "aria-label": say("advice_whole"), onclick: ({ currentTarget }) => this.#unfold(currentTarget) }, glyph("down"));
    const close = element("button.button.bare.icon.little.close", { type: "button", "aria-label": say("close"), onclick: () => ((this.#dismissed = seq), this.#advise()) }, glyph("cross"));
    return [
      element("p", {}, say(`advice_${mood}`)),
      element("button.button.little", { type: "button", "data-sorry": true, title: words, onclick: () => this.#insert(words) },
        element("span.whole", {}, say("advice_insert", { words })), element("span.short", {}, say("advice_short")), " ", element("kbd", {}, "Alt S")),
      unfold,
      close,
    ];
  }

  /** On a phone the advice is one line until it is opened. */
  #unfold(button) {
    const isOpen = this.#line.toggleAttribute("data-open");
    button.setAttribute("aria-expanded", String(isOpen));
  }

  /** In front of what is written already: an apology comes first. What is written for the team stays with the team. */
  #insert(words) {
    const text = this.#pane.querySelector(".composer textarea");
    const isNote = this.#pane.querySelector('[data-paper="note"]').getAttribute("aria-checked") === "true";
    if (isNote && text.value.trim()) return toast(say("composer_full"), { isRefusal: true });
    this.#pane.querySelector('[data-paper="message"]').click();
    if (!text.value.startsWith(words)) rewrite(text, 0, 0, `${words} `);
    text.focus();
  }
}
