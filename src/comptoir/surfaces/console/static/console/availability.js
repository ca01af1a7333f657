// The agent's switch. It shows what the desk has kept: it moves back when that fails, and follows what other tabs do.

import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { say } from "./texts.js";
import { tellRefusal, toast } from "./toast.js";

let box = null;
let kept = "";

export function startAvailability() {
  box = document.querySelector(".availability");
  if (!box) return;
  kept = chosen();
  box.addEventListener("change", () => choose(chosen()));
  desk.addEventListener("desk", (event) => follow(event.detail));
  // What one has just chosen is on its way, and newer than what was asked for.
  desk.addEventListener("standing", (event) => chosen() === kept && follow(event.detail));
  desk.addEventListener("up", () => showLine(true));
  desk.addEventListener("down", () => showLine(false));
  showLine(desk.isUp);
}

/** Turn to another position: "available", "paused" or "away". */
export async function choose(availability) {
  if (!box || availability === kept) return;
  show(availability);
  try {
    kept = (await ask("/console/availability", { post: { availability } })).availability;
  } catch (error) {
    show(kept);
    tellRefusal(error);
  }
}

/** Between available and paused, with one key. */
export function toggleAvailability() {
  return choose(kept === "available" ? "paused" : "available");
}

function follow({ availability, why }) {
  kept = availability;
  show(kept);
  if (why === "missed") toast(say("paused_after_missed"), { isRefusal: true, stays: 60_000 });
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
