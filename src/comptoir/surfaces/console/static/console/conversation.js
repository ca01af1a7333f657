// A conversation on the screen: its stream, its thread, its composer, its head. One is open at a time.

import { ask, page } from "./ask.js";
import { refreshTimes } from "./clock.js";
import { Composer } from "./composer.js";
import { desk } from "./desk.js";
import { element } from "./element.js";
import { factsOf } from "./facts.js";
import { HeldMessages } from "./held.js";
import { Sides } from "./case.js";
import { forgetWord, keepWord, wordKept } from "./word-given.js";
import { Mail } from "./mail.js";
import { outboxOf } from "./outboxes.js";
import { Reading } from "./reading.js";
import { say } from "./texts.js";
import { Stream } from "../gateway/stream.js";
import { tellRefusal, toast } from "./toast.js";
import { Thread } from "./thread.js";
import { Typing } from "./typing.js";

const HEAD_AFTER = 250;
const POLL_EVERY = 5_000;
const CHANGES_HEAD = ["status", "is_live", "agent", "audience", "topic", "category", "priority", "snoozed_until", "merged_into", "group", "rating", "first_answer_at"];
const CAME_BACK = new Set(["message_returned", "message_lapsed"]);
const DECIDED = new Set(["message_returned", "message_withdrawn", "message_lapsed"]);

export class Conversation {
  #pane;
  #facts;
  #stream;
  #outbox;
  #thread;
  #composer;
  #reading;
  #typing;
  #held;
  #mail;
  #poll;
  #head = 0;
  #again = 0;
  #read = 0;
  #ears = new AbortController();

  constructor(pane) {
    this.#pane = pane;
    this.#facts = factsOf(pane, "conversation");
    this.id = this.#facts.id;
    this.#stream = new Stream((seq) => this.#askAfter(seq));
    this.#outbox = outboxOf(this.id);
    this.#stream.start(this.#facts.snapshot);
    this.#draw();
    this.#listen();
    desk.watch(this.id, this.#stream);
    this.#tellRead();
    this.#seeMentions(this.#stream.entries);
  }

  get shop() {
    return this.#facts.shop;
  }

  get customer() {
    return this.#facts.customer;
  }

  /** Whether the one who looks is the one who answers. */
  get isMine() {
    return this.#stream.state.agent === this.#facts.me;
  }

  focusComposer(paper = "message") {
    this.#composer.choose(paper);
    this.#composer.focus();
  }

  /** Put words into the composer for their writer to change and send. Tells whether there was room. */
  propose(body) {
    return this.#composer.restore({ body, files: [], kind: "message", promises: [] }, "");
  }

  /** Put words where the caret stands in the answer. */
  insert(words) {
    this.#composer.insert(words);
  }

  /** Go to what is at hand for what the customer has asked. */
  showAtHand() {
    this.#composer.showAtHand();
  }

  get #isClosed() {
    return this.#ears.signal.aborted;
  }

  close() {
    clearTimeout(this.#head);
    clearTimeout(this.#again);
    clearInterval(this.#poll);
    this.#ears.abort();
    this.#thread.close();
    this.#held.close();
    this.#mail.close();
    this.#composer.close();
    this.#reading.close();
    this.#typing.close();
    desk.unwatch(this.id);
  }

  /** Fetch the head anew: who answers, what may be done. */
  refreshHead() {
    clearTimeout(this.#head);
    this.#head = setTimeout(() => this.#fetchHead().catch((error) => this.#leaveOrTell(error)), HEAD_AFTER);
  }

  #draw() {
    const { me, shop_name, time_zone, customer, topics, priorities, levels, audiences, roles, courtesy, corrects } = this.#facts;
    this.#mail = new Mail(this.id, this.#facts.mail);
    const colleagues = Object.fromEntries(this.#facts.colleagues.map((person) => [person.id, person]));
    const addressOf = (file) => `/console/c/${this.id}/files/${file.key}`;
    const context = { id: this.id, stream: this.#stream, me, shop: shop_name, zone: time_zone, customer, topics, priorities, levels, audiences, roles, colleagues, courtesy, corrects, addressOf, mail: this.#mail, sides: this.#facts.case && new Sides(this.#facts.case, this.id) };
    this.#held = new HeldMessages(this.#facts, { id: this.id, context, outbox: this.#outbox });
    this.#thread = new Thread(this.#pane.querySelector(".thread"), {
      context, stream: this.#stream, outbox: this.#outbox,
      askOlder: (seq) => this.#askBefore(seq), refused: (post) => this.#refusedPost(post), held: this.#held,
    });
    this.#composer = new Composer(this.#pane.querySelector(".composer"), {
      id: this.id, address: `/console/c/${this.id}/files`, limits: this.#facts.limits,
      colleagues: this.#facts.colleagues.filter((person) => person.id !== me), may: this.#facts.may, readInPart: this.#facts.read_in_part, mail: this.#facts.mail.thread, isCase: Boolean(this.#facts.case),
    });
    this.#reading = new Reading(this.#pane, { stream: this.#stream, me, courtesy });
    this.#thread.toEnd();
    const nameOf = (who) => (who === "visitor" ? customer : (colleagues[who]?.name ?? this.#stream.people[who]?.name ?? say("somebody")));
    this.#typing = new Typing(this.id, this.#pane.querySelector(".typing"), { me, nameOf });
  }

  #listen() {
    const options = { signal: this.#ears.signal };
    this.#composer.addEventListener("post", (event) => this.#post(event.detail), options);
    this.#composer.addEventListener("typing", (event) => this.#typing.tell(event.detail), options);
    this.#held.addEventListener("again", (event) => this.#writeAnew(event.detail), options);
    this.#stream.addEventListener("change", (event) => this.#follow(event.detail), options);
    this.#outbox.addEventListener("change", () => this.#takeBackRefused(), options);
    desk.addEventListener("gone", (event) => event.detail.c === this.id && this.#lookAgain(), options);
    desk.addEventListener("resync", (event) => event.detail.c === this.id && this.refreshHead(), options);
    desk.addEventListener("missed", (event) => event.detail.isFirst || this.refreshHead(), options);
    addEventListener("focus", () => this.#tellRead(), options);
    this.#pane.querySelector(".thread").addEventListener("scroll", () => this.#tellRead(), { passive: true, ...options });
    this.#poll = setInterval(() => desk.isUp || this.#askAfter(this.#stream.resumePoint()), POLL_EVERY);
  }

  #post(words) {
    this.#typing.tell(false);
    const post = this.#outbox.add({ ...words, seen: this.#stream.lastSeq });
    keepWord(this.id, post.client_id, words.promises);
    this.#thread.toEnd();
  }

  #follow({ added }) {
    this.#seeMentions(added);
    if (added.some((entry) => this.#movesHead(entry))) this.refreshHead();
    if (added.some(({ kind, from }) => kind === "message" && from === "visitor")) this.#composer.look();
    this.#tellRead();
  }

  /** Tags are no state; and what the customer writes may tell what it is about, as long as nobody has said. */
  #movesHead({ kind, from, state = {} }) {
    const isAsked = kind === "message" && from === "visitor" && !this.#stream.state.category;
    return kind === "tags" || kind === "escalated" || isAsked || CHANGES_HEAD.some((key) => key in state);
  }

  /** A refused post goes back to the composer where it has room; else it stays in the thread with its reason. */
  #takeBackRefused() {
    const refused = this.#outbox.posts.find((post) => post.state === "refused" && !post.isSeen);
    if (!refused) return;
    refused.isSeen = true;
    const isRestored = this.#composer.restore(refused, refused.message);
    if (isRestored) this.#throwAway(refused);
    if (isRestored && CAME_BACK.has(refused.code)) whenSeen(() => this.#held.sawReturned(refused.client_id), this.#ears.signal);
  }

  /** What came back goes into the composer where it has room. */
  #writeAnew(returned) {
    const again = { ...returned, promises: wordKept(returned.client_id) };
    if (this.#composer.restore(again, returned.said)) this.#held.sawReturned(returned.client_id);
    else toast(say(this.#composer.isEmpty ? "not_yours" : "composer_full"), { isRefusal: true });
  }

  #refusedPost(post) {
    return [
      element("span.danger", {}, post.message ?? ""),
      element("button.button.little", { type: "button", onclick: () => this.#sendAgain(post) }, say("send_again")),
      element("button.button.little.bare", { type: "button", onclick: () => this.#throwAway(post) }, say("throw_away")),
    ];
  }

  #throwAway({ client_id }) {
    this.#outbox.drop(client_id);
    forgetWord(client_id);
  }

  /** The same post once more; what was decided on while it was held stays so, and its words are a new message. */
  #sendAgain({ client_id, code, body, files, kind, mentions, language, promises, mail }) {
    const seen = this.#stream.lastSeq;
    if (!DECIDED.has(code)) return this.#outbox.retry(client_id, { seen, isSeen: false, is_confirmed: code === "wording_to_confirm" });
    this.#throwAway({ client_id });
    if (CAME_BACK.has(code)) this.#held.sawReturned(client_id);
    const post = this.#outbox.add({ body, files, kind, mentions, language, promises, mail, seen });
    keepWord(this.id, post.client_id, promises);
  }

  #seeMentions(entries) {
    const named = entries.some((entry) => entry.facts?.mentions?.includes(this.#facts.me));
    if (named && !document.hidden) ask(`/console/c/${this.id}/mentions-seen`, { post: {} }).catch(tellRefusal);
  }

  #tellRead() {
    const seq = this.#stream.lastSeq;
    if (!this.isMine || seq <= this.#read || document.hidden || !document.hasFocus() || !this.#thread.isAtEnd) return;
    if (desk.send({ t: "read", c: this.id, seq })) this.#read = seq;
  }

  async #askAfter(seq) {
    if (desk.send({ t: "watch", c: this.id, after: seq })) return;
    const answer = await ask(`/console/c/${this.id}/entries?after=${seq}`).catch(() => null);
    if (answer) this.#stream.hear(seq < 0 ? { t: "welcome", ...answer } : { t: "entries", ...answer });
  }

  async #askBefore(seq) {
    if (desk.send({ t: "before", c: this.id, seq })) return;
    const answer = await ask(`/console/c/${this.id}/entries?before=${seq}`).catch(() => null);
    if (answer) this.#stream.hear({ t: "older", ...answer });
  }

  async #fetchHead() {
    const head = this.#pane.querySelector(".head");
    const html = await page(`/console/c/${this.id}/head`);
    if (this.#isClosed) return;
    const focused = head.contains(document.activeElement) && nameOf(document.activeElement);
    head.innerHTML = html;
    globalThis.htmx?.process(head);
    refreshTimes(head);
    if (focused) (head.querySelector(focused) ?? head.querySelector("[data-act]"))?.focus();
    this.#composer.allow(factsOf(head, "may"));
  }

  /** The desk does not let us watch: because we lost the right, or because what we sent crossed with a change of rights. */
  #lookAgain() {
    clearTimeout(this.#again);
    this.#again = setTimeout(async () => {
      try {
        await this.#fetchHead();
        if (!this.#isClosed) desk.watch(this.id, this.#stream);
      } catch (error) {
        this.#leaveOrTell(error);
      }
    }, HEAD_AFTER);
  }

  /** What others answer now, and one may see no more, leaves the screen with a word. */
  #leaveOrTell(error) {
    if (this.#isClosed) return;
    if (error.code !== "conversation_not_found") return tellRefusal(error);
    toast(say("left_your_sight"));
    this.#pane.dispatchEvent(new CustomEvent("gone"));
  }
}

/** How to find a button of the head in the next one. */
function nameOf(button) {
  if (button.matches(".menu > summary")) return button.closest(".macros") ? ".macros > summary" : ".menu:not(.macros) > summary";
  return button.dataset.act ? `[data-act="${button.dataset.act}"]` : "[data-card-toggle]";
}

/** At once, or when somebody looks at the page again. */
function whenSeen(act, signal) {
  if (!document.hidden) return act();
  const look = () => document.hidden || (document.removeEventListener("visibilitychange", look), act());
  document.addEventListener("visibilitychange", look, { signal });
}
