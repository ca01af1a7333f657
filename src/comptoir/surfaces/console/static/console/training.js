// Training: a certificate is printed, and what moves is told once: a pass that ends, a start that goes on.

import { desk } from "./desk.js";
import { say } from "./texts.js";
import { toast } from "./toast.js";

export function startTraining() {
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
  desk.addEventListener("training", (event) => told(event.detail));
}

function told({ days }) {
  const words = days < 0 ? say("training_moved") : days === 0 ? say("training_ended") : say("training_ends");
  toast(words, { link: { href: "/console/training", words: say("training_go") }, stays: 30_000 });
}
