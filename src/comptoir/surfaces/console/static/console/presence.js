// How the desk stands now, shop by shop: how many are free, how many wait, and for how long.

import { desk } from "./desk.js";
import { say, span } from "./texts.js";

export function startPresence() {
  desk.addEventListener("presence", (event) => show(event.detail));
  desk.addEventListener("standing", (event) => event.detail.presence.forEach(show));
}

function show({ shop, audiences }) {
  for (const [audience, now] of Object.entries(audiences)) {
    const line = document.querySelector(`.now [data-shop="${shop}"][data-audience="${CSS.escape(audience)}"] dd`);
    if (line) line.textContent = words(now);
  }
}

function words({ open, free, waiting, longest }) {
  if (!open && !waiting) return say("now_closed");
  const parts = [say("now_free", { n: free ?? 0 })];
  if (waiting) parts.push(say("now_waiting", { n: waiting }));
  if (waiting && longest) parts.push(say("now_longest", { span: span(longest, "narrow") }));
  return parts.join(" · ");
}
