// The head of the composer where a conversation goes by mail: whom the answer goes to, who else reads it, and whether what
// was written before goes with it. What stands in the way of a letter is said before it is written.
//
//   const head = new MailHead(form, facts.mail.thread, id);   head.terms() → { to, cc, history } or null

import { ask } from "./ask.js";
import { element, glyph } from "./element.js";
import { say } from "./texts.js";
import { tellRefusal } from "./toast.js";

const ADDRESS = /^[^\s<>()[\]\\,;:@"]{1,64}@([a-z0-9_\u00a1-\uffff-]+\.)+[a-z0-9\u00a1-\uffff-]{2,}$/iu;
const BETWEEN = /[\s,;]+/u;
const AT_MOST = 20;
const PHONE = matchMedia("(max-width: 759px)");

export class MailHead extends EventTarget {
  #thread;
  #id;
  #head;
  #chips;
  #input;
  #history;
  #told;
  #cc = [];

  constructor(form, thread, id) {
    super();
    this.#thread = thread;
    this.#id = id;
    this.#head = form.querySelector(".mail-head");
    this.#chips = this.#head?.querySelector(".cc-chips");
    this.#input = this.#head?.querySelector("input.cc");
    this.#history = this.#head?.querySelector("[data-history]");
    if (!this.#head || !thread) return;
    this.#cc = [...thread.cc];
    this.#told = this.#head.querySelector(".cc-told");
    if (PHONE.matches) this.#head.open = false;
    this.#listen();
    // Who writes on a phone needs the room; whom the answer is copied to is said all the same.
    form.querySelector("textarea")?.addEventListener("focus", () => this.#fold());
    this.#draw();
  }

  get isOn() {
    return Boolean(this.#head && this.#thread);
  }

  /** How the answer travels; nothing where it does not go by mail. Who may not see addresses copies it to nobody. */
  terms() {
    if (!this.isOn) return null;
    return { to: "customer", cc: this.#thread.sees ? [...this.#cc] : [], history: Boolean(this.#history?.checked) };
  }

  /** Why nothing can be sent as it stands: something is typed beside Cc that is no address. */
  complaint() {
    const rest = this.#input?.value.trim();
    return rest && !this.#take(rest) ? say("mail_no_address", { address: rest }) : "";
  }

  #listen() {
    this.#input?.addEventListener("keydown", (event) => this.#press(event));
    this.#input?.addEventListener("input", () => BETWEEN.test(this.#input.value.trimStart()) && this.#take(this.#input.value));
    this.#input?.addEventListener("blur", () => this.#take(this.#input.value));
    this.#head.addEventListener("click", (event) => {
      const address = event.target.closest("[data-allow]")?.dataset.allow;
      if (address !== undefined) this.#allow(address);
    });
  }

  #press(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (!this.#take(this.#input.value)) this.#say(say("mail_no_address", { address: this.#input.value.trim() }));
    }
    if (event.key === "Backspace" && !this.#input.value && this.#cc.length) this.#drop(this.#cc.at(-1));
  }

  /** Addresses among what was typed become chips; tells whether all of it was. */
  #take(text) {
    const parts = text.split(BETWEEN).map((part) => part.replace(/^<|>$/g, "")).filter(Boolean);
    const mistaken = parts.filter((part) => !ADDRESS.test(part));
    for (const part of parts) if (ADDRESS.test(part)) this.#add(part.toLowerCase());
    this.#input.value = mistaken.join(" ");
    this.#input.setAttribute("aria-invalid", String(mistaken.length > 0 && document.activeElement !== this.#input));
    if (!mistaken.length) this.#say("");
    return !mistaken.length;
  }

  #add(address) {
    if (this.#cc.includes(address) || address === this.#thread.to.address) return;
    if (this.#cc.length >= AT_MOST) return this.#say(say("mail_cc_most", { n: AT_MOST }));
    this.#cc.push(address);
    this.#draw();
  }

  #drop(address) {
    this.#cc = this.#cc.filter((one) => one !== address);
    this.#draw();
    this.#input.focus();
  }

  #say(words) {
    this.dispatchEvent(new CustomEvent("said", { detail: words }));
  }

  #fold() {
    if (PHONE.matches && !this.#head.querySelector(".stopped") && !this.#input?.value) this.#head.open = false;
  }

  #draw() {
    if (this.#told) {
      this.#told.hidden = !this.#cc.length;
      this.#told.querySelector(".address").textContent = this.#cc.join(", ");
    }
    this.#chips?.replaceChildren(...this.#cc.map((address) => this.#chip(address)));
    for (const old of this.#head.querySelectorAll(".stopped")) old.remove();
    const those = this.#thread.sees ? [this.#thread.to.address, ...this.#cc] : [""];
    for (const address of those) {
      const stop = this.#thread.stopped[address];
      if (stop) this.#head.querySelector(".mail-stops").append(this.#stopped(address, stop));
    }
    if (this.#head.querySelector(".stopped")) this.#head.open = true;
  }

  #chip(address) {
    const drop = element("button.button.bare.icon.little", { type: "button", "aria-label": say("mail_cc_drop", { address }), onclick: () => this.#drop(address) }, glyph("cross"));
    return element(this.#thread.stopped[address] ? "li.stopped-one" : "li", {}, element("span", {}, address), drop);
  }

  #stopped(address, stop) {
    const allow = stop.may_allow && element("button.button.little", { type: "button", "data-allow": address }, say("mail_allow"));
    const who = address && address !== this.#thread.to.address ? `${address}: ` : "";
    return element("p.stopped", { title: stop.detail || null }, `${who}${stop.words} `, allow || null);
  }

  async #allow(address) {
    const form = new FormData();
    form.append("address", address);
    try {
      await ask(`/console/c/${this.#id}/allow`, { form });
      delete this.#thread.stopped[address];
      this.#draw();
    } catch (error) {
      tellRefusal(error);
    }
  }
}
