// The card that the widget opens to: a greeting, who is there now, how long it takes, and the first words.
// When nobody answers now it says when somebody does, and takes a message.

import { Audiences } from "./audiences.js";
import { choiceOf, chosenIn } from "./choice.js";
import { el } from "./elements.js";
import { peopleThere, waitLine } from "./faces.js";
import { OpeningForm } from "./opening-form.js";
import { headOf, logo } from "./panel.js";

const LOOK_EVERY = 15_000;

export class Home {
  #widget;
  #audiences = null;
  #wish = ""; // "chat" or "letter", once the visitor has said which
  #form = null;
  #who;
  #clock = 0;

  constructor(widget) {
    this.#widget = widget;
    const { settings, words } = widget;
    const picture = logo(settings);
    this.head = el("div", { className: "head-row" }, headOf({ words, picture, title: settings.name }));
    this.body = el("div", { className: "card" }, el("p", { className: "busy", role: "status" }, words.say("one_moment")));
  }

  get isWriting() {
    return Boolean(this.#form?.isWriting);
  }

  wake() {
    this.#look();
    this.#clock = setInterval(() => document.hidden || this.#look(), LOOK_EVERY);
  }

  sleep() {
    clearInterval(this.#clock);
  }

  focus() {
    const isTouch = matchMedia("(pointer: coarse)").matches;
    const field = !isTouch && this.body.querySelector("input:not(:disabled), select, textarea");
    (field || this.body.closest(".panel")).focus({ preventScroll: true });
  }

  get #isLetter() {
    const { best } = this.#audiences;
    if (!this.#audiences.isOpen(best)) return true;
    return this.#wish ? this.#wish === "letter" : !this.#audiences.isThere(best);
  }

  async #look() {
    const { desk, settings } = this.#widget;
    const before = this.#audiences && this.#isLetter;
    try {
      this.#audiences = new Audiences(settings, await desk.availability());
    } catch {
      return this.#audiences || this.#sayUnreachable();
    }
    if (before === this.#isLetter) this.#drawWho();
    else this.#draw();
  }

  #draw() {
    const hadFocus = this.body.closest(".panel")?.matches(":focus-within");
    const isLetter = this.#isLetter;
    this.#who = el("div", { className: "who" });
    const audience = () => (this.#audiences.visitorChooses ? chosenIn(this.#who) || this.#audiences.best : "");
    this.#form = new OpeningForm(this.#widget, { isLetter, who: this.#who, audience });
    this.#drawWho();
    this.body.replaceChildren(el("p", { className: "greeting" }, this.#greeting()), this.#form.element, this.#foot());
    if (hadFocus) this.focus();
  }

  /** Who is there changes while one writes: only this is drawn anew, and not under the visitor's hand. */
  #drawWho() {
    if (this.#who.matches(":focus-within")) return;
    const { words, desk } = this.#widget;
    const audiences = this.#audiences;
    const name = (key) => audiences.name(key);
    if (this.#isLetter) this.#who.replaceChildren(this.#whyLetter());
    else if (audiences.visitorChooses) this.#who.replaceChildren(choiceOf({ audiences, words, desk, chosen: chosenIn(this.#who) }));
    else this.#who.replaceChildren(this.#insteadOfWhom(), peopleThere({ faces: audiences.faces, name, words, desk }), waitLine(audiences, words));
  }

  /** Said before the first word is written: others answer than those whom the charter names for this page. */
  #insteadOfWhom() {
    const { words } = this.#widget;
    const { isStoodInFor, asked, best } = this.#audiences;
    if (!isStoodInFor) return "";
    const [missing, other] = [asked, best].map((key) => this.#audiences.name(key));
    return el("p", { className: "instead" }, words.say("answered_instead", { asked: missing, other }));
  }

  #greeting() {
    const { settings, words } = this.#widget;
    if (this.#wish === "letter") return words.say("leave_message");
    if (this.#audiences.isOpen(this.#audiences.best)) return settings.greeting || words.say("greeting");
    return settings.closed_greeting || words.say("closed_greeting");
  }

  #whyLetter() {
    const { words } = this.#widget;
    const { nextOpening, best } = this.#audiences;
    if (this.#wish === "letter") return "";
    if (this.#audiences.isOpen(best)) return el("p", { className: "opening" }, words.say("nobody_here_now"));
    return nextOpening ? el("p", { className: "opening" }, words.say("back_at", { when: words.when(nextOpening) })) : "";
  }

  #foot() {
    const { settings, words, desk } = this.#widget;
    const wish = (what, text) => el("button", { className: "link", onclick: () => this.#wishFor(what) }, words.say(text));
    const canChat = this.#audiences.isOpen(this.#audiences.best);
    return el(
      "footer",
      {},
      !this.#isLetter && wish("letter", "leave_message"),
      this.#isLetter && canChat && wish("chat", "chat_instead"),
      desk.token && el("button", { className: "link", onclick: () => this.#widget.showHistory() }, words.say("earlier")),
      settings.contact_page && el("a", { href: settings.contact_page }, words.say("contact_page")),
      settings.privacy_page && el("a", { href: settings.privacy_page, target: "_blank", rel: "noopener" }, words.say("privacy")),
    );
  }

  #wishFor(what) {
    this.#wish = what;
    this.#draw();
    this.focus();
  }

  #sayUnreachable() {
    const { words, settings } = this.#widget;
    const again = el("button", { className: "main", onclick: () => this.#look() }, words.say("try_again"));
    const contact = settings.contact_page && el("a", { href: settings.contact_page }, words.say("contact_page"));
    this.body.replaceChildren(el("p", { role: "alert" }, words.say("not_reachable")), again, el("footer", {}, contact));
  }
}
