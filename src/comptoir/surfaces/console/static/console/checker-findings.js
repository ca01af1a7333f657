// What was found in a text, from one verdict to the next: its order, its names, what stays while it
// is read once more, and which of it the writer means.

import { OF_WHAT_IS_MISSING } from "./checker-list.js";
import { carried, strictness } from "./checker-spans.js";

const READ_SLOWLY = new Set(["spelling", "grammar"]);
/** Clauses that find single words wrong, also one that is just being typed. */
export const OF_WORDS = new Set(["spelling", "grammar", "texting"]);

/** The findings in reading order, what is missing at the end; each with a name that outlives the next question. */
export function numbered(findings, text) {
  const met = new Map();
  return findings.sort((one, other) => isMissing(one) - isMissing(other) || one.start - other.start || strictness(other.level) - strictness(one.level)).map((finding) => {
    const name = nameOf(finding, text);
    met.set(name, (met.get(name) ?? 0) + 1);
    return { fixes: [], ...finding, id: `${name}:${met.get(name)}` };
  });
}

/** Whether something is missed that may still come. */
export function isMissing({ clause, level }) {
  return OF_WHAT_IS_MISSING.has(clause) && level === "hint";
}

/** One word may be ignored wherever it stands; of a sentence it is the clause that is ignored, for the sentence grows. */
export function nameOf(finding, text) {
  return OF_WORDS.has(finding.clause) ? `${finding.clause}:${text.slice(finding.start, finding.end)}` : finding.clause;
}

/** Of what was shown, what is read slowly and not found again yet: lines that go and come back would disturb. */
export function notYetReadAgain(shown, found) {
  const again = new Set(found.map(({ clause, start }) => `${clause}:${start}`));
  return shown.filter(({ clause, start, level }) => READ_SLOWLY.has(clause) && level === "hint" && !again.has(`${clause}:${start}`));
}

/** What was found where the caret stands, the shortest first. */
export function around(findings, caret) {
  return findings.filter(({ start, end }) => start <= caret && caret <= end).sort((one, other) => one.end - one.start - (other.end - other.start));
}

/** What the writer means without choosing: what the caret stands at, else what stands before it, else the first. */
export function nearest(shown, caret) {
  const mendable = shown.filter(({ fixes, clause }) => (fixes.length || OF_WORDS.has(clause)) && !OF_WHAT_IS_MISSING.has(clause));
  return around(mendable, caret)[0] ?? mendable.findLast(({ end }) => end <= caret) ?? mendable[0] ?? shown[0] ?? null;
}

/** The promise that the writer means: the chosen one, else the one before the caret, else the first. */
export function nearestPromise(shown, chosen, caret) {
  const promises = shown.filter(({ clause }) => clause === "promise");
  return promises.includes(chosen) ? chosen : promises.findLast(({ start }) => start <= caret) ?? promises[0];
}

/** The one after the chosen one or, with -1, before it: round and round. */
export function stepped(shown, chosen, by) {
  const at = shown.indexOf(chosen);
  return shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length] ?? null;
}

/** What was found in the trimmed words of what was `written`, where it stands in what is there `now`. */
export function placedIn(findings, written, now) {
  const lead = written.length - written.trimStart().length;
  const placed = findings.map((finding) => ({ ...finding, start: finding.start + lead, end: finding.end + lead }));
  return written === now ? placed : carried(placed, written, now);
}
