// Alarms of the shops that one watches over, and words that call somebody by name: shown, heard once, and gone when seen to.

import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { element, glyph } from "./element.js";
import { facts } from "./facts.js";
import { addressOf, openConversation, panes } from "./panes.js";
import { notify } from "./notification.js";
import { play } from "./sound.js";
import { say, span } from "./texts.js";
import { askForStanding } from "./standing.js";
import { tellRefusal, toast } from "./toast.js";
import { wants } from "./wanted.js";

const AT_MOST = 3;
const handedOver = new Set();
const toApproveIn = new Map(); // shop -> { waiting: Map(held -> conversation), close }
const toldReturned = new Set();
let mine = new Set();

export function startAlarms() {
  desk.addEventListener("alarm", (event) => show(event.detail));
  desk.addEventListener("mention", (event) => mentioned(event.detail));
  desk.addEventListener("kind_word", (event) => praised(event.detail));
  desk.addEventListener("up", (event) => (mine = new Set(event.detail.memberships.map((membership) => membership.id))));
  desk.addEventListener("held", (event) => toApprove(event.detail));
  desk.addEventListener("held_settled", (event) => settled(event.detail));
  desk.addEventListener("standing", (event) => event.detail.returned.forEach(cameBack));
  desk.addEventListener("review", ({ detail }) => reviewed(detail));
  desk.addEventListener("absence", ({ detail }) => absence(detail));
  desk.addEventListener("article", ({ detail }) => article(detail));
  desk.addEventListener("hand_over", (event) => hearHandOver(event.detail));
  desk.addEventListener("changed", (event) => event.detail.moved && drop(event.detail.c));
  panes.addEventListener("conversation", () => seenTo(openConversation()?.id));
}

function seenTo(id) {
  drop(id);
  for (const { waiting } of toApproveIn.values()) for (const [held, c] of waiting) if (c === id) waiting.delete(held);
  closeApproved();
}

function show({ c, shop, why, seconds }) {
  const isWanted = wants(why === "insult" ? "insult" : "waiting");
  if (isWanted) play("alarm");
  if (openConversation()?.id === c && !document.hidden) return; // the thread itself tells it
  const box = document.querySelector(".alarms");
  drop(c);
  const words = say(`alarm_${why}`, { span: span(seconds ?? 0) });
  const name = facts.shops.find((one) => one.id === shop)?.name ?? "";
  const open = element("a.button.little", { href: addressOf(c), "data-open": c }, say("open"));
  const close = element("button.button.bare.icon.little", { type: "button", "aria-label": say("close"), onclick: () => drop(c) }, glyph("cross"));
  const soon = why === "at_risk" ? "div.alarm.soon" : "div.alarm";
  box.append(element(soon, { "data-c": c, role: "alert" }, glyph("bell"), element("span", {}, element("b", {}, name), " · ", words), open, close));
  const shown = box.querySelectorAll(".alarm");
  if (shown.length > AT_MOST) shown[0].remove();
  if (isWanted) notify(name, words, { tag: `alarm-${c}` });
}

function drop(id) {
  document.querySelector(`.alarm[data-c="${id}"]`)?.remove();
}

function mentioned({ c }) {
  if (openConversation()?.id === c && !document.hidden) return;
  const words = say("mentioned");
  toast(words, { link: { href: addressOf(c), conversation: c, words: say("open") }, stays: 20_000 });
  notify(words, "", { tag: `mention-${c}` });
  play("message");
}

function reviewed({ id, by }) {
  toast(say("review_came", { name: by }), { link: { href: `/console/reviews/${id}`, words: say("open") }, stays: 20_000 });
}

/** Somebody plans or asks for an absence, or has answered one's own; the count beside the team follows. */
function absence({ what, to, shop, member, by }) {
  askForStanding();
  const isForMe = to === "member";
  if (!isForMe && mine.has(member)) return;
  const href = isForMe ? `/console/team/${member}` : `/console/team/absences?shop=${shop}`;
  toast(say(isForMe ? `absence_own_${what}` : `absence_${what}`, { name: by }), { link: { href, words: say("open") }, stays: 20_000 });
}

/** An article waits to be read, or one's own was published, sent back or retired, or one that it needs; the count beside the help centre follows. */
function article({ what, id, member, by }) {
  askForStanding();
  if (mine.has(member)) return;
  toast(say(`article_${what}`, { name: by }), { link: { href: `/console/articles/${id}`, words: say("open") }, stays: 20_000 });
}

function praised({ c }) {
  if (openConversation()?.id === c && !document.hidden) return;
  toast(say("kind_word_came"), { link: { href: addressOf(c), conversation: c, words: say("open") } });
}

/** A colleague's message waits for approval: said until it is decided on, or looked at. */
function toApprove({ c, shop, agent, held }) {
  if (!shop || mine.has(agent) || (openConversation()?.id === c && !document.hidden)) return;
  const words = say("held_new", { shop: facts.shops.find((one) => one.id === shop)?.name ?? "" });
  const close = toast(words, { link: { href: `/console/c/${c}?view=held`, words: say("open") }, stays: 20_000 });
  const known = toApproveIn.get(shop);
  toApproveIn.set(shop, { waiting: (close ? new Map() : (known?.waiting ?? new Map())).set(held, c), close: close ?? known?.close });
  if (!wants("held")) return;
  notify(words, "", { tag: `held-${c}` });
  play("message");
}

function settled({ held, c, outcome, by, agent }) {
  for (const { waiting } of toApproveIn.values()) waiting.delete(held);
  closeApproved();
  if (outcome === "returned" && mine.has(agent)) cameBack({ held, c, by: by?.name ?? "" });
  if (outcome === "lapsed" && mine.has(agent)) askForStanding();
}

function closeApproved() {
  for (const [shop, { waiting, close }] of toApproveIn) if (!waiting.size) (close?.(), toApproveIn.delete(shop));
}

/** A message of one's own came back: told once a page, wherever one is; the conversation says more. */
function cameBack({ held, c, by, lapsed = false, words: own = "" }) {
  if (toldReturned.has(held)) return;
  toldReturned.add(held);
  if (openConversation()?.id === c && !document.hidden) return;
  if (lapsed && own) return lost(held, own);
  const words = lapsed ? say("lapsed_new") : say("returned_new", { name: by || say("somebody") });
  toast(words, { link: { href: addressOf(c), conversation: c, words: say("open") }, stays: 30_000 });
  notify(words, "", { tag: `returned-${c}` });
}

/** What was not sent, in a conversation that one sees no more: its words stand here until they were read. */
function lost(held, words) {
  const box = document.querySelector(".alarms");
  const line = element("div.alarm.soon", { role: "status" }, glyph("bell"), element("span", {}, element("b", {}, say("lapsed_new")), " ", element("q", {}, words)));
  const seen = async () => {
    line.remove();
    await ask(`/console/held/${held}/seen`, { post: {} }).catch(tellRefusal);
  };
  line.append(element("button.button.little", { type: "button", onclick: seen }, say("noted")));
  box.append(line);
}

/** How a hand-over stands concerns who gives; others see it in the conversation. */
function hearHandOver({ c, outcome }) {
  const open = openConversation()?.id === c ? openConversation() : null;
  open?.refreshHead();
  if (!handedOver.has(c) && !open?.isMine) return;
  if (outcome === "asked") handedOver.add(c);
  else handedOver.delete(c);
  const link = { href: addressOf(c), conversation: c, words: say("open") };
  toast(say(`hand_over_${outcome}`), { isRefusal: outcome === "nobody", link, stays: 15_000 });
}
