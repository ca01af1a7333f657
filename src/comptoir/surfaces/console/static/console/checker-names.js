// What a finding is called, so that it is known again when the desk has read the text anew.

import { OF_WHAT_IS_MISSING } from "./checker-list.js";
import { strictness } from "./checker-spans.js";

/** Clauses about single words. */
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

function isMissing({ clause, level }) {
  return OF_WHAT_IS_MISSING.has(clause) && level === "hint";
}

/** One word may be ignored wherever it stands; of a sentence it is the clause that is ignored, for the sentence grows. */
export function nameOf(finding, text) {
  return OF_WORDS.has(finding.clause) ? `${finding.clause}:${text.slice(finding.start, finding.end)}` : finding.clause;
}
