// What waits for approval in a conversation: its author sees that it waits and may take it back; who approves lets it out,
// as it is or changed, or returns it with a word. What came back stands here until its author has seen to it, wherever they
// wrote it. What happens elsewhere is heard, and asked for when it may have been missed.
//
//   event "again": its author writes what came back anew; `detail` is what to write, and `said` why it came back

import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { drawHeld } from "./entry.js";
import { element } from "./element.js";
import { say } from "./texts.js";
import { tellRefusal } from "./toast.js";
import { forgetWord } from "./word-given.js";

const WORD_LARGEST = 500;

export class HeldMessages extends EventTarget {
  #id;
  #context;
  #outbox;
  #held = [];
  #returned = [];
  #settled = new Set();
  #asked = 0;
  #heard = 0;
  #list = element("ol");
  #ears = new AbortController();
  element = element("li.held-here", { hidden: true }, this.#list);

  constructor({ held, returned }, { id, context, outbox }) {
    super();
    this.#id = id;
    this.#context = context;
    this.#outbox = outbox;
    const options = { signal: this.#ears.signal };
    desk.addEventListener("held", (event) => event.detail.c === id && this.#askAgain(), options);
    desk.addEventListener("held_settled", (event) => event.detail.c === id && this.#settle(event.detail), options);
    desk.addEventListener("missed", () => this.#askAgain(), options);
    this.#draw(held, returned);
  }

  close() {
    this.#ears.abort();
  }

  async #askAgain() {
    const turn = ++this.#asked;
    const answer = await ask(`/console/c/${this.#id}/held`).catch(() => null);
    if (!answer || turn < this.#heard || this.#ears.signal.aborted) return; // one asked for later is newer
    this.#heard = turn;
    this.#draw(answer.held, answer.returned);
  }

  /** Whether what came back stands here. */
  shows(clientId) {
    return this.#returned.some((one) => one.client_id === clientId);
  }

  /** Its author has it before their eyes, with the reason, where they write. */
  sawReturned(clientId) {
    const found = this.#returned.find((one) => one.client_id === clientId);
    if (found) this.#see(found);
    else this.#askAgain().then(() => this.#returned.filter((one) => one.client_id === clientId).forEach((one) => this.#see(one)));
  }

  /** The author's own goes where what it became says: into the thread, back to the composer, or away. */
  #settle({ held, client_id, outcome, by, word }) {
    this.#settled.add(held);
    this.#draw(this.#held, this.#returned);
    if (outcome === "withdrawn") this.#outbox.drop(client_id);
    if (outcome === "returned") this.#outbox.hear({ t: "refused", client_id, code: "message_returned", message: say("returned_by", { name: by?.name ?? "", word }) });
    if (outcome === "returned" || outcome === "lapsed") this.#askAgain();
    if (outcome === "lapsed") this.#outbox.hear({ t: "refused", client_id, code: "message_lapsed", message: say("lapsed") });
  }

  #draw(held, returned) {
    const known = new Map([...this.#list.children].map((line) => [line.dataset.state + line.dataset.held, line]));
    this.#held = held.filter((one) => !this.#settled.has(one.held)); // an answer may have been on its way
    this.#returned = returned;
    this.element.hidden = !this.#held.length && !returned.length;
    const back = returned.map((one) => known.get(`returned${one.held}`) ?? this.#returnedLine(one));
    standIn(this.#list, [...back, ...this.#held.map((one) => known.get(`held${one.held}`) ?? this.#line(one))]);
    this.dispatchEvent(new Event("change"));
  }

  #returnedLine(returned) {
    const line = drawHeld(returned, this.#context);
    line.dataset.state = "returned";
    const said = returned.lapsed ? say("lapsed") : say("returned_by", { name: returned.by || say("somebody"), word: returned.word });
    const again = () => this.dispatchEvent(new CustomEvent("again", { detail: { ...returned, kind: "message", findings: undefined, said } }));
    line.querySelector(".foot").classList.add("always");
    line.querySelector(".foot").replaceChildren(element("b", {}, said), button(say("take_up_again"), again), button(say("throw_away"), () => this.#see(returned)));
    return line;
  }

  async #see({ held, client_id }) {
    this.#outbox.drop(client_id);
    forgetWord(client_id);
    await this.#act({ held }, "seen", {});
    desk.dispatchEvent(new CustomEvent("changed", { detail: { c: this.#id } }));
  }

  #line(held) {
    const line = drawHeld(held, this.#context);
    line.dataset.state = "held";
    const why = element("ul.held-why", {}, held.findings.map((finding) => element("li", {}, element("b", {}, finding.name), ` ${finding.because}`)));
    line.querySelector(".foot").replaceChildren(element("span.state", {}, say("held_here")), held.may_approve ? "" : element("span", {}, say("held_because", { names: held.names.join(", ") })));
    line.querySelector(".foot").classList.add("always");
    if (held.agent === this.#context.me) line.querySelector(".foot").append(button(say("take_back"), () => this.#act(held, "withdraw", {})));
    if (held.may_approve) line.append(element("div.judging", {}, why, this.#choice(held, line)));
    return line;
  }

  #choice(held, line) {
    return element("div.buttons", {},
      button(say("held_approve"), () => this.#act(held, "approve", {}), { act: "approve-held", key: "Y", isMain: true }),
      button(say("held_edit"), () => this.#edit(held, line), { act: "edit-held", key: "M" }),
      button(say("held_return"), () => this.#return(held, line), { act: "return-held", key: "G" }));
  }

  #edit(held, line) {
    const text = element("textarea.input", { "aria-label": say("held_text"), rows: 4, spellcheck: true });
    text.value = held.body;
    this.#ask(held, line, text, say("held_approve_edited"), () => this.#act(held, "approve", { body: text.value }));
  }

  #return(held, line) {
    const name = this.#context.colleagues[held.agent]?.name ?? say("somebody");
    const text = element("textarea.input", { "aria-label": say("held_word", { name }), placeholder: say("held_word", { name }), rows: 2, maxlength: WORD_LARGEST, required: true });
    this.#ask(held, line, text, say("held_send_back"), () => this.#act(held, "return", { word: text.value }));
  }

  /** A small form in the place of the buttons; Escape and Cancel bring these back, Ctrl Enter sends. */
  #ask(held, line, text, words, send) {
    const back = () => {
      const choice = this.#choice(held, line);
      form.replaceWith(choice);
      choice.querySelector("button").focus();
    };
    const form = element("form.deciding", { onsubmit: (event) => (event.preventDefault(), send()) }, text,
      element("div.buttons", {}, element("button.button.little.main", {}, words, element("kbd", { "aria-hidden": "true" }, "Ctrl Enter")), button(say("cancel"), back)));
    form.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") (event.stopPropagation(), back());
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) (event.preventDefault(), form.requestSubmit());
    });
    line.querySelector(".judging > :last-child").replaceWith(form);
    text.focus();
    line.scrollIntoView({ block: "nearest" });
  }

  async #act(held, name, post) {
    try {
      await ask(`/console/held/${held.held}/${name}`, { post });
    } catch (error) {
      tellRefusal(error);
    }
    await this.#askAgain();
  }
}

/** Let these lines stand in the list. Those that stand there already are not touched: somebody may be writing in one. */
function standIn(list, lines) {
  for (const line of [...list.children]) if (!lines.includes(line)) line.remove();
  lines.forEach((line, at) => list.children[at] === line || list.insertBefore(line, list.children[at] ?? null));
}

function button(words, onclick, { act, key, isMain } = {}) {
  return element(isMain ? "button.button.little.main" : "button.button.little", { type: "button", "data-act": act, onclick }, words, key ? element("kbd", { "aria-hidden": "true" }, key) : null);
}
