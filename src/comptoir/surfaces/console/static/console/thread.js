// The thread of a conversation on the screen: draws what the stream and the outbox hold, keeps its place while older
// entries come in above, and stays at the end while newer ones come in below.

import { drawEntry, drawPost, isOneTurn, isSaid } from "./entry.js";
import { element } from "./element.js";
import { deskNow } from "./facts.js";
import { isQuiet } from "./reading.js";
import { dayName, isSameDay, say } from "./texts.js";

const NEAR = 120;
const isShown = (entry) => !isQuiet(entry);
const FETCH_WITHIN = 400;

export class Thread {
  #box;
  #list;
  #posts = element("ol");
  #waiting = element("li.waiting-posts", { hidden: true }, this.#posts);
  #newest = element("button.button.little.to-newest", { type: "button", hidden: true, onclick: () => this.toEnd() });
  #context;
  #stream;
  #outbox;
  #askOlder;
  #asked = 0;
  #ears = new AbortController();

  constructor(box, { context, stream, outbox, askOlder, refused, held }) {
    Object.assign(this, { refused, held });
    this.#box = box;
    this.#list = box.querySelector("ol");
    this.#context = context;
    this.#stream = stream;
    this.#outbox = outbox;
    this.#askOlder = askOlder;
    box.append(this.#newest);
    const options = { signal: this.#ears.signal };
    stream.addEventListener("change", (event) => this.#follow(event.detail), options);
    outbox.addEventListener("change", () => this.#drawPosts(), options);
    held.addEventListener("change", () => (this.#drawPosts(), this.#isFollowing && this.toEnd()), options);
    box.addEventListener("scroll", () => this.#scrolled(), { passive: true, ...options });
    const grown = new ResizeObserver(() => this.#isFollowing && this.toEnd());
    for (const each of [box, this.#list]) grown.observe(each);
    this.#drawAll();
  }

  #isFollowing = true;
  #top = 0;

  get isAtEnd() {
    return this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight < NEAR;
  }

  toEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#newest.hidden = true;
    this.#isFollowing = true;
  }

  close() {
    this.#ears.abort();
  }

  #follow({ added, older, isAnew, edited }) {
    if (isAnew) return this.#drawAll();
    for (const entry of edited) this.#redraw(entry);
    if (older.length) this.#prepend(older);
    if (added.length) this.#append(added);
    this.#showRead();
  }

  #drawAll() {
    this.#list.replaceChildren(...this.#drawn(this.#stream.entries, null), this.#waiting, this.held.element);
    this.#drawPosts();
    this.#markTurns();
    this.#showRead();
    this.toEnd();
  }

  #append(entries) {
    const follow = this.#isFollowing;
    this.#outbox.settle(entries);
    const before = this.#stream.entries.slice(0, -entries.length).findLast(isShown);
    this.#waiting.before(...this.#drawn(entries, before));
    this.#markTurns(this.#stream.entries.length - entries.length - 1);
    if (follow) this.toEnd();
    else if (entries.some(isSaid)) this.#announceNewest();
  }

  #prepend(entries) {
    const [height, top] = [this.#box.scrollHeight, this.#box.scrollTop];
    const first = this.#list.querySelector(":scope > :not(.of-reading)");
    if (first?.classList.contains("day")) first.remove();
    this.#list.prepend(...this.#drawn([...entries, this.#stream.entries.slice(entries.length).find(isShown)].filter(Boolean), null, entries.length));
    this.#markTurns(0, entries.length + 1);
    this.#box.scrollTop = top + this.#box.scrollHeight - height;
  }

  /** Elements for entries, with a line for each new day; of the last ones beyond `only`, just the day they may begin. */
  #drawn(entries, before, only = entries.length) {
    const shown = [];
    entries.forEach((entry, at) => {
      const day = Date.parse(entry.at);
      if (isQuiet(entry)) return at < only && shown.push(drawEntry(entry, this.#context));
      if (!before || !isSameDay(Date.parse(before.at), day)) shown.push(element("li.day", {}, dayName(day, deskNow())));
      if (at < only) shown.push(drawEntry(entry, this.#context));
      before = entry;
    });
    return shown;
  }

  /** Show a face where somebody begins to speak and the time where they end, for the entries between two places. */
  #markTurns(from = 0, to = Infinity) {
    const entries = this.#stream.entries;
    for (let at = Math.max(0, from); at < Math.min(to, entries.length); at++) {
      const line = isSaid(entries[at]) && this.#line(entries[at].seq);
      if (!line) continue;
      const [before, after] = [entries.slice(0, at).findLast(isShown), entries.slice(at + 1).find(isShown)];
      const follows = isOneTurn(before, entries[at]);
      line.classList.toggle("first", !follows);
      line.classList.toggle("last", !isOneTurn(entries[at], after));
      for (const part of line.querySelectorAll(":scope > .face, :scope > .by")) part.classList.toggle("spoken", follows);
    }
  }

  #drawPosts() {
    this.#outbox.settle(this.#stream.entries.slice(-20));
    const posts = this.#outbox.posts.filter((post) => !this.#isShown(post));
    this.#posts.replaceChildren(...posts.map((post) => this.#drawPost(post)));
    this.#waiting.hidden = !posts.length;
    if (posts.length && this.#isFollowing) this.toEnd();
  }

  /** Whether the post stands elsewhere: with what is held or came back, or, gone out long ago, among the entries above. */
  #isShown({ state, seq, client_id }) {
    return state === "held" || this.held.shows(client_id) || (state === "stored" && seq <= this.#stream.lastSeq);
  }

  #drawPost(post) {
    const shown = drawPost(post, this.#context);
    shown.classList.add("first", "last", post.state === "refused" ? "refused" : "pending");
    const foot = shown.querySelector(".read");
    foot.replaceChildren(post.state === "stored" ? say("sent") : post.state === "waiting" ? say("sending") : "");
    if (post.state === "refused") foot.append(...this.refused(post));
    return shown;
  }

  #showRead() {
    const read = this.#stream.state.visitor_read ?? 0;
    const own = this.#stream.entries.filter((entry) => entry.kind === "message" && entry.from === "agent");
    const [last, lastRead] = [own.at(-1), own.findLast((entry) => entry.seq <= read)];
    for (const mark of this.#list.querySelectorAll("li[data-seq] .read:not(:empty)")) this.#mark(mark.closest("li"), "");
    if (last && last !== lastRead) this.#mark(this.#line(last.seq), say("sent"));
    if (lastRead) this.#mark(this.#line(lastRead.seq), say("seen"));
  }

  #mark(line, words) {
    if (!line) return;
    line.querySelector(".read").textContent = words;
    line.querySelector(".foot").classList.toggle("always", Boolean(words));
  }

  /** An answer that was corrected, in its place. */
  #redraw(entry) {
    const line = this.#line(entry.seq);
    if (!line) return;
    line.replaceWith(drawEntry(entry, this.#context));
    const at = this.#stream.entries.indexOf(entry);
    this.#markTurns(at, at + 1);
  }

  #line(seq) {
    return this.#list.querySelector(`li[data-seq="${seq}"]`);
  }

  #announceNewest() {
    this.#newest.textContent = say("newer_below");
    this.#newest.hidden = false;
  }

  #scrolled() {
    const isGoingUp = this.#box.scrollTop < this.#top; // a message that grows is nobody's wish to leave the end
    this.#top = this.#box.scrollTop;
    this.#isFollowing = this.isAtEnd || (this.#isFollowing && !isGoingUp);
    if (this.#isFollowing) this.#newest.hidden = true;
    if (this.#box.scrollTop > FETCH_WITHIN || !this.#stream.hasOlder || this.#asked === this.#stream.firstSeq) return;
    this.#asked = this.#stream.firstSeq;
    this.#askOlder(this.#stream.firstSeq);
  }
}
