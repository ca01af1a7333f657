// Who is there: faces with the colour of their audience, and how long an answer takes, in words.

import { el, icon } from "./elements.js";

const WAIT_WHEN_FREE = 10;
const WAIT_WHEN_BUSY = 120;

/** A round picture, or initials on paper, ringed in the colour of the person's audience. */
export function face(person, desk, size = "") {
  const className = `face ${size} of-${person.audience}`;
  if (person.picture) return el("img", { className, src: desk.absolute(person.picture), alt: "" });
  const initials = person.name.split(/[\s-]+/).slice(0, 2).map((part) => [...part][0]);
  return el("span", { className, "aria-hidden": "true" }, initials.join("").toUpperCase());
}

/** The first few who are there now: face, name, audience, and what they say of themselves. */
export function peopleThere({ faces, name, words, desk }) {
  const lines = faces.slice(0, 3).map((person) => {
    const who = [el("b", {}, person.name), el("small", { className: `of-${person.audience}` }, name(person.audience))];
    return el("li", {}, face(person, desk), el("span", { className: "said" }, who, person.note && el("q", {}, person.note)));
  });
  return lines.length ? el("ul", { className: "there", "aria-label": words.say("here_now") }, lines) : "";
}

/** "About 20 seconds · until 18:30", "All busy, about 3 minutes", "We answer again Monday at 08:00". */
export function standing(now, words) {
  if (!now.open) return now.next_opening ? words.say("back_at", { when: words.when(now.next_opening) }) : words.say("closed_now");
  if (!now.available) return words.say("nobody_here");
  const until = now.open_until && words.say("until", { time: words.clock(now.open_until) });
  return [expected(now, words), until].filter(Boolean).join(" · ");
}

/** The expected wait for the one who would answer here. */
export function waitLine(audiences, words) {
  const now = audiences.standing(audiences.best);
  return el("p", { className: "wait" }, icon("clock"), el("span", {}, standing(now, words)));
}

function expected({ free, wait }, words) {
  const time = words.wait(wait ?? (free ? WAIT_WHEN_FREE : WAIT_WHEN_BUSY));
  return words.say(free ? "answers_in" : "all_busy", { wait: time });
}
