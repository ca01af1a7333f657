// The agent's switch. It shows what the desk has kept: it moves back when that fails, and follows what other tabs do. Under
// it stands until when nothing new rings, after an upset customer or an insult, and a way back before.

import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { deskNow } from "./facts.js";
import { clockTime, say } from "./texts.js";
import { tellRefusal, toast } from "./toast.js";

let box = null;
let care = null;
let kept = "";
let heardAt = 0;
let turning = null;
let told = Promise.resolve();
let until = 0;
let over = 0;

export function startAvailability() {
  box = document.querySelector(".availability");
  if (!box) return;
  kept = chosen();
  care = box.querySelector(".care");
  spare(care.dataset.until);
  care.querySelector("button").addEventListener("click", () => turn("available"));
  box.addEventListener("change", () => choose(chosen()));
  desk.addEventListener("desk", (event) => follow(event.detail));
  desk.addEventListener("standing", (event) => isNewer(event.detail) && follow(event.detail));
  desk.addEventListener("up", () => showLine(true));
  desk.addEventListener("down", () => showLine(false));
  showLine(desk.isUp);
}

/** Turn to another position: "available", "paused" or "away". */
export async function choose(availability) {
  if (box && availability !== (turning?.availability ?? kept)) await turn(availability);
}

/** Tell the desk, also what it knows: who is available and says so again is done with the time they were given. */
async function turn(availability) {
  const mine = { availability, isHeard: false };
  turning = mine;
  show(availability);
  await (told = told.then(() => turning === mine && tell(mine)));
}

/** One after the other: what was chosen last is what the desk keeps. */
async function tell(mine) {
  try {
    const now = await ask("/console/availability", { post: { availability: mine.availability } });
    if (isLast(mine)) settle(now);
  } catch (error) {
    if (isLast(mine)) show(kept);
    tellRefusal(error);
  } finally {
    if (turning === mine) turning = null;
  }
}

/** Whether an answer still counts: nothing was chosen since, and the desk has not told of it earlier by the socket. */
function isLast(mine) {
  return turning === mine && !mine.isHeard;
}

/** Between available and paused, with one key. */
export function toggleAvailability() {
  return choose(chosen() === "available" ? "paused" : "available");
}

/** What one has just chosen may still be on its way; and what was asked for before the last word is older than that word. */
function isNewer({ askedAt }) {
  return !turning && chosen() === kept && askedAt > heardAt;
}

/** What the desk tells is so, but for what it told before it heard what was chosen last. */
function follow({ availability, why, until: end }) {
  if (turning) turning.isHeard ||= availability === turning.availability;
  if (turning && !turning.isHeard) return void (kept = availability);
  settle({ availability, until: end });
  if (why === "care" && kept === "available") toast(say("care_available", { time: clockTime(until) }), { stays: 15_000 });
  if (why === "care_over") toast(say("care_over"));
  if (why === "missed") toast(say("paused_after_missed"), { isRefusal: true, stays: 60_000 });
}

function settle({ availability, until: end }) {
  kept = availability;
  heardAt = Date.now();
  show(kept);
  spare(end);
}

/** Say until when nothing new rings; the desk says when it is over, and if that goes unheard, the clock does. */
function spare(end) {
  clearTimeout(over);
  until = end ? Date.parse(end) : 0;
  const left = until - deskNow();
  care.hidden = left <= 0;
  if (care.hidden) return;
  care.querySelector("span").textContent = say(kept === "paused" ? "care_paused" : "care_available", { time: clockTime(until) });
  over = setTimeout(() => (care.hidden = true), left);
}

function show(availability) {
  const input = box.querySelector(`input[value="${CSS.escape(availability)}"]`);
  if (input) input.checked = true;
}

function showLine(isUp) {
  document.querySelector(".off-line").hidden = isUp || !desk.connection.downSince || Date.now() - desk.connection.downSince < 1500;
  if (!isUp) setTimeout(() => desk.isUp || (document.querySelector(".off-line").hidden = false), 2000);
}

function chosen() {
  return box.querySelector("input:checked")?.value ?? "away";
}
