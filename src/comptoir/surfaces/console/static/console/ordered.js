// Orders on the card: looked at again when the customer writes what may be the number of one, and when the house told of a
// return: what is on its way is not offered again.

import { page } from "./ask.js";
import { desk } from "./desk.js";
import { openConversation } from "./panes.js";
import { tellRefusal } from "./toast.js";

const AFTER = 300;
const MAY_BE_A_NUMBER = /\d\D?\d\D?\d/;
let soon = 0;

export function startOrders() {
  desk.addEventListener("entry", ({ detail: { c, entry } }) => c === openConversation()?.id && mayName(entry) && showSoon());
  desk.addEventListener("missed", (event) => event.detail.isFirst || showSoon());
}

function mayName({ kind, from, body = "" }) {
  return kind === "message" && (from === "system" || (from === "visitor" && MAY_BE_A_NUMBER.test(body)));
}

/** Somebody may write in several short messages: they are looked at once. */
function showSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => show().catch(tellRefusal), AFTER);
}

/** Who may not see orders has no place for them on the card, and asks for none. */
async function show() {
  const id = openConversation()?.id;
  if (!id || !placeOf(id)) return;
  const html = await page(`/console/c/${id}/orders`);
  const place = placeOf(id);
  if (!place) return;
  place.innerHTML = html;
  place.hidden = !place.firstElementChild;
}

function placeOf(id) {
  return document.querySelector(`[data-orders="${id}"]`);
}
