// What is promised: the card of the open conversation follows what changes, and a warning comes to whom the charter names.

import { page } from "./ask.js";
import { refreshTimes } from "./clock.js";
import { desk } from "./desk.js";
import { deskNow, facts } from "./facts.js";
import { notify } from "./notification.js";
import { addressOf, openConversation } from "./panes.js";
import { play } from "./sound.js";
import { wants } from "./wanted.js";
import { say, wholeTime } from "./texts.js";
import { tellRefusal, toast } from "./toast.js";

const AFTER = 200;
const STAYS = 30_000;
const WATCHERS = new Set(["referent", "community_manager", "manager", "administrator"]);
let memberships = [];
let soon = 0;

export function startPromises() {
  desk.addEventListener("up", (event) => (memberships = event.detail.memberships));
  desk.addEventListener("promises", (event) => event.detail.c === openConversation()?.id && showSoon());
  desk.addEventListener("missed", (event) => event.detail.isFirst || showSoon());
  desk.addEventListener("promise", (event) => warn(event.detail));
}

/** Several may change at once: they are asked for once. */
function showSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => show().catch(tellRefusal), AFTER);
}

async function show() {
  const id = openConversation()?.id;
  if (!id || !placeOf(id)) return;
  const html = await page(`/console/c/${id}/promises`);
  const place = placeOf(id);
  if (!place) return;
  const focused = place.contains(document.activeElement) && [...place.querySelectorAll("a, button")].indexOf(document.activeElement);
  place.innerHTML = html;
  place.hidden = !place.firstElementChild;
  globalThis.htmx?.process(place);
  refreshTimes(place);
  if (focused !== false) [...place.querySelectorAll("a, button")][focused]?.focus({ preventScroll: true });
}

function placeOf(id) {
  return document.querySelector(`[data-promised="${id}"]`);
}

/** Before it is too late, and when it is. */
function warn(frame) {
  mark(frame);
  if (!isForMe(frame)) return;
  const values = { kind: say(`promise_of_${frame.kind}`), at: wholeTime(Date.parse(frame.due_at)), shop: facts.shops.find((one) => one.id === frame.shop)?.name ?? "" };
  const words = say(frame.why === "broken" ? "promise_broken" : "promise_at_risk", values);
  const href = frame.c ? addressOf(frame.c) : `/console/promises/${frame.id}`;
  toast(words, { isRefusal: frame.why === "broken", link: { href, conversation: frame.c, words: say("open") }, stays: STAYS });
  if (!wants("promise")) return;
  notify(values.shop, words, { tag: `promise-${frame.id}` });
  play("message");
}

/** The owner, and those whose place in the charter's chain has come; what nobody owns concerns all who watch over the shop. */
function isForMe({ shop, owner, tell }) {
  const here = memberships.filter((membership) => membership.shop === shop);
  return here.some(({ id, role }) => id === owner || tell.includes(role) || (!owner && WATCHERS.has(role)));
}

/** The clock in the ledger's row turns amber, or red. */
function mark({ id, why }) {
  const clock = document.querySelector(`[data-promise="${id}"] .promise`);
  if (!clock) return;
  const at = new Date(deskNow()).toISOString();
  if (why === "at_risk") clock.dataset.warn = at;
  else if (Date.parse(clock.dataset.due) > deskNow()) clock.dataset.due = at;
  refreshTimes(clock.parentElement);
}
