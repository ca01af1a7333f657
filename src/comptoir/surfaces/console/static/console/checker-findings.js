// What was found in a text, from one verdict to the next: its order, its names, and what stays while it is read once more.

import { OF_WHAT_IS_MISSING } from "./checker-list.js";
import { strictness } from "./checker-spans.js";

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
