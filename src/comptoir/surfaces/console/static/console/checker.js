// The checker in the composer: asks the desk how the text stands before the shop's rules while it is written, shows it
// beneath the words and in a list, applies what the writer chooses, and knows what stands in the way of sending.
//
//   const checker = new Checker(form, { address, largest })   checker.isOn = true
//   checker.stops(body)     whether the body may not be sent as it is: then the list says why, and what to do
//   checker.awaits(body)    what sending it would do: "" | "confirm" | "hold"
//   checker.terms(body)     what goes along with a message: { is_confirmed, language, promises }
//   checker.hear(refusal)   the desk refused a message for its wording
//
// A newer question supersedes an older one. While a word is being typed nothing is said of it yet.

import { altNumber, isAlt, rewrite } from "./checker-writing.js";
import { ask } from "./ask.js";
import { carried, mended, safeFix } from "./checker-spans.js";
import { CheckerHead } from "./checker-head.js";
import { FoundList, OF_WHAT_IS_MISSING, isLearnable } from "./checker-list.js";
import { OF_WORDS, around, isMissing, nameOf, nearest, nearestPromise, notYetReadAgain, numbered, placedIn, stepped } from "./checker-findings.js";
import { GivenWords, dayInWords } from "./word-given.js";
import { Marks } from "./checker-marks.js";
import { Pace } from "./checker-pace.js";
import { newId } from "../gateway/outbox.js";
import { say } from "./texts.js";

const UNFINISHED_FOR = 1_500;
const ALONE_AFTER = 320; // a second touch would have selected the word

export class Checker extends EventTarget {
  #text;
  #address;
  #largest;
  #marks;
  #head;
  #list;
  #isOn = false;
  #findings = [];
  #verdict = null;
  #chosen = null;
  #ignored = new Set();
  #given = new GivenWords();
  #asked = "";
  #was = "";
  #typedAt = 0;
  #isComposing = false;
  #settle = 0;
  #question = null;
  #pace = new Pace(() => this.#askNow({}));
  #drawn = new Set();
  #writer = newId(); // who writes the same conversation in another tab has a draft of their own

  constructor(form, { id, address, largest, readInPart = {} }) {
    super();
    this.#text = form.querySelector("textarea");
    this.#address = address;
    this.#largest = largest;
    this.#marks = new Marks(this.#text);
    this.#head = new CheckerHead(form, id, readInPart);
    this.#list = new FoundList(form.querySelector(".found"), {
      choose: (finding) => this.#choose(finding), unfold: () => (this.#head.isOpen = true), fix: (finding, words) => this.#fix(finding, words),
      ignore: (finding) => this.#ignore(finding), learn: (finding) => this.#learn(finding),
      give: (finding, day) => this.#give(finding, day), leave: () => this.#text.focus(),
    });
    this.#listen();
  }

  set isOn(isOn) {
    this.#isOn = isOn;
    this.#head.isShown = isOn;
    this.#text.spellcheck = !isOn;
    if (isOn) this.look();
    else this.#forget();
  }

  /** The text is another than before. */
  look() {
    const body = this.#text.value;
    if (body !== this.#was) {
      this.#findings = carried(this.#findings, this.#was, body);
      this.#pace.begin();
    }
    this.#chosen = this.#findings.find((finding) => finding.id === this.#chosen?.id) ?? null;
    this.#was = body;
    if (!body.trim()) return this.#forget();
    this.#draw();
    if (this.#isOn && !this.#isComposing) this.#askSoon();
  }

  stops(body) {
    const verdict = this.#isOn && this.#verdict?.body === body ? this.#verdict : null;
    if (verdict?.level !== "forbid" && (verdict?.level !== "confirm" || this.#asked === body)) return false;
    this.#standInTheWay(verdict.level, body);
    if (verdict.level === "forbid") this.#askNow({ isFinal: true });
    return true;
  }

  /** What pressing send would do with this text beyond sending: "confirm" it, "hold" it for a referent. */
  awaits(body) {
    if (!this.#isOn || this.#verdict?.body !== body) return "";
    return this.#verdict.level === "confirm" && this.#asked === body ? "confirm" : this.#verdict.level === "hold" ? "hold" : "";
  }

  terms(body) {
    return { is_confirmed: body !== "" && this.#asked === body, language: this.#head.language, promises: this.#isOn ? this.#given.among(this.#findings, this.#was) : [] };
  }

  /** A message came back: what its writer gave their word for is given still. */
  takeUp({ promises = [] }) {
    this.#given.takeUp(promises);
  }

  hear({ code, findings }, body) {
    this.#take({ body, level: code === "wording_forbidden" ? "forbid" : "confirm", findings, language: this.#head.found, is_complete: true });
    this.#standInTheWay(this.#verdict.level, body);
    this.#askNow({ isFinal: true });
  }

  /** A key pressed in the text. Tells whether it was ours. */
  press(event) {
    if (!this.#isOn || event.isComposing || !this.#findings.length) return false;
    const key = altNumber(event);
    if (key) return this.#choose(this.#shown[key - 1] ?? null), true;
    if (event.altKey && event.key === "Enter") return this.#fixSafe(), true;
    if (event.altKey && ["ArrowDown", "ArrowUp"].includes(event.key)) return this.#choose(stepped(this.#shown, this.#chosen, event.key === "ArrowDown" ? 1 : -1)), true;
    const chosen = this.#chosen ?? nearest(this.#shown, this.#text.selectionEnd);
    if (isAlt(event, "f")) return chosen?.fixes.length && this.#fix(chosen, chosen.fixes[0].text), true;
    if (isAlt(event, "i")) return chosen && this.#ignore(chosen), true;
    if (isAlt(event, "w")) return chosen && this.#learn(chosen), true;
    if (isAlt(event, "p")) return this.#give(nearestPromise(this.#shown, this.#chosen, this.#text.selectionEnd)), true;
    return false;
  }

  /** Nobody writes here any more: whatever comes after this asks nothing. */
  close() {
    this.#isOn = false;
    this.#rest();
  }

  #rest() {
    clearTimeout(this.#settle);
    this.#pace.rest();
    this.#question?.abort();
  }

  get #shown() {
    const caret = this.#text.selectionEnd;
    const isTyping = document.activeElement === this.#text && Date.now() - this.#typedAt < UNFINISHED_FOR;
    return this.#findings.filter((finding) => {
      const isUnfinished = OF_WORDS.has(finding.clause) ? finding.end === caret : isMissing(finding) && !this.#drawn.has(finding.id);
      return !(isTyping && isUnfinished) && !this.#ignored.has(nameOf(finding, this.#was));
    });
  }

  #listen() {
    this.#text.addEventListener("input", () => (this.#typedAt = Date.now()));
    this.#text.addEventListener("click", (event) => event.detail === 1 && this.#head.isFolding && setTimeout(() => this.#pointAt(), ALONE_AFTER));
    this.#text.addEventListener("compositionstart", () => (this.#isComposing = true));
    this.#text.addEventListener("compositionend", () => ((this.#isComposing = false), this.look()));
    this.#head.addEventListener("language", () => this.#askNow({}));
    this.#head.addEventListener("all", () => this.#fixSafe());
  }

  /** Whether the verdict that stands is about the text as it is. */
  get #isJudged() {
    return this.#verdict?.body === this.#was.trim();
  }

  #askSoon() {
    if (!this.#isJudged) this.#pace.soon();
    else if (this.#verdict.is_complete) this.#pace.rest();
    else this.#pace.again();
  }

  async #askNow({ isFinal = false }) {
    this.#pace.rest();
    this.#question?.abort();
    const written = this.#was;
    const body = written.trim();
    if (!this.#isOn || !body || body.length > this.#largest) return;
    this.#question = new AbortController();
    const { signal } = this.#question;
    try {
      const verdict = await ask(this.#address, { post: { body, language: this.#head.language, is_final: isFinal, writer: this.#writer }, signal });
      if (!signal.aborted) this.#take({ ...verdict, body }, written);
    } catch (error) {
      if (signal.aborted || error.code === "not_allowed") return; // the conversation has just gone to somebody else
      this.#head.say(error.code === "too_many" || !error.code ? say("check_soon") : error.message);
      this.#pace.again({ isRefused: true });
    }
  }

  /** A verdict on what was `written`, even if that has been changed since: what was found is carried along. */
  #take(verdict, written = this.#was) {
    if (this.#isJudged && verdict.body !== this.#was.trim()) return; // the writer has come back to what was judged before
    this.#verdict = verdict;
    const found = placedIn(verdict.findings, written, this.#was);
    this.#findings = numbered(verdict.is_complete ? found : [...found, ...notYetReadAgain(this.#findings, found)], this.#was);
    this.#chosen = this.#findings.find((finding) => finding.id === this.#chosen?.id) ?? null;
    this.#head.found = verdict.language;
    this.#text.lang = verdict.language || this.#text.lang;
    this.#draw();
    if (!verdict.is_complete && written === this.#was) this.#pace.again();
    this.dispatchEvent(new Event("change"));
  }

  #draw() {
    clearTimeout(this.#settle);
    const shown = this.#isOn ? this.#shown : [];
    for (const finding of shown) finding.given = this.#given.dayOf(this.#was.slice(finding.start, finding.end));
    this.#drawn = new Set(shown.map(({ id }) => id));
    this.#marks.draw(shown.filter((finding) => !OF_WHAT_IS_MISSING.has(finding.clause) || finding === this.#chosen), this.#chosen);
    this.#list.draw(shown, this.#chosen, this.#was);
    this.#head.draw(shown, { verdict: this.#verdict, isAsked: this.#asked === this.#was.trim() && this.#asked !== "", safe: shown.filter((finding) => safeFix(finding) !== undefined).length });
    if (shown.length < this.#findings.length) this.#settle = setTimeout(() => this.#draw(), UNFINISHED_FOR);
  }

  #forget() {
    this.#rest();
    this.#findings = [];
    this.#verdict = null;
    this.#chosen = null;
    this.#asked = "";
    this.#was = this.#text.value;
    if (!this.#was) (this.#ignored.clear(), this.#given.clear(), (this.#head.isOpen = false));
    this.#draw();
    this.dispatchEvent(new Event("change"));
  }

  #standInTheWay(level, body) {
    this.#asked = level === "confirm" ? body : "";
    this.#typedAt = 0;
    this.#chosen = this.#findings.find((finding) => finding.level === level) ?? null;
    this.#draw();
    this.dispatchEvent(new Event("change"));
  }

  /** What is chosen in the list may have been found once more since it was drawn. */
  #choose(finding) {
    this.#chosen = this.#findings.find(({ id }) => id === finding?.id) ?? null;
    this.#typedAt = 0;
    this.#draw();
  }

  /** Where what was found is folded, touching a marked word shows what was found of it. */
  #pointAt() {
    const { selectionStart: caret, selectionEnd } = this.#text;
    if (caret !== selectionEnd) return;
    const touched = around(this.#shown, caret).find((finding) => !OF_WHAT_IS_MISSING.has(finding.clause)) ?? null;
    if (touched !== this.#chosen) this.#choose(touched);
  }

  #fix(finding, words) {
    this.#mend([finding], { ...finding, text: words });
    this.#typedAt = 0;
    this.#draw();
  }

  #fixSafe() {
    const safe = this.#shown.filter((finding) => safeFix(finding) !== undefined);
    if (safe.length) this.#mend(safe, mended(this.#was, safe));
  }

  /** What is mended is done with: a key that is pressed twice, or an answer that was on its way, mends nothing more. */
  #mend(done, { start, end, text }) {
    const ids = new Set(done.map(({ id }) => id));
    this.#findings = this.#findings.filter(({ id }) => !ids.has(id));
    this.#chosen = null;
    this.#question?.abort();
    rewrite(this.#text, start, end, text);
  }

  #ignore(finding) {
    if (finding.level !== "hint") return this.#choose(finding);
    this.#ignored.add(nameOf(finding, this.#was));
    this.#choose(null);
  }

  /** Give one's word for what is promised here, or take it back; without a day, the day is asked for. */
  #give(finding, day = finding?.given || finding?.due) {
    if (!finding) return;
    if (!day) return this.#choose(finding), this.#list.askDay(finding);
    const words = this.#was.slice(finding.start, finding.end);
    this.#given.give(words, day);
    this.#draw();
    this.#head.say(this.#given.dayOf(words) ? say("word_given", { day: dayInWords(day) }) : say("word_taken_back"));
  }

  async #learn(finding) {
    if (!isLearnable(finding)) return;
    const word = this.#was.slice(finding.start, finding.end);
    try {
      await ask(this.#address.replace(/check$/, "words"), { post: { word, language: this.#verdict?.language ?? "" } });
      this.#findings = this.#findings.filter((other) => other.clause !== "spelling" || this.#was.slice(other.start, other.end) !== word);
      this.#choose(null);
      this.#head.say(say("word_added", { word }));
      this.#askNow({});
    } catch (error) {
      this.#head.say(error.message);
    }
  }
}
