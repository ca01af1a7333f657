// A message in the thread: words with safe links, files, and for one's own how far it has come.

import { el, icon } from "./elements.js";
import { face } from "./faces.js";
import { fileShown } from "./files.js";
import { linked } from "./linked.js";

const LATE_AFTER = 3_000;

export class Said {
  #widget;
  #talk;
  #drawn = "";
  #meta = el("p", { className: "meta" });
  #bubble;
  #shown;

  constructor(entry, widget, talk) {
    this.#widget = widget;
    this.#talk = talk;
    const { words, desk } = widget;
    const isMine = entry.from === "visitor";
    const person = talk.stream.people[entry.agent];
    const author = isMine ? words.say("you") : (person?.name ?? widget.settings.name);
    const files = (entry.files ?? []).map((file) => fileShown(file, { desk, talk, words }));
    this.#bubble = el("div", { className: "bubble" }, entry.body && el("p", {}, linked(entry.body)), files);
    this.#shown = entry.body;
    const time = el("time", { dateTime: new Date(entry.at).toISOString(), title: words.moment(entry.at) }, words.clock(entry.at));
    this.element = el(
      "div",
      { className: `said ${isMine ? "mine" : "theirs"} of-${person?.audience ?? "shop"}` },
      !isMine && person && face(person, desk, "small"),
      el(
        "div",
        {},
        el("p", { className: "author" }, author),
        this.#bubble,
        this.#meta,
      ),
    );
    this.#meta.append(time);
    // Times on demand: a touch or the pointer shows when it was said.
    this.element.onclick = () => this.element.classList.toggle("is-timed");
  }

  /** Show where the message stands now; the same again changes nothing. */
  show(entry, { isFirst, isLast, isNewest }) {
    this.element.classList.toggle("is-first", isFirst);
    this.element.classList.toggle("is-last", isLast);
    this.#correct(entry);
    if (entry.from !== "visitor") return;
    const state = this.#state(entry);
    this.element.classList.toggle("shows-state", isNewest || state === "refused" || state === "late");
    if (state === this.#drawn) return;
    this.#drawn = state;
    this.element.dataset.state = state;
    this.#meta.replaceChildren(this.#meta.querySelector("time"), this.#stateShown(state, entry.post));
    if (state === "sending") setTimeout(() => this.#showLate(entry.client_id), LATE_AFTER);
  }

  /** An answer that was corrected says so, and says what is right now. */
  #correct({ body, facts = {} }) {
    const word = facts.edited ? "edited" : facts.corrects ? "correction" : "";
    if (body && body !== this.#shown) this.#bubble.querySelector("p").replaceChildren(...[linked(body)].flat());
    this.#shown = body;
    if (!word || this.#meta.querySelector(".edited")) return;
    this.element.classList.add("is-edited");
    this.#meta.append(el("span", { className: "edited" }, this.#widget.words.say(word)));
  }

  #state({ post, seq }) {
    if (!post) return seq <= (this.#talk.state.team_read ?? 0) ? "read" : "stored";
    if (post.state !== "waiting") return post.state;
    return Date.now() - post.at > LATE_AFTER ? "late" : "sending";
  }

  #stateShown(state, post) {
    const { words } = this.#widget;
    const mark = { sending: "clock", late: "clock", stored: "stored", read: "read", refused: "alert" }[state];
    if (state !== "refused") return el("span", { className: "state" }, icon(mark), words.say(`state_${state}`));
    const drop = () => this.#talk.outbox.drop(post.client_id);
    const edit = () => (this.element.dispatchEvent(new CustomEvent("take-back", { bubbles: true, detail: post })), drop());
    return el(
      "span",
      { className: "state" },
      icon(mark),
      post.message || words.say("state_refused"),
      el("button", { className: "link", onclick: edit }, words.say("edit")),
      el("button", { className: "link", onclick: drop }, words.say("remove")),
    );
  }

  #showLate(id) {
    const post = this.#talk.outbox.posts.find(({ client_id }) => client_id === id);
    if (post?.state === "waiting") this.#talk.dispatchEvent(new CustomEvent("outbox", { detail: {} }));
  }
}
