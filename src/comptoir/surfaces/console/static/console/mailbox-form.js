// The form of a mailbox: what does not belong to the chosen ways is not shown, and its servers can be tried before it is kept.

import { ask } from "./ask.js";
import { element } from "./element.js";
import { say } from "./texts.js";

export function startMailboxForm() {
  const form = document.querySelector("form[data-mailbox]");
  if (!form) return;
  form.addEventListener("change", () => show(form));
  form.querySelector("[data-try]").addEventListener("click", (event) => tryOut(form, event.target));
  show(form);
}

/** `data-when="outgoing=smtp|incoming=imap"`: shown while one of these is chosen. */
function show(form) {
  for (const part of form.querySelectorAll("[data-when]")) {
    const isWanted = part.dataset.when.split("|").some((one) => {
      const [name, value] = one.split("=");
      return form.elements[name]?.value === value;
    });
    part.hidden = !isWanted;
  }
}

async function tryOut(form, button) {
  const [place, refused] = [form.querySelector("[data-tried]"), form.querySelector(".refused")];
  refused.textContent = "";
  place.replaceChildren(element("li", {}, say("mailbox_trying")));
  button.disabled = true;
  try {
    const { incoming, outgoing } = await ask(form.dataset.mailbox, { form: new FormData(form) });
    place.replaceChildren(...[line("mailbox_in", incoming), line("mailbox_out", outgoing)].filter(Boolean));
    if (!place.children.length) place.replaceChildren(element("li", {}, say("mailbox_nothing")));
  } catch (error) {
    place.replaceChildren();
    refused.textContent = error.message;
  } finally {
    button.disabled = false;
  }
}

function line(name, trouble) {
  if (trouble === null) return null;
  const isWell = !trouble;
  return element(isWell ? "li.good" : "li.danger", {}, `${isWell ? "✓" : "✗"} ${say(name)}: ${isWell ? say("mailbox_works") : trouble}`);
}
