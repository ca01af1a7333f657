// The view of one conversation: who answers, the thread, what there is to know while waiting, and the composer.

import { Composer } from "./composer.js";
import { el, icon } from "./elements.js";
import { face } from "./faces.js";
import { Lateness } from "./lateness.js";
import { headOf, logo } from "./panel.js";
import { Rating } from "./rating.js";
import { Thread } from "./thread.js";

const TYPING_SHOWN = 6_000;
const TROUBLE_AFTER = 3_000;

export class Chat {
  #widget;
  #thread;
  #composer;
  #rating;
  #lateness;
  #state = el("p", { className: "standing", role: "status" });
  #typing = el("p", { className: "typing", role: "status" });
  #ending = el("div", { className: "ending" });
  #typingClock = 0;
  #clock = 0;
  #ears = new AbortController();

  constructor(widget, talk) {
    this.#widget = widget;
    this.talk = talk;
    this.head = el("div", { className: "head-row" });
    this.#thread = new Thread(widget, talk, this.#ears.signal);
    this.#composer = new Composer(widget, talk);
    this.#rating = new Rating(widget, talk);
    this.#lateness = new Lateness(widget, talk, this.#ears.signal);
    this.body = el(
      "div",
      { className: "chat" },
      this.#state,
      this.#thread.element,
      this.#typing,
      this.#lateness.element,
      this.#rating.element,
      this.#ending,
      this.#composer.element,
    );
    this.#composer.takeDropsOn(this.body);
    this.#listen();
    this.#draw();
  }

  get isWriting() {
    return this.#composer.isWriting;
  }

  wake() {
    this.#clock = setInterval(() => this.#drawStanding(), 1_000);
    this.#thread.toEnd();
  }

  sleep() {
    clearInterval(this.#clock);
  }

  leave() {
    this.#ears.abort();
    this.#composer.leave();
  }

  focus() {
    if (this.#canWrite && !matchMedia("(pointer: coarse)").matches) this.#composer.focus();
    else this.body.closest(".panel").focus({ preventScroll: true });
  }

  get #canWrite() {
    const { status, is_live: isLive } = this.talk.state;
    return status !== "closed" || !isLive;
  }

  #listen() {
    const hear = (name, act) => this.talk.addEventListener(name, ({ detail }) => act(detail), { signal: this.#ears.signal });
    hear("change", ({ added }) => (added.some(({ from }) => from !== "visitor") && this.#showTyping({ from: "agent" }), this.#draw()));
    for (const name of ["change", "outbox"]) hear(name, () => this.#goOn());
    hear("link", () => this.#drawStanding());
    hear("typing", (frame) => this.#showTyping(frame));
    hear("queue", () => this.#drawStanding());
  }

  /** This conversation was merged into another one and goes on there; whoever is writing is not torn away from their words. */
  #goOn() {
    const { merged_into: into } = this.talk.state;
    if (into && !this.isWriting) this.#widget.openTalk(into);
  }

  #draw() {
    this.#drawHead();
    this.#drawStanding();
    this.#rating.draw();
    this.#composer.element.hidden = !this.#canWrite;
    const again = el("button", { className: "other", onclick: () => this.#widget.showHome() }, this.#widget.words.say("start_again"));
    this.#ending.replaceChildren(this.#canWrite ? "" : again);
  }

  #drawHead() {
    const { words, settings, desk } = this.#widget;
    const { agent } = this.talk;
    const audience = agent && (settings.audiences[agent.audience]?.name ?? "");
    const back = !this.talk.isLive && (() => this.#widget.showHome());
    const key = `${agent?.id} ${this.talk.isLive}`;
    if (this.head.dataset.drawn === key) return;
    this.head.dataset.drawn = key;
    this.head.replaceChildren(
      ...headOf({
        words,
        back,
        picture: agent ? face(agent, desk) : logo(settings),
        title: agent?.name ?? settings.name,
        line: agent ? audience : words.say(this.talk.state.is_live === false ? "your_request" : "your_chat"),
        actions: [this.#endAction()],
      }),
    );
  }

  #endAction() {
    const { words, desk } = this.#widget;
    if (!this.talk.isLive) return "";
    const end = el("button", { className: "plain end" }, words.say("end_chat"));
    // Asked twice, in place: a slip of the thumb ends nothing.
    end.onclick = async () => {
      if (end.dataset.sure) return desk.end(this.talk.id).then(() => this.talk.refresh()).catch(() => this.#composer.apologise());
      end.dataset.sure = "1";
      end.textContent = words.say("end_chat_sure");
      end.onblur = () => ((end.textContent = words.say("end_chat")), delete end.dataset.sure);
    };
    return end;
  }

  #drawStanding() {
    const { words } = this.#widget;
    const { downSince } = this.talk.connection;
    const isCut = downSince && Date.now() - downSince > TROUBLE_AFTER;
    const said = isCut ? words.say("link_lost") : this.#waiting();
    const shown = said ? [icon(isCut ? "alert" : "clock"), el("span", {}, said)] : [];
    if (this.#state.textContent !== said) this.#state.replaceChildren(...shown);
    this.#state.classList.toggle("is-cut", Boolean(isCut));
    this.#state.hidden = !said;
  }

  #waiting() {
    const { words } = this.#widget;
    if (!this.talk.isWaiting) return "";
    if (!this.talk.queue) return words.say("looking_for_somebody");
    const { position, wait } = this.talk.queue;
    if (wait == null) return words.say("queue_place", { position });
    return words.say("queue_place_wait", { position, wait: words.wait(wait) });
  }

  #showTyping({ from, agent, on }) {
    if (from !== "agent") return;
    clearTimeout(this.#typingClock);
    const { name } = this.talk.stream.people[agent] ?? this.talk.agent ?? {};
    const dots = el("span", { className: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    const words = on && name ? [dots, el("span", {}, this.#widget.words.say("is_typing", { name }))] : [];
    this.#typing.replaceChildren(...words);
    if (on) this.#typingClock = setTimeout(() => this.#typing.replaceChildren(), TYPING_SHOWN);
  }
}
