// Places in a text that is being written: where what was found stands after each change. All places are UTF-16 units.
//
//   carried(findings, before, after) → those that still stand, in their new places
//   segments(text, findings) → [{ text, finding }]: the text in pieces, each with the strictest finding beneath it
//   mended(text, findings) → { start, end, text }: one change that applies the first fix of each

const LEVELS = ["hint", "confirm", "hold", "forbid"];
const OF_A_WORD = /^[\p{L}\p{N}'’-]/u;

export function strictness(level) {
  return LEVELS.indexOf(level);
}

export function carried(findings, before, after) {
  const change = changeBetween(before, after);
  return findings.flatMap((finding) => placed(finding, change, before) ?? []);
}

export function segments(text, findings) {
  const edges = new Set([0, text.length]);
  for (const { start, end } of findings) edges.add(start).add(end);
  const places = [...edges].filter((place) => place >= 0 && place <= text.length).sort((one, other) => one - other);
  return places.slice(0, -1).map((start, at) => ({ text: text.slice(start, places[at + 1]), finding: strictestAt(findings, start) }));
}

export function mended(text, findings) {
  const apart = [];
  for (const finding of [...findings].sort((one, other) => one.start - other.start || one.end - other.end)) {
    if (!apart.length || finding.start >= apart.at(-1).end) apart.push(finding);
  }
  const [start, end] = [apart[0].start, apart.at(-1).end];
  let written = "";
  let place = start;
  for (const finding of apart) {
    written += text.slice(place, finding.start) + safeFix(finding);
    place = finding.end;
  }
  return { start, end, text: written };
}

/** The text of the fix that may be applied without looking; undefined where there is none. */
export function safeFix(finding) {
  return finding.fixes.find((fix) => fix.is_safe)?.text;
}

/** What differs: `before` from `from` to `to` became `added`. */
function changeBetween(before, after) {
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before[from] === after[from]) from++;
  let same = 0;
  while (same < shortest - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, to: before.length - same, added: after.slice(from, after.length - same) };
}

/** Letters that touch a word make another word of it. */
function isGrown(added) {
  return added !== undefined && OF_A_WORD.test(added);
}

/** A finding after a change; nothing when the word it was about is another now. What is about many words grows and shrinks. */
function placed(finding, { from, to, added }, before) {
  const { start, end } = finding;
  const by = added.length - (to - from);
  if (start >= to && !(start === to && isGrown(added.at(-1)))) return { ...finding, start: start + by, end: end + by };
  if (end <= from && !(end === from && isGrown(added))) return finding;
  const isOfManyWords = /\s/.test(before.slice(start, end)) && start <= from && to <= end;
  return isOfManyWords && end + by > start ? { ...finding, end: end + by } : null;
}

function strictestAt(findings, place) {
  const here = findings.filter(({ start, end }) => start <= place && place < end);
  return here.sort((one, other) => strictness(other.level) - strictness(one.level) || one.end - one.start - (other.end - other.start))[0] ?? null;
}
