// The widget behind the button: which view is shown, and the conversation of this browser that still lives.

import { Chat } from "./chat.js";
import { Desk } from "./desk.js";
import { History } from "./history.js";
import { Home } from "./home.js";
import { Memory } from "./memory.js";
import { Panel } from "./panel.js";
import { Talk } from "./talk.js";
import { Words } from "./words.js";

const NOT_THIS_ONE = 4403;

export class Widget {
  #settings;
  #moved;
  #unread;
  #panel;
  #talk = null;

  constructor({ root, base, settings, identity, moved, unread }) {
    this.#settings = settings;
    this.#moved = moved;
    this.#unread = unread;
    this.memory = new Memory(settings.shop);
    this.words = new Words(settings);
    this.desk = new Desk({ base, shop: settings.shop, language: settings.language, memory: this.memory });
    this.identity = identity;
    this.#panel = new Panel({ root, settings, words: this.words, desk: this.desk, leave: () => this.close() });
    this.memory.onShared((shared) => this.#followOtherTab(shared));
    document.addEventListener("visibilitychange", () => this.#noteRead());
    const { isOpen, shown } = this.memory.own;
    const { live = isOpen && shown, token } = this.memory.shared;
    if (live && token) this.#follow(live);
  }

  get settings() {
    return this.#settings;
  }

  get isOpen() {
    return this.#panel.isOpen;
  }

  open() {
    if (this.isOpen) return;
    this.memory.keep({ isOpen: true });
    this.#panel.open();
    this.#moved(true);
    this.#showWhatIsNew();
    this.#panel.view.focus();
    this.#noteRead();
  }

  close() {
    if (!this.isOpen) return;
    this.memory.keep({ isOpen: false });
    this.#panel.close();
    this.#moved(false);
  }

  /** Another person will sit at this browser: nothing of the conversation stays. */
  forget() {
    this.close();
    this.#drop();
    this.#panel.show(null);
    this.memory.forget();
    this.#unread(0);
  }

  /** The number of unseen messages has changed elsewhere: in another tab, or at the desk while no socket stood. */
  recount() {
    this.#unread(this.#unseenHere + Object.values(this.#elsewhere).reduce((one, other) => one + other, 0));
  }

  showHome() {
    this.memory.keep({ shown: null });
    if (!this.#isLive) this.#drop();
    this.#panel.show(new Home(this));
  }

  showHistory() {
    this.#panel.show(new History(this));
  }

  show(view) {
    this.#panel.show(view);
  }

  /** Articles that may answer, beside a form; their code comes only where there are any. */
  suggest(form) {
    const { articles } = this.#settings.modules;
    articles && import(this.desk.absolute(articles)).then((it) => it.suggest(this, form)).catch(console.warn);
  }

  showTalk() {
    this.memory.keep({ shown: this.#talk.id });
    this.#panel.show(new Chat(this, this.#talk));
    this.#noteRead();
  }

  /** The conversation that has just begun here: `started` is the desk's answer. */
  begin({ token, conversation }) {
    this.memory.share({ token, opening: null, live: isLive(conversation.state) ? conversation.id : undefined });
    this.openTalk(conversation.id, conversation);
  }

  openTalk(id, snapshot = null) {
    if (this.#talk?.id !== id) this.#follow(id, snapshot);
    this.showTalk();
  }

  /** The desk knows this conversation no more, or not even this browser: begin anew, with what was not sent as first words. */
  #startAfresh({ code }) {
    const { posts } = this.#talk.outbox;
    const unsent = posts.filter(({ state }) => state !== "stored").map(({ body }) => body);
    for (const { client_id } of posts) this.#talk.outbox.drop(client_id);
    this.#drop();
    this.memory.share(code === NOT_THIS_ONE ? { live: undefined } : { live: undefined, token: "" });
    if (unsent.length) this.memory.keep({ firstWords: { words: unsent.join("\n") } });
    this.showHome();
  }

  #follow(id, snapshot = null) {
    this.#drop();
    const { desk, memory } = this;
    this.#talk = new Talk({ desk, id, shop: this.#settings.shop, place: memory.place, snapshot });
    this.#talk.addEventListener("change", () => this.#afterChange());
    this.#talk.addEventListener("over", ({ detail }) => this.#startAfresh(detail));
  }

  /** What was there before; but an answer to a message left earlier comes first, unless a chat is alive or one writes. */
  #showWhatIsNew() {
    const { view } = this.#panel;
    const [answered] = Object.entries(this.#elsewhere).find(([, count]) => count) ?? [];
    if (answered && !this.#isLive && !view?.isWriting) this.openTalk(Number(answered));
    else if (!view) this.#talk ? this.showTalk() : this.showHome();
  }

  #followOtherTab({ token, live }) {
    this.recount();
    if (!token && this.#talk) return this.forget();
    if (!live || live === this.#talk?.id || this.#isLive) return;
    this.#follow(live);
    if (this.isOpen && !this.#panel.view?.isWriting) this.showTalk();
  }

  #afterChange() {
    const live = this.#isLive ? this.#talk.id : undefined;
    const { live: known } = this.memory.shared;
    if (live !== known && (live || known === this.#talk.id)) this.memory.share({ live });
    this.#noteRead();
  }

  #noteRead() {
    if (this.#isSeen) this.#talk.read();
    if (this.#talk?.state.status) this.#awaitAnswers(this.#talk);
    this.recount();
  }

  get #isSeen() {
    return this.#talk && this.isOpen && !document.hidden && this.#panel.view?.talk === this.#talk;
  }

  get #unseenHere() {
    return !this.#talk || this.#isSeen ? 0 : this.#talk.unread();
  }

  /** Unseen messages of conversations that are answered while no socket stands, by id, but for the one that is followed. */
  get #elsewhere() {
    const { [this.#talk?.id]: here, ...others } = this.memory.shared.awaited ?? {};
    return others;
  }

  /** Remember in this browser that an answer is awaited, or not seen yet; what is alive is followed anyway. */
  #awaitAnswers({ id, state }) {
    const count = this.#unseenHere;
    const isAwaited = !this.#isLive && (count || state.status !== "closed");
    const awaited = isAwaited ? { ...this.#elsewhere, [id]: count } : this.#elsewhere;
    const { awaited: known = {} } = this.memory.shared;
    if (known[id] === awaited[id]) return;
    this.memory.share({ awaited: Object.keys(awaited).length ? awaited : undefined });
  }

  get #isLive() {
    return Boolean(this.#talk?.isLive);
  }

  #drop() {
    this.#talk?.close();
    this.#talk = null;
  }
}

function isLive({ is_live: isLive, status }) {
  return isLive && status !== "closed";
}
