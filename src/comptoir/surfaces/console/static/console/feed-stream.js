// A shop's feed as this browser knows it: posts by their number, and the number of the last change that is known. No DOM.
//
//   const stream = new FeedStream((v) => …)    called when something is missing after the change `v`
//   stream.start(page)                          begins anew from a page: { v, posts, people, older }
//   stream.hear(frame)                          a "feed" frame (one change) or the answer to a question about what came after
//   stream.prepend(page)                        older threads
//   event "change": { moved, isAnew }           the posts that are new or changed, or all replaced
//
// Every change carries the whole post as it is then, so that of two the one with the higher number is right.

const ASK_AFTER = 1_500;
const ASK_AGAIN_AFTER = 5_000;

export class FeedStream extends EventTarget {
  posts = new Map();
  people = {};
  v = 0;
  older = null;
  #ask;
  #early = new Map();
  #later = 0;
  #askedAt = 0;

  constructor(ask) {
    super();
    this.#ask = ask;
  }

  start({ v, posts, people, older }) {
    this.posts = new Map(posts.map((post) => [post.id, post]));
    this.v = v;
    this.older = older;
    this.#early.clear();
    this.#meet(people);
    this.#say(posts, true);
  }

  prepend({ posts, people, older }) {
    this.#meet(people);
    this.posts = new Map([...posts.map((post) => [post.id, post]), ...this.posts]);
    this.older = older;
    this.#say(posts, true);
  }

  /** Posts that were asked for besides: the rest of a thread. */
  add({ posts, people }) {
    this.#meet(people);
    for (const post of posts) this.posts.set(post.id, post);
    this.#say(posts, true);
  }

  hear(frame) {
    this.#meet(frame.people);
    if (frame.posts) return this.#catchUp(frame);
    if (frame.v <= this.v) return;
    this.#early.set(frame.v, frame.post);
    this.#say(this.#fold(), false);
    if (this.#early.size) this.#askSoon();
  }

  /** Ask for what may have been missed. */
  askNow() {
    this.#askedAt = Date.now();
    this.#ask(this.v);
  }

  close() {
    clearTimeout(this.#later);
  }

  /** In the order of posts, threads whole: each root with its answers. */
  get threads() {
    const roots = new Map();
    const sorted = [...this.posts.values()].sort((one, other) => one.id - other.id);
    for (const post of sorted) if (!post.root) roots.set(post.id, { root: post, answers: [] });
    for (const post of sorted) roots.get(post.root)?.answers.push(post);
    return [...roots.values()];
  }

  #catchUp({ v, posts, more }) {
    this.#askedAt = 0;
    this.v = Math.max(this.v, v);
    for (const post of posts) this.posts.set(post.id, post);
    for (const known of [...this.#early.keys()]) if (known <= this.v) this.#early.delete(known);
    this.#say([...posts, ...this.#fold()], false);
    if (more) this.askNow();
    else if (this.#early.size) this.#askSoon();
  }

  #fold() {
    const moved = [];
    for (let next; (next = this.#early.get(this.v + 1)); ) {
      this.#early.delete(++this.v);
      this.posts.set(next.id, next);
      moved.push(next);
    }
    return moved;
  }

  #askSoon() {
    clearTimeout(this.#later);
    const wait = Math.max(ASK_AFTER, this.#askedAt + ASK_AGAIN_AFTER - Date.now());
    this.#later = setTimeout(() => this.#early.size && this.askNow(), wait);
  }

  #meet(people) {
    this.people = { ...this.people, ...people };
  }

  #say(moved, isAnew) {
    if (moved.length || isAnew) this.dispatchEvent(new CustomEvent("change", { detail: { moved, isAnew } }));
  }
}
