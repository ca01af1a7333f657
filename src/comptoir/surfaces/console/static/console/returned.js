// Returns on the card: looked at again when the house told the customer of a step, and when an order may have been named.

import { page } from "./ask.js";
import { refreshTimes } from "./clock.js";
import { desk } from "./desk.js";
import { openConversation } from "./panes.js";
import { tellRefusal } from "./toast.js";

const AFTER = 350;
const MAY_BE_A_NUMBER = /\d\D?\d\D?\d/;
let soon = 0;

export function startReturns() {
  desk.addEventListener("entry", ({ detail: { c, entry } }) => c === openConversation()?.id && mayTell(entry) && showSoon());
  desk.addEventListener("missed", (event) => event.detail.isFirst || showSoon());
}

function mayTell({ kind, from, body = "" }) {
  return kind === "message" && (from === "system" || (from === "visitor" && MAY_BE_A_NUMBER.test(body)));
}

function showSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => show().catch(tellRefusal), AFTER);
}

/** Who has nothing to do with returns has no place for them on the card, and asks for none. */
async function show() {
  const id = openConversation()?.id;
  if (!id || !placeOf(id)) return;
  const html = await page(`/console/c/${id}/returns`);
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
  return document.querySelector(`[data-returns="${id}"]`);
}
