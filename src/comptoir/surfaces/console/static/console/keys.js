// Every key of the console, in one table; the sheet that "?" shows is made from it.

import { answerOffer, isRinging } from "./offers.js";
import { addressOfList, goTo, openConversation, toggleCard } from "./panes.js";
import { act } from "./dialogs.js";
import { element } from "./element.js";
import { insertSorry } from "./reading.js";
import { isWriting } from "./writing.js";
import { askSeveral, chooseRow } from "./several.js";
import { say } from "./texts.js";
import { showMacros } from "./macros.js";
import { showPalette } from "./palette.js";
import { step } from "./list.js";
import { toggleFeed } from "./feed-panel.js";
import { toggleAvailability } from "./availability.js";
import { toggleShield } from "./shield.js";

const write = (paper) => () => openConversation()?.focusComposer(paper);
const showAtHand = () => openConversation()?.showAtHand();

/** A list or a page of the rail, where the rail has it. */
const view = (name) => () => document.querySelector(`.rail a[data-view="${name}"]`)?.click();
const place = (name) => document.querySelector(`.rail a[href="/console/${name}"]`)?.click();

const KEYS = [
  ["keys_offer", [["A", "accept", () => answerOffer(true)], ["R", "refuse", () => answerOffer(false)]]],
  ["keys_go", [
    ["j", "key_next", () => step(1)], ["k", "key_previous", () => step(-1)], ["u", "key_back", () => goTo(addressOfList())],
    ["+", "key_choose_row", chooseRow], ["*", "key_several", askSeveral],
    ["1", "view_mine", view("mine")], ["2", "view_waiting", view("waiting")], ["3", "view_all", view("all")], ["4", "view_closed", view("closed")], ["5", "view_held", view("held")], ["6", "view_snoozed", view("snoozed")], ["7", "key_wall", () => place("wall")],
    ["/", "key_search", showPalette],
  ]],
  ["keys_talk", [
    ["e", "key_answer", write("message")], ["n", "key_note", write("note")], ["t", "act_take", () => act("take")],
    ["(", "act_whisper", () => act("whisper")], [")", "act_give_back", () => act("give-back")], ["h", "act_hand_over", () => act("hand-over")], ["b", "act_hand_back", () => act("hand-back")], ["c", "act_card", () => act("contact-card")],
    ["q", "act_request", () => act("request")], ["s", "act_topic", () => act("topic")], ["w", "act_category", () => act("category")], ["l", "act_labels", () => act("labels")], ["z", "act_snooze", () => act("snooze")], ["!", "act_escalate", () => act("escalate")], [",", "act_word_due", () => act("word-due")], ["r", "act_join", () => act("join")], [".", "act_split", () => act("split")], ["-", "act_ask_return", () => act("return")], [";", "act_return_step", () => act("return-step")], [":", "act_ask_privacy", () => act("privacy")], ["=", "act_privacy_step", () => act("privacy-step")], ["@", "act_forward", () => act("forward")], ["#", "act_spam", () => act("spam")], ["%", "act_block", () => act("block")], ["$", "act_wallet", () => act("wallet")], ["x", "act_close", () => act("close")], ["a", "act_macros", showMacros], ["9", "key_at_hand", showAtHand],
    ["8", "act_review", () => act("review")], ["o", "act_reopen", () => act("reopen")], ["d", "key_details", toggleCard],
    ["v", "key_reveal", toggleShield], ["f", "to_referent", () => act("to-referent")], ["i", "key_sorry", insertSorry],
  ]],
  ["keys_checker", []],
  ["keys_held", [["y", "act_approve", () => act("approve-held")], ["m", "act_edit", () => act("edit-held")], ["g", "act_return", () => act("return-held")]]],
  ["keys_desk", [["p", "key_pause", toggleAvailability], ["0", "key_feed", toggleFeed], ["&", "act_write", () => act("write")], ["?", "key_keys", showKeys]]],
];
const SHOWN_ONLY = { keys_go: [["Ctrl K", "key_palette"]], keys_talk: [["Enter", "send"], ["Alt N", "key_paper"], ["Alt S", "key_sorry_writing"], ["Alt U", "key_word_due"], ["Alt L", "key_feed"], ["Alt J", "key_at_hand_writing"], ["/ …", "key_phrases"], ["# …", "key_pages"], ["Tab", "key_next_gap"]], keys_checker: [["Alt 1 … 9", "key_choose"], ["Alt ↓", "key_choose_next"], ["Alt F", "key_fix"], ["Alt Enter", "key_fix_safe"], ["Alt I", "key_ignore"], ["Alt W", "key_learn"], ["Alt P", "key_give_word"]], keys_offer: [["Alt A", "key_accept_writing"], ["Alt R", "key_refuse_writing"]] };
// What only some may do, by what their rail has then: the sheet shows everybody the keys that do something for them.
const [WATCHES, APPROVES] = ['.rail a[href="/console/wall"]', '.rail a[data-view="held"]'];
const NEEDS = { key_wall: WATCHES, act_whisper: WATCHES, act_give_back: WATCHES, act_review: WATCHES, view_held: APPROVES, act_approve: APPROVES, act_edit: APPROVES, act_return: APPROVES, act_write: '.rail [data-act="write"]' };
const BY_KEY = new Map(KEYS.slice(1).flatMap(([, keys]) => keys.map(([key, , act]) => [key, act])));

export function startKeys() {
  document.addEventListener("keydown", press);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) showKeys();
    if (event.target.closest("[data-card-toggle]")) toggleCard();
  });
}

function press(event) {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (isCommand && event.key.toLowerCase() === "k") return taken(event, showPalette);
  if (isRinging() && event.altKey && ["KeyA", "KeyR"].includes(event.code)) return taken(event, () => answerOffer(event.code === "KeyA"));
  if (event.altKey && event.code === "KeyS" && !document.querySelector("dialog[open]")) return taken(event, insertSorry);
  if (event.altKey && event.code === "KeyL" && !document.querySelector("dialog[open]")) return taken(event, toggleFeed);
  if (event.altKey && event.code === "KeyU" && !document.querySelector("dialog[open]")) return taken(event, () => act("word-due"));
  if (event.altKey && event.code === "KeyJ" && !document.querySelector("dialog[open]")) return taken(event, showAtHand);
  if (isCommand || event.altKey || event.isComposing || isWriting(event.target)) return;
  if (isRinging()) return pressOffer(event);
  if (document.querySelector("dialog[open]")) return;
  const does = BY_KEY.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  if (does) taken(event, does);
}

/** While an offer rings, its keys are meant for it, and letters do nothing else. */
function pressOffer(event) {
  const key = event.key.toLowerCase();
  if (key === "a") taken(event, () => answerOffer(true));
  if (key === "r" || key === "escape") taken(event, () => answerOffer(false));
  if (key === "enter" && !event.target.closest("a, button")) taken(event, () => answerOffer(true));
}

function taken(event, act) {
  event.preventDefault();
  act();
}

function showKeys() {
  const dialog = document.getElementById("dialog");
  const isTheirs = ([, words]) => !NEEDS[words] || document.querySelector(NEEDS[words]);
  const sheet = KEYS.map(([title, keys]) => [title, [...keys, ...(SHOWN_ONLY[title] ?? [])].filter(isTheirs)]);
  const groups = sheet.filter(([, keys]) => keys.length).map(([title, keys]) => group(title, keys));
  const close = element("button.button", { type: "button", "data-close": true }, say("close"));
  dialog.replaceChildren(element("div.body", {}, element("h2", {}, say("key_keys")), element("div.keys-sheet", {}, groups), element("div.buttons.end", {}, close)));
  dialog.setAttribute("aria-label", say("key_keys"));
  if (!dialog.open) dialog.showModal();
}

function group(title, keys) {
  const lines = keys.map(([key, words]) => element("div", {}, element("dt", {}, say(words)), element("dd", {}, element("kbd", {}, key.length === 1 ? key.toUpperCase() : key))));
  return element("section", {}, element("h3", {}, say(title)), element("dl", {}, lines));
}
