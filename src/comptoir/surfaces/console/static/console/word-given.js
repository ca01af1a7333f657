// The word that somebody gives: chosen while they write, and in the ledger once the message is at the desk.
//
//   const given = new GivenWords()     given.give(words, day)   given.dayOf(words)   given.among(findings, text)
//   keepWord(conversation, client_id, promises)   the message is on its way; this outlives a reload
//   wordKept(client_id)                           what was given with it, when it comes back
//   forgetWord(client_id)                         it will not be sent

import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { deskNow, facts } from "./facts.js";
import { dayName, say } from "./texts.js";
import { toast } from "./toast.js";

const PLACE = `comptoir:word:${facts.user?.id}:`;
const LONGEST = 300;
const FORGOTTEN_AFTER = 7 * 86_400_000;
const AGAIN = new Set(["", "nothing_was_promised", "unavailable", "too_many"]);
const onTheirWay = new Set();

/** What the writer gave their word for, by its words: other words are another promise. */
export class GivenWords {
  #days = new Map();

  give(words, day) {
    if (this.#days.has(words)) this.#days.delete(words);
    else this.#days.set(words, day);
  }

  dayOf(words) {
    return this.#days.get(words) ?? "";
  }

  /** What of it stands in the text, each with the sentence that says it. */
  among(findings, text) {
    const standing = findings.filter(({ clause }) => clause === "promise").map(({ start, end }) => ({ own: text.slice(start, end), words: sentenceAround(text, start, end) }));
    return standing.filter(({ own }) => this.#days.has(own)).map(({ own, words }) => ({ own, words, day: this.#days.get(own) }));
  }

  takeUp(promises) {
    for (const { own, day } of promises) this.#days.set(own, day);
  }

  clear() {
    this.#days.clear();
  }
}

/** The sentence from mark to mark; where it is too long, the words alone. */
function sentenceAround(text, start, end) {
  const before = text.slice(0, start).split(/[.!?…](?=\s)|\n/u).at(-1).trimStart();
  const after = /^[^.!?…\n]*/u.exec(text.slice(end))[0].trimEnd();
  const whole = before + text.slice(start, end) + after;
  return whole.length > LONGEST ? text.slice(start, end).slice(0, LONGEST) : whole;
}

/** A day, "2026-12-03", as people say it. */
export function dayInWords(day) {
  return dayName(Date.parse(`${day}T12:00:00Z`), deskNow());
}

export function startWords() {
  desk.addEventListener("ack", (event) => settle(event.detail.client_id));
  desk.addEventListener("entry", (event) => settle(event.detail.entry.client_id));
  desk.addEventListener("missed", () => keptKeys().forEach((key) => settle(key.slice(PLACE.length))));
}

export function keepWord(conversation, client_id, promises) {
  if (promises?.length) attempt(() => localStorage.setItem(PLACE + client_id, JSON.stringify({ conversation, promises, at: Date.now() })));
}

/** What the writer of a message gave their word for, as long as the message has not been settled. */
export function wordKept(client_id) {
  return attempt(() => JSON.parse(localStorage.getItem(PLACE + client_id)))?.promises ?? [];
}

export function forgetWord(client_id) {
  attempt(() => localStorage.removeItem(PLACE + client_id));
}

/** Nothing of the day's work stays in the browser. */
export function forgetWords() {
  for (const key of keptKeys()) attempt(() => localStorage.removeItem(key));
}

/** Ask for the promises of a message; while it is not there, they wait. */
async function settle(client_id) {
  const kept = client_id && attempt(() => JSON.parse(localStorage.getItem(PLACE + client_id)));
  if (!kept || onTheirWay.has(client_id)) return;
  onTheirWay.add(client_id);
  try {
    await ask(`/console/c/${kept.conversation}/given`, { post: { client_id, promises: kept.promises.map(({ words, day }) => ({ words, day })) } });
    forgetWord(client_id);
    for (const { words, day } of kept.promises) toast(say("word_kept", { words, day: dayInWords(day) }));
  } catch (error) {
    if (AGAIN.has(error.code) && Date.now() - kept.at < FORGOTTEN_AFTER) return;
    forgetWord(client_id);
    if (error.code && !AGAIN.has(error.code)) toast(error.message, { isRefusal: true });
  } finally {
    onTheirWay.delete(client_id);
  }
}

function keptKeys() {
  return (attempt(() => Object.keys(localStorage)) ?? []).filter((key) => key.startsWith(PLACE));
}

/** Storage may be forbidden or full: then the word is the writer's own to keep. */
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
