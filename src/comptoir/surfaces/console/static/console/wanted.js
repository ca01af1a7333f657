// Which alarms a watcher wants to hear, and when none: chosen in the settings, told by the page.

import { deskNow, facts } from "./facts.js";
import { clockTime } from "./texts.js";

export const KINDS = ["waiting", "insult", "held", "promise"];

/** Whether an alarm of that kind may sound and notify now. Who watches over no shop has made no choice: all may. */
export function wants(kind) {
  return (facts.alarms?.[kind] ?? true) && !isQuietNow();
}

/** Whether it is in one's quiet hours, by one's own clock; they may pass midnight. */
export function isQuietNow() {
  const { quiet_from: from, quiet_until: until } = facts.alarms ?? {};
  if (!from || !until || from === until) return false;
  const at = clockTime(deskNow()).padStart(5, "0");
  return from < until ? from <= at && at < until : at >= from || at < until;
}
