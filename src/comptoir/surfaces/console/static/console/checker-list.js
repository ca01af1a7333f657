// What was found, in words: one line each beneath the text, and of the chosen one the rule and all that can be done.
// Arrow keys go from line to line and along a line's buttons; Escape goes back to the text.

import { dayInWords } from "./word-given.js";
import { element } from "./element.js";
import { say } from "./texts.js";

const FIXES_SHOWN = 3;
const LONGEST = 64;
const LONGEST_BESIDE = 28;

/** Clauses that find nothing wrong in the words: something before them is missing. */
export const OF_WHAT_IS_MISSING = new Set(["introduction", "empathy"]);

export class FoundList {
  #list;
  #acts;
  #drawn = "";

  /** `acts`: { choose(finding), unfold(), fix(finding, text), ignore(finding), learn(finding), give(finding, day), leave() } */
  constructor(list, acts) {
    this.#list = list;
    this.#acts = acts;
    list.addEventListener("keydown", (event) => this.#press(event));
  }

  draw(findings, chosen, text) {
    const seen = JSON.stringify([findings, chosen?.id, findings.map(({ start, end }) => text.slice(start, end))]);
    if (seen === this.#drawn) return;
    this.#drawn = seen;
    const focused = this.#placeOfFocus();
    this.#list.replaceChildren(...findings.map((finding, at) => this.#line(finding, at, finding === chosen, text)));
    if (focused) this.#focusAgain(focused);
    this.#list.querySelector('[data-chosen="true"]')?.scrollIntoView({ block: "nearest" });
  }

  #line(finding, at, isChosen, text) {
    const why = `found-why-${at}`;
    const meant = text.slice(finding.start, finding.end);
    const words = OF_WHAT_IS_MISSING.has(finding.clause) ? "" : shortened(meant);
    const which = element("button.which", { type: "button", "aria-expanded": String(isChosen), "aria-describedby": why, onclick: () => this.#acts.choose(isChosen ? null : finding) },
      at < 9 ? element("kbd", { "aria-hidden": "true" }, at + 1) : null, element("b", {}, finding.name ?? ""), words ? element("span.meant", {}, say("quoted", { words })) : null);
    const because = element("p.because", { id: why }, element("span.spoken", {}, `${say(`level_${finding.level}`)}. `), finding.because);
    return element("li.finding", { "data-id": finding.id, "data-level": kindOf(finding), "data-chosen": String(isChosen) },
      which, because, finding.clause === "promise" ? this.#word(finding) : this.#fixes(finding, meant, isChosen), isChosen ? this.#more(finding) : null);
  }

  #fixes(finding, meant, isChosen) {
    const fixes = finding.fixes.slice(0, isChosen ? undefined : FIXES_SHOWN);
    const isLong = fixes.some((fix) => added(fix.text, meant).length > LONGEST_BESIDE);
    return element(isLong ? "div.fixes.long" : "div.fixes", {}, fixes.map(({ text }, at) =>
      element("button.button.little.fix", { type: "button", title: text, onclick: () => this.#acts.fix(finding, text) },
        element("span", {}, text ? shortened(added(text, meant)) : say("take_away")), isChosen && at === 0 ? element("kbd", { "aria-hidden": "true" }, "Alt F") : null)));
  }

  /** One's word for what is promised: by which day, given or not. */
  #word(finding) {
    const key = element("kbd", { "aria-hidden": "true" }, "Alt P");
    if (finding.given) {
      const day = element("span.given", {}, `✓ ${say("word_given", { day: dayInWords(finding.given) })}`);
      return element("div.fixes", {}, day, element("button.button.little.bare", { type: "button", onclick: () => this.#acts.give(finding, finding.given) }, say("word_take_back"), key));
    }
    if (finding.due) return element("div.fixes", {}, element("button.button.little.fix", { type: "button", onclick: () => this.#acts.give(finding, finding.due) }, element("span", {}, say("word_give")), key));
    const day = element("input.input.day", { type: "date", "aria-label": say("word_by") });
    const give = () => (day.value ? this.#acts.give(finding, day.value) : day.focus());
    day.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), give()));
    return element("div.fixes", {}, day, element("button.button.little.fix", { type: "button", onclick: give }, element("span", {}, say("word_give")), key));
  }

  /** Go to where the day of a promise is written. */
  askDay(finding) {
    this.#list.querySelector(`[data-id="${CSS.escape(finding.id)}"] input.day`)?.focus();
  }

  #more(finding) {
    const { says, flagged, better } = finding.rule ?? {};
    const level = finding.level === "hint" ? null : element("b", {}, `${say(`level_${finding.level}`)}. `);
    const example = flagged && element("span.example", {}, " ", element("s", {}, flagged), " → ", element("span", {}, better));
    return element("div.more", {}, element("p.rule", {}, level, says, example), element("div.buttons", {},
      finding.level === "hint" && this.#button("ignore_once", "Alt I", () => this.#acts.ignore(finding)),
      isLearnable(finding) && this.#button("add_word", "Alt W", () => this.#acts.learn(finding))));
  }

  #button(words, key, act) {
    return element("button.button.little.bare", { type: "button", onclick: act }, say(words), element("kbd", { "aria-hidden": "true" }, key));
  }

  #press(event) {
    const line = event.target.closest("li");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const along = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") this.#acts.leave();
    else if (step) this.#goTo([...this.#list.children].indexOf(line) + step);
    else if (along) goAlong(line, along);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #goTo(at) {
    const line = this.#list.children[at];
    if (!line) return at < 0 && this.#acts.leave();
    this.#acts.unfold();
    line.querySelector(".which").focus();
    line.scrollIntoView({ block: "nearest" });
  }

  #placeOfFocus() {
    const line = document.activeElement.closest?.("li.finding");
    if (!line || line.parentElement !== this.#list) return null;
    return { id: line.dataset.id, at: [...this.#list.children].indexOf(line) };
  }

  #focusAgain({ id, at }) {
    const line = this.#list.querySelector(`[data-id="${CSS.escape(id)}"]`) ?? this.#list.children[Math.min(at, this.#list.children.length - 1)];
    if (line) line.querySelector(".which").focus({ preventScroll: true });
    else this.#acts.leave();
  }
}

/** Whoever has their spelling approved by others does not say what is right. */
export function isLearnable({ clause, level }) {
  return clause === "spelling" && (level === "hint" || level === "confirm");
}

/** A promise is no fault, unless the charter asks more of it than a hint. */
export function kindOf(finding) {
  return finding.clause === "promise" && finding.level === "hint" ? "promise" : finding.level;
}

function goAlong(line, by) {
  const buttons = [...line.querySelectorAll("button")];
  buttons[buttons.indexOf(document.activeElement) + by]?.focus();
}

/** Of a fix that puts something before or after the words, what it puts there. */
function added(text, meant) {
  if (meant.length < 20 || text.length <= meant.length) return text;
  if (text.endsWith(meant)) return `${text.slice(0, -meant.length).trim()} …`;
  return text.startsWith(meant) ? `… ${text.slice(meant.length).trim()}` : text;
}

function shortened(words) {
  const line = words.replace(/\s+/gu, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
}
