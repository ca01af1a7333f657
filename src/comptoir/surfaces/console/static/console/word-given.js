// The word that somebody gives: chosen while they write, and in the ledger once the message is at the desk.
//
//   const given = new GivenWords()     given.give(words, day)   given.dayOf(words)   given.among(findings, text)
//   keepWord(conversation, client_id, promises)   the message is on its way; this outlives a reload
//   forgetWord(client_id)                         it will not be sent

import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { deskNow, facts } from "./facts.js";
import { dayName, say } from "./texts.js";
import { toast } from "./toast.js";

const PLACE = `comptoir:word:${facts.user?.id}:`;
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

  /** What of it stands in the text. */
  among(findings, text) {
    const words = new Set(findings.filter(({ clause }) => clause === "promise").map(({ start, end }) => text.slice(start, end)));
    return [...this.#days].filter(([each]) => words.has(each)).map(([each, day]) => ({ words: each, day }));
  }

  takeUp(promises) {
    for (const { words, day } of promises) this.#days.set(words, day);
  }

  clear() {
    this.#days.clear();
  }
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
    await ask(`/console/c/${kept.conversation}/given`, { post: { client_id, promises: kept.promises } });
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
