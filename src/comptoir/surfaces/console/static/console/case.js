// A conversation between a buyer and a seller: who reads each message, what was removed from it, passing it on, and which
// side the next answer is for. The card follows what changes.
//
//   new Sides(facts.case, id).dress(line, entry)      new SideChoice(form).terms() → { to } ("customer", "seller", "both")

import { ask, page } from "./ask.js";
import { refreshTimes } from "./clock.js";
import { desk } from "./desk.js";
import { element } from "./element.js";
import { openConversation } from "./panes.js";
import { say } from "./texts.js";
import { tellRefusal } from "./toast.js";

const AFTER = 250;
const MOVES = new Set(["message", "turn", "closed", "reopened", "joined"]);
let soon = 0;

export function startCases() {
  desk.addEventListener("entry", ({ detail: { c, entry } }) => c === openConversation()?.id && MOVES.has(entry.kind) && showSoon());
  desk.addEventListener("missed", (event) => event.detail.isFirst || showSoon());
}

function showSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => show().catch(tellRefusal), AFTER);
}

async function show() {
  const id = openConversation()?.id;
  if (!id || !placeOf(id)) return;
  const html = await page(`/console/c/${id}/case`);
  const place = placeOf(id);
  if (!place) return;
  const isOpen = place.querySelector("details")?.open;
  place.innerHTML = html;
  if (isOpen) place.querySelector("details")?.setAttribute("open", "");
  globalThis.htmx?.process(place);
  refreshTimes(place);
}

function placeOf(id) {
  return document.querySelector(`[data-case="${id}"]`);
}

export class Sides {
  #facts;
  #id;
  #passed = new Set();

  constructor(facts, id) {
    this.#facts = facts;
    this.#id = id;
  }

  get seller() {
    return this.#facts.seller;
  }

  /** Say on a message who reads it, what was removed, and offer to pass it on. */
  dress(line, entry) {
    if (entry.kind !== "message") return;
    const passes = entry.facts?.passes_on;
    if (passes) this.#settle(passes);
    const readers = readersOf(entry);
    line.querySelector(".by")?.append(element("span.read-by", {}, say(nameOf(readers))));
    if (passes) line.querySelector(".by")?.append(element("span.quiet", {}, say("passed_on")));
    const bubble = line.querySelector(".bubble");
    if (Object.keys(entry.facts?.masked ?? {}).length || this.#facts.originals.includes(entry.seq)) bubble?.after(this.#masked(entry));
    const to = otherOf(entry);
    if (to && !readers.has(to) && this.#facts.may_pass && !this.#passed.has(entry.seq)) bubble?.after(this.#offer(entry, to));
  }

  #settle(seq) {
    this.#passed.add(seq);
    document.querySelector(`.thread li[data-seq="${seq}"] .passes`)?.remove();
  }

  #offer({ seq }, to) {
    const address = `/console/c/${this.#id}/pass-on/${seq}`;
    const place = element("div.passes", {});
    const pass = element("button.button.little.main", { type: "button", onclick: () => this.#pass(address, seq, pass) }, say(to === "seller" ? "pass_to_seller" : "pass_to_buyer"));
    const edit = element("button.button.little", { type: "button", "hx-get": address, "hx-target": "#dialog" }, say("pass_edited"));
    place.append(pass, edit);
    queueMicrotask(() => globalThis.htmx?.process(place));
    return place;
  }

  async #pass(address, seq, button) {
    button.disabled = true;
    try {
      await ask(address, { form: new FormData() });
      this.#settle(seq);
    } catch (error) {
      button.disabled = false;
      tellRefusal(error);
    }
  }

  #masked({ seq, facts = {} }) {
    const kinds = Object.keys(facts.masked ?? {}).map((kind) => this.#facts.kinds[kind] ?? kind);
    const place = element("div.masked-here", {}, kinds.length ? say("masked_here", { what: kinds.join(", ") }) : say("masked_some"));
    if (this.#facts.may_reveal) {
      const show = element("button.button.little.bare", { type: "button", onclick: () => this.#reveal(seq, place, show) }, say("show_original"));
      place.append(show);
    }
    return place;
  }

  async #reveal(seq, place, button) {
    try {
      const { body } = await ask(`/console/c/${this.#id}/original/${seq}`, { form: new FormData() });
      button.remove();
      place.after(element("div.original", { role: "note" }, body));
    } catch (error) {
      tellRefusal(error);
    }
  }
}

/** The side for which the next answer is: nobody until somebody has been chosen. */
export class SideChoice extends EventTarget {
  #place;

  constructor(form) {
    super();
    this.#place = form.querySelector(".sides");
    this.#place?.addEventListener("change", () => {
      this.#place.classList.remove("asked");
      this.dispatchEvent(new CustomEvent("said", { detail: "" }));
    });
  }

  get isOn() {
    return Boolean(this.#place);
  }

  /** Which side reads it; the next one is chosen anew. */
  terms() {
    const chosen = this.#chosen;
    if (chosen) chosen.checked = false;
    return chosen ? { to: chosen.value } : null;
  }

  complaint() {
    if (this.#chosen) return "";
    this.#place.classList.add("asked");
    this.#place.querySelector("input").focus();
    return say("choose_side");
  }

  get #chosen() {
    return this.#place?.querySelector("input:checked");
  }
}

function readersOf({ from, facts = {}, mail }) {
  if (facts.to) return new Set(facts.to);
  const to = facts.mail?.to ?? mail?.to;
  if (to) return new Set(to === "both" ? ["buyer", "seller"] : [to === "customer" ? "buyer" : "seller"]);
  return new Set(from === "seller" ? ["seller"] : ["buyer"]);
}

function otherOf({ from }) {
  return { visitor: "seller", seller: "buyer" }[from];
}

function nameOf(readers) {
  if (readers.size > 1) return "read_by_both";
  return readers.has("seller") ? "read_by_seller" : "read_by_buyer";
}
