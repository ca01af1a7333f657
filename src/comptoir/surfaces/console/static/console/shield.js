// What may hurt is blurred until the agent chooses to read it: per message, by button or key, and nobody is told. Beside it,
// one key away: a referent who takes over, and a pause.
//
//   shieldSaid(line, "insult")   unshieldSaid(line)   toggleShield() shows or hides the newest   hiddenOr(words, shop, isShielded)

import { ask } from "./ask.js";
import { choose } from "./availability.js";
import { element, glyph } from "./element.js";
import { facts } from "./facts.js";
import { openConversation } from "./panes.js";
import { say } from "./texts.js";
import { tellRefusal, toast } from "./toast.js";

/** The words, or what stands for them where they may hurt and the shop's charter spares agents such words. */
export function hiddenOr(words, shopId, isShielded) {
  const shop = facts.shops.find((one) => one.id === shopId);
  return isShielded && (shop?.blurs ?? true) ? say("hidden_words") : words;
}

/** Blur a message that is drawn; `what` is "insult" or "harassment". */
export function shieldSaid(line, what) {
  const bubble = line.querySelector(".bubble");
  if (!bubble || bubble.querySelector(".shield")) return;
  const words = element("div.hurting", {}, [...bubble.childNodes]);
  const reveal = element("button.button.little", { type: "button", "data-reveal": true, onclick: () => turn(bubble) });
  const acts = element("span.shield-acts", {}, [
    element("button.button.little", { type: "button", "data-act": "to-referent", "data-words": say("to_referent"), onclick: callReferent }, say("to_referent"), " ", element("kbd", {}, "F")),
    document.querySelector(".availability") ? element("button.button.little", { type: "button", onclick: pause }, say("shield_pause"), " ", element("kbd", {}, "P")) : null,
  ]);
  const told = element("p.shield-told", {}, glyph("shield"), element("span", {}, say(`shield_${what}`)));
  bubble.replaceChildren(element("div.shield", {}, told, element("div.buttons", {}, reveal, acts)), words);
  line.classList.add("shielded");
  hide(bubble, true);
}

export function unshieldSaid(line) {
  const bubble = line.querySelector(".bubble:has(> .shield)");
  if (!bubble) return;
  const words = bubble.querySelector(".hurting");
  bubble.replaceChildren(...words.childNodes);
  bubble.classList.remove("blurred");
  line.classList.remove("shielded");
}

/** Show or hide the newest message that may hurt. */
export function toggleShield() {
  const newest = [...document.querySelectorAll(".thread .shielded .bubble")].at(-1);
  if (!newest) return;
  turn(newest);
  newest.scrollIntoView({ block: "nearest" });
}

function turn(bubble) {
  hide(bubble, !bubble.classList.contains("blurred"));
}

function hide(bubble, isHidden) {
  bubble.classList.toggle("blurred", isHidden);
  bubble.querySelector(".hurting").inert = isHidden;
  const reveal = bubble.querySelector("[data-reveal]");
  reveal.setAttribute("aria-expanded", String(!isHidden));
  reveal.replaceChildren(say(isHidden ? "shield_show" : "shield_hide"), " ", element("kbd", {}, "V"));
}

async function callReferent() {
  const { id } = openConversation();
  try {
    const { outcome } = await ask(`/console/c/${id}/to-referent`, { post: {} });
    toast(say(`referent_${outcome}`), { stays: 15_000 });
    openConversation()?.refreshHead();
  } catch (error) {
    tellRefusal(error);
  }
}

async function pause() {
  await choose("paused");
  toast(say("shield_paused"), { stays: 15_000 });
}
