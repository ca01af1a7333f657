// Watching over: what watchers say to who answers comes with a sound and a word at the edge; a message can be corrected where
// it stands; who was relieved, or has it back, is told so.

import { addressOf, openConversation } from "./panes.js";
import { desk } from "./desk.js";
import { element } from "./element.js";
import { notify } from "./notification.js";
import { play } from "./sound.js";
import { say } from "./texts.js";
import { toast } from "./toast.js";

const STAYS = 20_000;
let mine = new Set();

export function startWatching() {
  desk.addEventListener("up", ({ detail }) => (mine = new Set(detail.memberships.map((membership) => membership.id))));
  desk.addEventListener("whisper", ({ detail }) => whispered(detail));
  for (const name of ["taken_over", "given_back"]) desk.addEventListener(name, ({ detail }) => told(name, detail));
  desk.addEventListener("approval", ({ detail }) => mine.has(detail.agent) && openConversation()?.refreshHead());
}

/** The words themselves stand in the conversation: at the edge they are said where one does not look at it. */
function whispered({ c, by, words }) {
  play("message");
  if (openConversation()?.id === c && !document.hidden) return;
  const said = say("whispered", { name: by, words });
  toast(said, { link: linkTo(c), stays: STAYS });
  notify(said, "", { tag: `whisper-${c}` });
}

function told(name, { c, by, sees = true }) {
  const said = say(name, { name: by });
  toast(said, { link: sees ? linkTo(c) : null, stays: STAYS });
  notify(said, "", { tag: `${name}-${c}` });
  play("message");
}

function linkTo(c) {
  return { href: addressOf(c), conversation: c, words: say("open") };
}

/** On a colleague's answer the way to its correction; on a corrected one, that it was. */
export function markWatched(line, entry, context) {
  const foot = line.querySelector(".foot");
  if (entry.facts?.edited) foot.prepend(element("span.edited", {}, say("edited")));
  if (entry.facts?.corrects) foot.prepend(element("span.edited", {}, say("corrects")));
  if (entry.facts?.edited || entry.facts?.corrects) foot.classList.add("always");
  const isCorrectable = context.corrects && entry.kind === "message" && entry.from === "agent" && entry.seq && entry.body && entry.facts?.mail?.to !== "seller";
  if (isCorrectable) foot.append(correction(entry, context));
}

function correction({ seq }, { id }) {
  const show = () => globalThis.htmx?.ajax("GET", `/console/c/${id}/correct/${seq}`, { target: "#dialog", swap: "innerHTML" });
  return element("button.link.correct", { type: "button", onclick: show }, say("correct"));
}

