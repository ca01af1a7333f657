// Macros: one key opens those that may be run here, one more runs one. What changes is changed by the desk, all of it or
// nothing; an answer comes back for the composer, where it is read and sent like any other.

import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { facts } from "./facts.js";
import { addressOf, openConversation } from "./panes.js";
import { rewrite } from "./checker-writing.js";
import { say } from "./texts.js";
import { tellRefusal, toast } from "./toast.js";
import { newId } from "../gateway/outbox.js";

const STAYS = 20_000;
const WATCHERS = new Set(["referent", "community_manager", "manager", "administrator"]);
let memberships = [];

export function startMacros() {
  document.addEventListener("click", ({ target }) => {
    const macro = target.closest("[data-macro]");
    const draft = target.closest("[data-rule-draft]");
    if (macro) run(macro).catch(tellRefusal);
    if (draft && takesAnswer()) write(draft.dataset.ruleDraft);
  });
  desk.addEventListener("up", (event) => (memberships = event.detail.memberships));
  desk.addEventListener("rule", (event) => tell(event.detail));
}

/** Show the list, with the first of them at hand. */
export function showMacros() {
  const menu = document.querySelector("details.macros");
  if (!menu) return;
  menu.open = true;
  menu.querySelector("[data-macro], [data-rule-draft]")?.focus();
}

async function run(button) {
  const conversation = openConversation();
  if (!conversation || button.disabled || ("writes" in button.dataset && !takesAnswer())) return;
  button.disabled = true;
  try {
    const { name, reply } = await ask(`/console/c/${conversation.id}/macros/${button.dataset.macro}`, { post: { client_id: newId() } });
    if (openConversation() !== conversation) return;
    conversation.refreshHead();
    if (reply) write(reply);
    else toast(say("macro_done", { name }));
  } finally {
    button.disabled = false;
  }
}

/** What is written for the team is not mixed with what is for the customer. */
function takesAnswer() {
  const text = document.querySelector(".composer textarea");
  const isNote = document.querySelector('[data-paper="note"]')?.getAttribute("aria-checked") === "true";
  if (!isNote || !text?.value.trim()) return true;
  toast(say("composer_full"), { isRefusal: true });
  return false;
}

/** Behind what is written already; with it on a line of its own. */
function write(words) {
  const text = document.querySelector(".composer textarea");
  document.querySelector('[data-paper="message"]:not([disabled])')?.click();
  const end = text.value.length;
  rewrite(text, end, end, text.value.trim() ? `\n${words}` : words);
  text.setSelectionRange(text.value.length, text.value.length);
  text.focus();
}

/** A rule calls the referents, or had to be switched off. */
function tell({ why, c, shop, rule, name }) {
  if (!memberships.some((one) => one.shop === shop && WATCHERS.has(one.role))) return;
  const place = facts.shops.find((one) => one.id === shop)?.name ?? "";
  const link = c ? { href: addressOf(c), conversation: c } : { href: `/console/rules/${rule}` };
  toast(say(`rule_${why}`, { name, shop: place }), { isRefusal: why === "stopped", link: { ...link, words: say("open") }, stays: STAYS });
}
