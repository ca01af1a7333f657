// The widget behind the button: which view is shown, and the conversation of this browser that still lives.

import { Chat } from "./chat.js";
import { Desk } from "./desk.js";
import { History } from "./history.js";
import { Home } from "./home.js";
import { Memory } from "./memory.js";
import { Panel } from "./panel.js";
import { Talk } from "./talk.js";
import { Words } from "./words.js";

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
    this.memory.onShared(({ live }) => live && !this.#talk && this.#follow(live));
    document.addEventListener("visibilitychange", () => this.#noteRead());
    const { live } = this.memory.shared;
    if (live) this.#follow(live);
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
    if (!this.#panel.view) this.#talk ? this.showTalk() : this.showHome();
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

  showHome() {
    if (this.#talk && !this.#isLive()) this.#drop();
    this.#panel.show(new Home(this));
  }

  showHistory() {
    this.#panel.show(new History(this));
  }

  showTalk() {
    this.#panel.show(new Chat(this, this.#talk));
    this.#noteRead();
  }

  /** The conversation that has just begun here: `started` is the desk's answer. */
  begin({ token, conversation }) {
    this.memory.share({ token, opening: null, live: isLive(conversation.state) ? conversation.id : null });
    this.openTalk(conversation.id, conversation);
  }

  openTalk(id, snapshot = null) {
    if (this.#talk?.id !== id) {
      this.#drop();
      this.#follow(id, snapshot);
    }
    this.showTalk();
  }

  /** The desk no longer knows this browser: begin anew, with what was written kept as the first words. */
  startAfresh() {
    const drafts = this.#talk ? this.#talk.outbox.posts.map((post) => post.body) : [];
    this.#drop();
    this.memory.share({ token: "", live: null });
    this.memory.keep({ firstWords: drafts.join("\n") });
    this.showHome();
  }

  #follow(id, snapshot = null) {
    const { desk, memory } = this;
    this.#talk = new Talk({ desk, id, shop: this.#settings.shop, place: memory.place, snapshot });
    this.#talk.addEventListener("change", () => this.#afterChange());
    this.#talk.addEventListener("over", () => this.startAfresh());
    if (this.isOpen && !this.#panel.view?.isWriting) this.showTalk();
  }

  #afterChange() {
    const live = this.#isLive() ? this.#talk.id : null;
    const { live: known } = this.memory.shared;
    if (live !== known && (live || known === this.#talk.id)) this.memory.share({ live });
    this.#noteRead();
  }

  #noteRead() {
    if (!this.#talk) return this.#unread(0);
    const isSeen = this.isOpen && !document.hidden && this.#panel.view?.talk === this.#talk;
    if (isSeen) this.#talk.read();
    this.#unread(isSeen ? 0 : this.#talk.unread());
  }

  #isLive() {
    return isLive(this.#talk?.state ?? {});
  }

  #drop() {
    this.#talk?.close();
    this.#talk = null;
  }
}

function isLive({ is_live: isLive, status }) {
  return isLive && status !== "closed";
}
