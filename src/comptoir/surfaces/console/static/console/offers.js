// Offers ring: who waits, where, their first words, and the seconds that are left. A accepts, R refuses; while one is
// writing, Alt+A and Alt+R do. What is under the fingers is never taken for an answer in the first moment.

import { ask } from "./ask.js";
import { everySecond, fill, ring } from "./clock.js";
import { desk } from "./desk.js";
import { element } from "./element.js";
import { deskNow, facts } from "./facts.js";
import { addressOf, goTo } from "./panes.js";
import { notify } from "./notification.js";
import { play } from "./sound.js";
import { hiddenOr } from "./shield.js";
import { ringInTitle } from "./title.js";
import { say, span } from "./texts.js";
import { tellRefusal, toast } from "./toast.js";
import { isWriting } from "./writing.js";

const RINGS_EVERY = 3_000;
const DEAF_FOR = 500;
const SHORT = 5;
const ringing = new Map();
const ended = new Set();
let rung = 0;

export function startOffers() {
  desk.addEventListener("offer", (event) => show(event.detail.offer));
  desk.addEventListener("offer_over", (event) => end(event.detail));
  desk.addEventListener("standing", (event) => catchUp(event.detail));
  everySecond(tick);
  (facts.offers ?? []).forEach(show);
}

/** Whether an offer rings; the keys are then its own. */
export function isRinging() {
  return ringing.size > 0;
}

export function answerOffer(isAccepted) {
  const first = ringing.values().next().value;
  if (first && Date.now() - first.shownAt > DEAF_FOR) answer(first, isAccepted);
}

/** Ring what should ring, and let be what ended unheard; what was announced since it was asked for is newer. */
function catchUp({ offers, askedAt }) {
  const pending = new Set(offers.map((offer) => offer.id));
  for (const [id, { shownAt }] of ringing) if (shownAt < askedAt && !pending.has(id)) over(id);
  offers.forEach(show);
}

function show(offer) {
  if (ringing.has(offer.id) || ended.has(offer.id) || Date.parse(offer.expires_at) <= deskNow()) return;
  const entry = { offer, shownAt: Date.now(), box: drawn(offer) };
  ringing.set(offer.id, entry);
  place().append(entry.box);
  entry.notification = notify(say("offer_title", { shop: shopOf(offer).name }), wordsOf(offer) || offer.summary || "", {
    tag: `offer-${offer.id}`, onclick: () => entry.box.querySelector(".main").focus(),
  });
  if (!isWriting()) entry.box.querySelector(".main").focus({ focusVisible: true });
  document.getElementById("spoken").textContent = `${heading(offer)}. ${wordsOf(offer)}`;
  rung = 0;
  tick();
}

function drawn(offer) {
  const answerWith = (isAccepted) => () => answer(ringing.get(offer.id), isAccepted);
  const shop = shopOf(offer);
  const about = [shop.name, offer.page, offer.language.toUpperCase(), shop.topics[offer.topic] ?? offer.topic];
  const where = about.filter(Boolean).join(" · ");
  const count = element("div.countdown", {}, ring(), element("span", { "aria-hidden": "true" }));
  const label = element("div", {}, element("h2", { id: `offer-${offer.id}` }, heading(offer)), element("p.where", { title: where }, where));
  return element("section.offer", { role: "alertdialog", "aria-labelledby": `offer-${offer.id}` }, [
    element("header", {}, label, count),
    offer.summary ? element("p.summary", {}, element("b", {}, say("summary_by", { name: offer.by?.name ?? say("somebody") })), " ", offer.summary) : null,
    offer.words ? element("blockquote", {}, wordsOf(offer)) : null,
    element("p.spoken.left"),
    element("div.buttons", {}, [
      element("button.button.main", { type: "button", onclick: answerWith(true) }, say("accept"), " ", element("kbd", {}, "A")),
      element("button.button", { type: "button", onclick: answerWith(false) }, say("refuse"), " ", element("kbd", {}, "R")),
    ]),
  ]);
}

function wordsOf(offer) {
  return hiddenOr(offer.words ?? "", offer.shop, offer.shield);
}

function heading(offer) {
  return say(offer.trigger === "hand_over" ? "offer_hand_over" : "offer_heading", { name: offer.by?.name ?? say("somebody") });
}

function tick() {
  ringInTitle(ringing.size);
  for (const { offer, box } of ringing.values()) {
    const left = Math.min(offer.seconds, Math.ceil((Date.parse(offer.expires_at) - deskNow()) / 1000));
    if (left <= 0) {
      over(offer.id);
      continue;
    }
    box.querySelector(".countdown span").textContent = left;
    fill(box.querySelector(".ring"), 1 - left / offer.seconds);
    box.classList.toggle("short", left <= SHORT);
    if (left % 5 === 0) box.querySelector(".left").textContent = say("left", { span: span(left) });
  }
  if (ringing.size && Date.now() - rung >= RINGS_EVERY - 100) {
    rung = Date.now();
    play("offer");
  }
}

async function answer(entry, isAccepted) {
  if (!entry || entry.isAnswered) return;
  entry.isAnswered = true;
  for (const button of entry.box.querySelectorAll("button")) button.disabled = true;
  try {
    await ask(`/console/offers/${entry.offer.id}/${isAccepted ? "accept" : "refuse"}`, { post: {} });
    over(entry.offer.id);
    if (isAccepted) goTo(addressOf(entry.offer.c), { focus: "message" });
  } catch (error) {
    over(entry.offer.id);
    tellRefusal(error);
  }
}

function end({ id, outcome }) {
  const entry = ringing.get(id);
  if (!entry) return;
  over(id);
  if (outcome === "timed_out") toast(say("offer_missed"));
  if (outcome === "withdrawn" && !entry.isAnswered) toast(say("offer_withdrawn"));
}

function over(id) {
  const entry = ringing.get(id);
  ringing.delete(id);
  ended.add(id);
  entry?.notification?.close();
  entry?.box.remove();
  ringInTitle(ringing.size);
}

/** A modal dialog leaves everything beside it out of reach: an offer then rings inside it. */
function place() {
  const box = document.getElementById("offers");
  const home = document.querySelector("dialog[open]") ?? document.body;
  if (box.parentElement !== home) home.append(box);
  if (home !== document.body) home.addEventListener("close", () => document.body.append(box), { once: true });
  return box;
}

function shopOf(offer) {
  return facts.shops.find((shop) => shop.id === offer.shop) ?? { name: "", topics: {} };
}
