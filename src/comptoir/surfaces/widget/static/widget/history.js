// The conversations of this browser, newest first.

import { el } from "./elements.js";
import { headOf } from "./panel.js";

export class History {
  #widget;

  constructor(widget) {
    this.#widget = widget;
    const { words } = widget;
    this.head = el("div", { className: "head-row" }, headOf({ words, back: () => widget.showHome(), title: words.say("earlier") }));
    this.body = el("div", { className: "card history" }, el("p", { className: "busy", role: "status" }, words.say("one_moment")));
    this.#fetch();
  }

  focus() {
    this.body.closest(".panel").focus({ preventScroll: true });
  }

  async #fetch() {
    const { desk, words } = this.#widget;
    try {
      const conversations = await desk.conversations();
      const lines = conversations.map((conversation) => this.#line(conversation));
      this.body.replaceChildren(lines.length ? el("ul", {}, lines) : el("p", {}, words.say("none_earlier")));
    } catch (refusal) {
      this.body.replaceChildren(el("p", { role: "alert" }, refusal.message || words.say("not_reachable")));
    }
  }

  #line({ id, reference, status, last_words: said, at, unread }) {
    const { words } = this.#widget;
    const state = el("small", {}, `${words.say(`status_${status}`)} · ${words.day(at)} · ${reference}`);
    const open = el("button", { onclick: () => this.#widget.openTalk(id) }, el("b", {}, said || words.say("your_chat")), state);
    const count = words.say("unread", { count: unread });
    if (unread) open.append(el("span", { className: "unread" }, el("span", { className: "unseen" }, count), String(unread)));
    return el("li", {}, open);
  }
}
