// A conversation as this browser knows it: entries in order without gaps, the state they lead to, the people in it. No DOM.
//
//   const stream = new Stream((seq) => connection.send({ t: "after", seq }));   // called when something is missing after `seq`
//   stream.start(snapshot)      begins anew from a whole snapshot
//   stream.resumePoint()        the `after` to name in a hello or a watch (−1: nothing is known yet, a snapshot is wanted)
//   stream.hear(frame)          folds a "welcome", "entries", "older", "entry", "state" or "resync" frame (or an HTTP answer
//                               of the same shape) in; what was heard before changes nothing
//   stream.entries, stream.state, stream.people, stream.firstSeq, stream.lastSeq, stream.hasOlder
//   event "change": { added, older, isAnew, edited } entries that are new at the end, new at the beginning, all replaced, or
//   were corrected and say something else now
//
// The fold: an entry that comes early waits until those before it are here. Read marks only grow. A frame's whole state is
// taken only when we are not already past the moment it was read at.

const ASK_AGAIN_AFTER = 5_000;
const MARKS = ["visitor_read", "team_read"];

export class Stream extends EventTarget {
  entries = [];
  state = {};
  people = {};
  firstSeq = 1;
  lastSeq = 0;
  #ask;
  #early = new Map();
  #asked = 0;
  #askedAt = 0;
  #isKnown = false;
  #edited = [];

  constructor(ask) {
    super();
    this.#ask = ask;
  }

  get hasOlder() {
    return this.firstSeq > 1;
  }

  resumePoint() {
    this.#askedAt = Date.now();
    this.#asked = this.lastSeq;
    return this.#isKnown ? this.lastSeq : -1;
  }

  start(snapshot) {
    this.#isKnown = true;
    this.entries = [];
    this.#early.clear();
    this.#askedAt = 0;
    this.firstSeq = snapshot.first_seq || snapshot.entries[0]?.seq || 1;
    this.lastSeq = this.firstSeq - 1;
    this.#keep(snapshot.entries);
    this.#fold(Infinity);
    this.lastSeq = Math.max(this.lastSeq, snapshot.last_seq ?? 0);
    this.state = merged({}, snapshot.state);
    this.#meet(snapshot.people);
    this.#say({ added: this.entries, isAnew: true });
  }

  hear(frame) {
    switch (frame.t) {
      case "welcome":
      case "entries":
        return this.#isKnown ? this.#catchUp(frame) : this.start(frame);
      case "older":
        return this.#scrollBack(frame);
      case "entry":
        return this.#append(frame.entry);
      case "state":
        this.state = merged(this.state, frame.state);
        return this.#say({});
      case "resync":
        return this.#askNow();
    }
  }

  #catchUp(frame) {
    this.#askedAt = 0;
    this.#meet(frame.people);
    const horizon = Math.max(this.#asked, frame.entries.at(-1)?.seq ?? 0);
    this.#keep(frame.entries);
    const added = this.#fold(horizon);
    // While there is more to come the frame's state is of later than its entries: the last frame will say it.
    if (!frame.more && horizon === this.lastSeq) this.state = merged(this.state, frame.state);
    else this.state = merged(this.state, onlyMarks(frame.state));
    added.push(...this.#fold(Infinity));
    this.#say({ added });
    if (frame.more || this.#early.size) this.#askOnce();
  }

  #append(entry) {
    this.#keep([entry]);
    const added = this.#fold(Infinity);
    if (added.length) this.#say({ added });
    if (this.#early.size) this.#askOnce();
  }

  #scrollBack(frame) {
    this.#meet(frame.people);
    const older = frame.entries.filter((entry) => entry.seq < this.firstSeq).sort((one, other) => one.seq - other.seq);
    if (!older.length || older.at(-1).seq !== this.firstSeq - 1) return;
    this.entries.unshift(...older);
    this.firstSeq = older[0].seq;
    this.#say({ older });
  }

  #keep(entries) {
    for (const entry of entries) if (entry.seq > this.lastSeq) this.#early.set(entry.seq, entry);
  }

  /** Take the kept entries into the thread, as far as they follow each other and not beyond `horizon`. */
  #fold(horizon) {
    const added = [];
    for (let next; this.lastSeq < horizon && (next = this.#early.get(this.lastSeq + 1)); ) {
      this.#early.delete(++this.lastSeq);
      this.state = merged(this.state, next.state);
      if (next.facts?.agent?.id) this.#meet({ [next.facts.agent.id]: next.facts.agent });
      added.push(next);
    }
    this.entries.push(...added);
    for (const entry of added) if (entry.kind === "corrected") this.#correct(entry);
    return added;
  }

  /** What was answered says something else now; what is not here yet comes with its new words. */
  #correct({ body, facts }) {
    const at = this.entries.findIndex((entry) => entry.seq === facts.of);
    if (at < 0) return;
    this.entries[at] = { ...this.entries[at], body, facts: { ...this.entries[at].facts, edited: facts.edited } };
    this.#edited.push(this.entries[at]);
  }

  #askOnce() {
    if (Date.now() - this.#askedAt >= ASK_AGAIN_AFTER) this.#askNow();
  }

  #askNow() {
    this.#ask(this.resumePoint());
  }

  #meet(people) {
    this.people = { ...this.people, ...people };
  }

  #say({ added = [], older = [], isAnew = false }) {
    const edited = this.#edited.splice(0);
    this.dispatchEvent(new CustomEvent("change", { detail: { added, older, isAnew, edited } }));
  }
}

function merged(state, change) {
  const next = { ...state, ...change };
  for (const mark of MARKS) if (mark in next) next[mark] = Math.max(state[mark] ?? 0, next[mark] ?? 0);
  return next;
}

function onlyMarks(state = {}) {
  return Object.fromEntries(MARKS.filter((mark) => mark in state).map((mark) => [mark, state[mark]]));
}
