// A shop's feed on the screen, as a page or as a panel: its threads, what waits to be sent, and where one writes.
//
//   const feed = new Feed(place, facts, { conversation })   place: an element that it fills;   feed.close()
//   event "leave": the writer wants back to where they came from

import { ask } from "./ask.js";
import { deskNow } from "./facts.js";
import { desk } from "./desk.js";
import { drawPost, drawWaiting, personOf } from "./feed-post.js";
import { askWhy, showHistory } from "./feed-dialogs.js";
import { element } from "./element.js";
import { FeedComposer } from "./feed-composer.js";
import { FeedStream } from "./feed-stream.js";
import { outboxOfFeed } from "./feed-outbox.js";
import { dayName, isSameDay, say } from "./texts.js";
import { tellRefusal } from "./toast.js";

const POLL_EVERY = 5_000;
const READ_AFTER = 800;
const NEAR = 80;
const NOTHING = { questions: "feed_no_questions", pinned: "feed_no_pinned", mine: "feed_no_mine" };

export class Feed extends EventTarget {
  #facts;
  #stream;
  #outbox;
  #composer;
  #list = element("ol.threads");
  #waiting = element("ol.threads.waiting-posts");
  #box;
  #older = element("button.button.little.older", { type: "button", hidden: true, onclick: () => this.#askOlder() });
  #newest = element("button.button.little.to-newest", { type: "button", hidden: true, onclick: () => this.toEnd() });
  #openable = new Set();
  #asked = new Set();
  #read;
  #reading = 0;
  #last = 0;
  #poll;
  #words = "";
  #within = null; // the threads that were asked for, where these are not all
  #isFollowing = true;
  #ears = new AbortController();

  constructor(place, facts, { conversation = null } = {}) {
    super();
    this.#facts = facts;
    this.#read = facts.read;
    this.#stream = new FeedStream((v) => this.#askAfter(v));
    this.#outbox = outboxOfFeed(facts.shop);
    this.#composer = new FeedComposer(facts, { conversation });
    this.#older.textContent = say("feed_older");
    this.#newest.textContent = say("newer_below");
    this.#box = element("div.feed-list", { tabindex: 0, role: "region", "aria-label": say("feed_name", { shop: facts.name }) }, this.#older, element("div", { role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": say("feed_name", { shop: facts.name }) }, this.#list, this.#waiting), this.#newest);
    place.replaceChildren(this.#box, this.#composer.element);
    this.#listen();
    if (facts.thread) this.#keepWithin(facts.page);
    this.#stream.start(facts.page);
    this.#drawWaiting();
    this.toEnd();
    this.#stream.askNow();
    if (facts.thread) this.show(facts.thread);
  }

  get shop() {
    return this.#facts.shop;
  }

  /** Whether the newest is before somebody's eyes. */
  get isRead() {
    return !document.hidden && this.#isFollowing && this.#box.isConnected && this.#isWhole;
  }

  focus() {
    this.#composer.focus();
  }

  askAbout() {
    this.#composer.askAbout();
  }

  toEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#newest.hidden = true;
    this.#isFollowing = true;
  }

  /** Bring a post into sight, with the keyboard on it. */
  show(id) {
    const post = this.#list.querySelector(`[data-post="${id}"]`);
    if (!post) return false;
    this.#isFollowing = false;
    post.scrollIntoView({ block: "center" });
    post.focus({ preventScroll: true });
    return true;
  }

  /** Only the threads in which these words stand; all of them again without words. */
  async find(words) {
    this.#words = words.trim();
    const page = await ask(`/console/feed/posts?shop=${this.shop}&only=${this.#facts.only}&words=${encodeURIComponent(this.#words)}`).catch(tellRefusal);
    if (!page) return;
    this.#within = null;
    if (this.#words) this.#keepWithin(page);
    this.#stream.start(page);
    this.toEnd();
  }

  close() {
    clearInterval(this.#poll);
    clearTimeout(this.#reading);
    this.#ears.abort();
    this.#stream.close();
    this.#composer.close();
  }

  get #isWhole() {
    return this.#facts.only === "all" && !this.#facts.thread && !this.#words;
  }

  /** Whether the thread that is shown alone holds all that was unread. */
  get #isAllUnread() {
    const here = [...this.#stream.posts.values()].filter((post) => post.id > this.#read && post.by !== this.#facts.me);
    return !document.hidden && Boolean(this.#facts.thread) && here.length >= this.#facts.unread;
  }

  #listen() {
    const options = { signal: this.#ears.signal };
    const mine = (act) => ({ detail }) => detail.shop === this.shop && act(detail);
    desk.addEventListener("feed", mine((frame) => this.#stream.hear(frame)), options);
    desk.addEventListener("feed_posts", mine((frame) => this.#stream.hear(frame)), options);
    desk.addEventListener("missed", () => this.#stream.askNow(), options);
    this.#stream.addEventListener("change", ({ detail }) => this.#follow(detail), options);
    this.#outbox.addEventListener("change", () => this.#drawWaiting(), options);
    this.#composer.addEventListener("say", ({ detail }) => (this.#outbox.add(detail), this.toEnd()), options);
    this.#composer.addEventListener("edit", ({ detail: { post, body, named } }) => this.#edit(post, body, named), options);
    this.#composer.addEventListener("leave", () => this.dispatchEvent(new Event("leave")), options);
    this.#box.addEventListener("scroll", () => this.#scrolled(), { passive: true, ...options });
    for (const name of ["focus", "visibilitychange"]) (name === "focus" ? window : document).addEventListener(name, () => this.#tellRead(), options);
    this.#poll = setInterval(() => desk.isUp || this.#stream.askNow(), POLL_EVERY);
  }

  #follow({ moved }) {
    const follow = this.#isFollowing;
    this.#outbox.settle(moved);
    this.#draw(moved);
    if (follow) this.toEnd();
    else if (moved.some((post) => post.id > this.#last && post.by !== this.#facts.me)) this.#newest.hidden = false;
    this.#last = Math.max(this.#last, ...moved.map((post) => post.id));
    this.#learnWays(moved);
    this.#tellRead();
  }

  /** Draw what has changed; where a thread begins or goes, the whole list, without losing one's place or the keyboard's. */
  #draw(moved) {
    const threads = this.#stream.threads.filter(({ root }) => this.#isShown(root));
    const order = threads.map(({ root }) => String(root.id)).join();
    const isSame = this.#list.firstElementChild && order === [...this.#list.children].filter((one) => one.dataset.thread).map((one) => one.dataset.thread).join();
    const touched = new Set(moved.map((post) => post.root ?? post.id));
    if (!isSame) return this.#drawAll(threads);
    for (const thread of threads.filter(({ root }) => touched.has(root.id))) {
      const old = this.#list.querySelector(`[data-thread="${thread.root.id}"]`);
      this.#keepingKeys(old, () => old.replaceWith(this.#drawThread(thread)));
    }
  }

  #drawAll(threads) {
    const [height, top] = [this.#box.scrollHeight, this.#box.scrollTop];
    const grew = this.#list.querySelector("[data-thread]")?.dataset.thread !== String(threads[0]?.root.id);
    let before = null;
    const shown = threads.flatMap((thread) => {
      const at = Date.parse(thread.root.at);
      const day = !before || !isSameDay(before, at) ? [element("li.day", {}, dayName(at, deskNow()))] : [];
      before = at;
      return [...day, this.#drawThread(thread)];
    });
    const empty = element("li.empty", {}, element("b", {}, say(this.#words ? "feed_nothing_found" : (NOTHING[this.#facts.only] ?? "feed_empty"))), element("span", {}, say(this.#isWhole ? "feed_empty_how" : "")));
    this.#keepingKeys(this.#list, () => this.#list.replaceChildren(...(shown.length ? shown : [empty])));
    this.#older.hidden = !this.#stream.older;
    if (grew) this.#box.scrollTop = top + this.#box.scrollHeight - height;
  }

  #drawThread({ root, answers }) {
    const context = { stream: this.#stream, facts: this.#facts, openable: this.#openable, root };
    const hidden = root.answers - answers.length;
    const rest = hidden > 0 ? element("button.button.little", { type: "button", onclick: () => this.#askThread(root.id) }, say("feed_all_answers", { n: root.answers })) : null;
    const below = answers.length ? element("ol.answers", {}, answers.map((post) => element("li", {}, drawPost(post, context, this.#acts())))) : null;
    const thread = element("li.thread-of", { "data-thread": root.id }, drawPost(root, context, this.#acts()), rest, below);
    thread.classList.toggle("new", [root, ...answers].some((post) => post.id > this.#facts.read && post.by !== this.#facts.me));
    return thread;
  }

  #keepWithin({ posts }) {
    this.#within = new Set([...(this.#within ?? []), ...posts.filter((post) => !post.root).map((post) => post.id)]);
  }

  /** A drawing that takes the place of another must not lose the keyboard, nor shut a menu that is open. */
  #keepingKeys(part, redraw) {
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const [post, step, sign] = [focused?.closest("[data-post]")?.dataset.post, focused?.dataset.step, focused?.dataset.sign];
    const open = part.querySelector("details.menu[open]");
    const [of, menu] = [open?.closest("[data-post]")?.dataset.post, open?.matches(".signs-menu") ? ".signs-menu" : ".menu:not(.signs-menu)"];
    redraw();
    this.#list.querySelector(`[data-post="${of}"] ${menu}`)?.setAttribute("open", "");
    if (!post) return;
    const again = this.#list.querySelector(`[data-post="${post}"]`);
    const place = again?.querySelector(step ? `[data-step="${step}"]` : sign ? `[data-sign="${sign}"]` : ".foot .menu > summary") ?? again;
    (place?.offsetParent ? place : again)?.focus({ preventScroll: true });
  }

  #isShown(root) {
    if (this.#within) return this.#within.has(root.id);
    if (this.#stream.older && root.id < this.#stream.older) return false; // what stands between is not here yet
    if (this.#facts.only === "questions") return root.question && !root.answer && !root.taken_back && !root.hidden;
    if (this.#facts.only === "mine") return root.by === this.#facts.me;
    return true;
  }

  #acts() {
    return {
      answer: (post) => this.#composer.answer(post, personOf(post.by, { stream: this.#stream, facts: this.#facts }).name),
      edit: (post) => this.#composer.edit(post),
      step: (post, act, more = {}) => this.#step(post, act, more),
      takeBack: async (post) => (await askWhy(say("feed_take_back"), say("feed_take_back_sure"), null)) !== null && this.#step(post, "take-back"),
      hide: async (post) => {
        const why = await askWhy(say("feed_hide"), say("feed_hide_how"), say("feed_hide_why"));
        if (why !== null) this.#step(post, "hide", { why });
      },
      history: (post) => showHistory(post.id, this.#facts),
    };
  }

  #step({ id }, act, more = {}) {
    ask(`/console/feed/${id}/${act}`, { post: more }).then(() => desk.isUp || this.#stream.askNow(), tellRefusal);
  }

  #edit({ id }, body, named) {
    ask(`/console/feed/${id}/edit`, { post: { body, named } }).catch((error) => this.#composer.restore({ body }, error.message));
  }

  #drawWaiting() {
    this.#outbox.settle([...this.#stream.posts.values()].slice(-50));
    const refused = this.#outbox.posts.find((post) => post.state === "refused" && !post.isSeen);
    if (refused && this.#composer.restore(refused, refused.message)) return this.#outbox.drop(refused.client_id);
    const context = { stream: this.#stream, facts: this.#facts };
    this.#waiting.replaceChildren(...this.#outbox.posts.map((post) => element("li.thread-of", {}, drawWaiting(post, context, this.#stateOf(post)))));
    if (this.#isFollowing) this.toEnd();
  }

  #stateOf(post) {
    if (post.state !== "refused") return [element("span.quiet.small", {}, say(post.state === "stored" ? "sent" : "sending"))];
    const again = element("button.button.little", { type: "button", onclick: () => this.#outbox.retry(post.client_id) }, say("send_again"));
    return [element("span.danger.small", {}, post.message ?? ""), again, element("button.button.little.bare", { type: "button", onclick: () => this.#outbox.drop(post.client_id) }, say("throw_away"))];
  }

  /** Which of the excerpts lead back to a conversation that one may see: asked, for the posts themselves do not say. */
  async #learnWays(moved) {
    const wanted = moved.filter((post) => post.excerpt && !this.#asked.has(post.id)).map((post) => post.id);
    if (!wanted.length) return;
    for (const id of wanted) this.#asked.add(id);
    const answer = await ask(`/console/feed/links?ids=${wanted.slice(0, 100).join()}`).catch(() => null);
    if (!answer?.open.length || this.#ears.signal.aborted) return;
    for (const id of answer.open) this.#openable.add(id);
    this.#draw(answer.open.map((id) => this.#stream.posts.get(id)).filter(Boolean));
  }

  #scrolled() {
    this.#isFollowing = this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight < NEAR;
    if (this.#isFollowing) this.#newest.hidden = true;
    this.#tellRead();
  }

  #tellRead() {
    const newest = Math.max(0, ...this.#stream.posts.keys());
    if (newest <= this.#read || !(this.isRead || this.#isAllUnread) || !document.hasFocus()) return;
    clearTimeout(this.#reading);
    this.#reading = setTimeout(() => {
      this.#read = newest;
      ask("/console/feed/read", { post: { shop: this.shop, post: newest } }).catch(() => {});
    }, READ_AFTER);
  }

  async #askAfter(v) {
    if (desk.send({ t: "feed_after", shop: this.shop, v })) return;
    const answer = await ask(`/console/feed/posts?shop=${this.shop}&after=${v}`).catch(() => null);
    if (answer && !this.#ears.signal.aborted) this.#stream.hear(answer);
  }

  async #askOlder() {
    const page = await ask(`/console/feed/posts?shop=${this.shop}&only=${this.#facts.only}&words=${encodeURIComponent(this.#words)}&before=${this.#stream.older}`).catch(tellRefusal);
    if (!page) return;
    if (this.#within) this.#keepWithin(page);
    this.#stream.prepend(page);
  }

  async #askThread(id) {
    const thread = await ask(`/console/feed/posts?thread=${id}`).catch(tellRefusal);
    if (thread) this.#stream.add(thread);
  }
}
