// Posts that wait for their acknowledgement: kept across reloads, sent one after the other, resent under the same
// `client_id` until the desk has them, by HTTP when the socket has been down for 3 s. One outbox a conversation.
//
//   const outbox = new Outbox({
//     place: "comptoir:maison-perle:12:",             // prefix of its keys in localStorage
//     connection,                                     // a Connection
//     frame: (post) => ({ t: "post", …post }),        // what to send; default: t, client_id, body, files
//     byHttp: async (frame) => ({ seq, at }),         // optional; throws an error with `code` when refused
//   });
//   outbox.add({ body, files, … }) → post             // shown at once, delivered when it can be
//   outbox.hear(frame)                                // give it "ack", "refused" and "held" frames (held: the desk has it)
//   outbox.settle(entries)                            // the stream shows these: what is among them is done with
//   outbox.retry(client_id, changes), outbox.drop(client_id), outbox.close()
//   outbox.posts                                      // in order: { client_id, body, files, at, state, code, message }
//   event "change";  post.state: "waiting" | "stored" (safe at the desk; `seq`, `at`) | "refused" (`code`, `message`, `findings`)
//                                                     // | "held" (`held`, `clauses`): the desk keeps it until somebody approves it
//
// Posts of another tab are shown here too, and delivered from here when they have stood for 15 s.

const HTTP_AFTER = 3_000;
const ACK_WITHIN = 10_000;
const LOOK_EVERY = 1_000;
const ADOPT_AFTER = 15_000;
const TEMPORARY = new Set(["unavailable", "too_many"]);
const WAIT_AFTER_REFUSAL = 5_000;

export class Outbox extends EventTarget {
  #place;
  #connection;
  #frame;
  #byHttp;
  #posts = [];
  #own = new Set();
  #sent = null; // { id, at } of the one post that is on its way
  #pausedUntil = 0;
  #clock = 0;
  #ears = new AbortController();

  constructor({ place, connection, frame = plainFrame, byHttp = null }) {
    super();
    this.#place = place;
    this.#connection = connection;
    this.#frame = frame;
    this.#byHttp = byHttp;
    this.#posts = kept(place);
    this.#takeUp();
    const options = { signal: this.#ears.signal };
    connection.addEventListener("welcome", () => this.#sendAgain(), options);
    connection.addEventListener("down", () => (this.#sent = null), options);
    addEventListener("storage", (event) => this.#followOtherTab(event), options);
    this.#deliver();
  }

  get posts() {
    return this.#posts;
  }

  add(words) {
    const at = Math.max(Date.now(), (this.#posts.at(-1)?.at ?? 0) + 1);
    const post = { files: [], ...words, client_id: words.client_id ?? newId(), at, state: "waiting" };
    this.#own.add(post.client_id);
    this.#posts.push(post);
    this.#keep(post);
    this.#deliver();
    return post;
  }

  hear(frame) {
    if (frame.t === "ack") this.#store(frame);
    else if (frame.t === "refused") this.#refuse(frame);
    else if (frame.t === "held") this.#hold(frame);
  }

  settle(entries) {
    const seen = new Set(entries.map((entry) => entry.client_id));
    for (const post of this.#posts.filter((post) => seen.has(post.client_id))) this.drop(post.client_id);
  }

  retry(id, changes = {}) {
    const post = this.#find(id);
    if (!post) return;
    Object.assign(post, changes, { state: "waiting", code: undefined, message: undefined, findings: undefined });
    this.#keep(post);
    this.#deliver();
  }

  drop(id) {
    this.#forget(id);
    this.#posts = this.#posts.filter((post) => post.client_id !== id);
    this.#say();
    this.#deliver();
  }

  close() {
    clearTimeout(this.#clock);
    this.#ears.abort();
  }

  #store({ client_id, seq, at }) {
    const post = this.#find(client_id);
    if (!post || post.state === "stored") return;
    Object.assign(post, { state: "stored", seq, storedAt: at });
    this.#forget(client_id);
    this.#say();
    this.#deliver();
  }

  /** The desk has it and waits for somebody's approval. */
  #hold({ client_id, held, clauses }) {
    const post = this.#find(client_id);
    if (!post || post.state === "stored") return;
    if (this.#sent?.id === client_id) this.#sent = null;
    Object.assign(post, { state: "held", held, clauses });
    this.#keep(post);
    this.#deliver();
  }

  #refuse({ client_id, code, message, findings }) {
    const post = this.#find(client_id);
    if (!post) return;
    this.#sent = null;
    if (TEMPORARY.has(code)) {
      this.#pausedUntil = Date.now() + WAIT_AFTER_REFUSAL * (0.5 + Math.random());
    } else {
      Object.assign(post, { state: "refused", code, message, findings });
      this.#keep(post);
    }
    this.#say();
    this.#deliver();
  }

  /** Send the first post that waits. One at a time, so that a refusal or a lost socket never changes their order. */
  #deliver() {
    clearTimeout(this.#clock);
    const post = this.#posts.find((post) => post.state === "waiting" && this.#isOurs(post));
    if (!post) return this.#lookAgainForOthers();
    this.#clock = setTimeout(() => this.#deliver(), LOOK_EVERY);
    if (this.#isOnItsWay(post) || Date.now() < this.#pausedUntil) return;
    const frame = this.#frame(post);
    if (this.#connection.send(frame)) this.#sent = { id: post.client_id, at: Date.now() };
    else if (this.#byHttp && this.#hasBeenDown()) this.#sendByHttp(post, frame);
  }

  async #sendByHttp(post, frame) {
    this.#sent = { id: post.client_id, at: Date.now() };
    try {
      const answer = { client_id: post.client_id, ...(await this.#byHttp(frame)) };
      if (answer.held) this.#hold(answer);
      else this.#store(answer);
    } catch (refusal) {
      const { code, message, findings } = refusal;
      if (code && code !== "token_not_valid") return this.#refuse({ ...post, code, message, findings });
      this.#sent = null;
      this.#pausedUntil = Date.now() + HTTP_AFTER;
    }
  }

  /** Deliver what stands here; what is held may have been settled unheard, and is asked about again. */
  #takeUp() {
    for (const post of this.#posts) {
      this.#own.add(post.client_id);
      if (post.state === "held") post.state = "waiting";
    }
  }

  #sendAgain() {
    this.#sent = null;
    this.#pausedUntil = 0;
    this.#takeUp();
    this.#deliver();
  }

  #isOnItsWay(post) {
    return this.#sent?.id === post.client_id && Date.now() - this.#sent.at < ACK_WITHIN;
  }

  #isOurs(post) {
    return this.#own.has(post.client_id) || Date.now() - post.at > ADOPT_AFTER;
  }

  #hasBeenDown() {
    const since = this.#connection.downSince;
    return since > 0 && Date.now() - since >= HTTP_AFTER;
  }

  #lookAgainForOthers() {
    if (this.#posts.some((post) => post.state === "waiting")) {
      this.#clock = setTimeout(() => this.#deliver(), LOOK_EVERY);
    }
  }

  #followOtherTab({ key, newValue }) {
    if (!key?.startsWith(this.#place)) return;
    const id = key.slice(this.#place.length);
    this.#posts = this.#posts.filter((post) => post.client_id !== id || post.state === "stored");
    if (newValue) this.#posts = [...this.#posts, JSON.parse(newValue)].sort(byTime);
    this.#say();
    this.#deliver();
  }

  #find(id) {
    return this.#posts.find((post) => post.client_id === id);
  }

  #keep(post) {
    attempt(() => localStorage.setItem(this.#place + post.client_id, JSON.stringify(post)));
    this.#say();
  }

  #forget(id) {
    attempt(() => localStorage.removeItem(this.#place + id));
  }

  #say() {
    this.dispatchEvent(new Event("change"));
  }
}

/** A random id of version 4, also where `crypto.randomUUID` is not offered (pages without https). */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function plainFrame({ client_id, body, files }) {
  return { t: "post", client_id, body, files: files.map((file) => file.key ?? file) };
}

function kept(place) {
  const keys = attempt(() => Object.keys(localStorage)) ?? [];
  const posts = keys.filter((key) => key.startsWith(place)).map((key) => attempt(() => JSON.parse(localStorage[key])));
  return posts.filter(Boolean).sort(byTime);
}

function byTime(one, other) {
  return one.at - other.at;
}

/** Storage may be forbidden or full: then posts live as long as the page. */
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
