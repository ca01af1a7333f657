// How one stands, asked for whenever it may not have been heard: what rings, where the switch is, who else is there, what
// is held. Those who show it hear "standing", whose detail also says when it was asked for.

import { ask } from "./ask.js";
import { desk } from "./desk.js";

const AGAIN_AFTER = 3_000;
let asking = null;
let again = 0;

export function startStanding() {
  desk.addEventListener("missed", askForStanding);
}

/** Ask now: something has come that changes a count. */
export function askForStanding() {
  asking ??= askOnce().finally(() => (asking = null));
  return asking;
}

async function askOnce() {
  clearTimeout(again);
  const askedAt = Date.now();
  try {
    const standing = await ask("/console/standing");
    desk.dispatchEvent(new CustomEvent("standing", { detail: { ...standing, askedAt } }));
  } catch {
    again = setTimeout(askForStanding, AGAIN_AFTER);
  }
}
