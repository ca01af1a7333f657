// A word to the customer that is due stands above the composer, with a draft; a key takes the draft into the composer, where it
// is changed and sent as every answer is.

import { page } from "./ask.js";
import { desk } from "./desk.js";
import { openConversation } from "./panes.js";
import { say } from "./texts.js";
import { tellRefusal, toast } from "./toast.js";

const AFTER = 200;
let soon = 0;

export function startWordDue() {
  desk.addEventListener("promises", (event) => event.detail.c === openConversation()?.id && showSoon());
  desk.addEventListener("missed", (event) => event.detail.isFirst || showSoon());
  document.addEventListener("click", (event) => event.target.closest('[data-act="word-due"]') && takeUp());
}

function showSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => show().catch(tellRefusal), AFTER);
}

async function show() {
  const id = openConversation()?.id;
  if (!id || !placeOf(id)) return;
  const html = await page(`/console/c/${id}/word-due`);
  const place = placeOf(id);
  if (!place || place.innerHTML.trim() === html.trim()) return;
  const wasFocused = place.contains(document.activeElement);
  place.innerHTML = html;
  place.classList.remove("taken");
  place.hidden = !place.firstElementChild;
  if (wasFocused) openConversation().focusComposer();
}

/** Only onto an empty sheet: what somebody is writing is theirs. */
function takeUp() {
  const words = document.querySelector("[data-words-due]")?.textContent.trim();
  if (!words) return;
  if (openConversation()?.propose(words)) document.querySelector("[data-words-due]").closest(".word-due").classList.add("taken");
  else toast(say("composer_full"), { isRefusal: true });
}

function placeOf(id) {
  return document.querySelector(`[data-word-due="${id}"]`);
}
