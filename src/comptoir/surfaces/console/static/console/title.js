// The window's title: whose conversation is open, and whether somebody rings.

import { say } from "./texts.js";

const NAME = "Comptoir";
let words = document.title.replace(` · ${NAME}`, "");
let ringing = 0;

export function nameWindow(name) {
  words = name;
  show();
}

export function ringInTitle(count) {
  if (count === ringing) return;
  ringing = count;
  show();
}

function show() {
  document.title = `${ringing ? `● ${say("offer_heading")} · ` : ""}${words} · ${NAME}`;
}
