// Training: a certificate is printed, and what moves is told once: a pass that ends, a start that goes on. What stands before
// the first answer is shown on every page, and goes from it the moment it is done.

import { desk } from "./desk.js";
import { element } from "./element.js";
import { askForStanding } from "./standing.js";
import { say } from "./texts.js";
import { toast } from "./toast.js";

export function startTraining() {
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
  desk.addEventListener("standing", (event) => showGates(event.detail.gates ?? []));
  desk.addEventListener("training", (event) => told(event.detail));
}

async function told({ days }) {
  const wasClosed = closed().length > 0;
  if (days <= 0) await askForStanding();
  if (wasClosed && !closed().length) return tellOpen();
  const words = days < 0 ? say("training_moved") : days === 0 ? say("training_ended") : say("training_ends");
  toast(words, { link: { href: "/console/training", words: say("training_go") }, stays: 30_000 });
}

function tellOpen() {
  toast(say("training_open"), { link: { href: "/console/", words: say("training_answer") }, stays: 30_000 });
}

/** The words before the first answer, as they are now; what stood in the empty list instead of conversations goes with them. */
function showGates(gates) {
  const form = document.querySelector(".availability");
  const lines = gates.map((it) => [it.shop, it.words].filter(Boolean).join(" "));
  if (!form || lines.join() === closed().map((shown) => shown.dataset.words).join()) return;
  for (const shown of closed()) shown.remove();
  form.append(...gates.map((it, n) => gateOf(it, lines[n])));
  const way = document.querySelector("a[data-gate]");
  if (!way) return;
  way.previousElementSibling.textContent = gates.length ? lines[0] : say("training_open");
  if (!gates.length) way.remove();
}

function gateOf({ shop, words, address }, line) {
  const name = shop && element("b", {}, shop);
  const way = element("a", { href: address }, say("training_go"));
  return element("p.gate", { role: "status", "data-words": line }, name || null, `${shop ? " " : ""}${words} `, way);
}

const closed = () => [...document.querySelectorAll(".availability .gate")];
