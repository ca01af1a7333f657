// The page of one mail: what it says is read anew from its bytes, after the page is there; its own form when asked for.

import { ask } from "./ask.js";
import { written } from "./mail.js";
import { say } from "./texts.js";
import { tellRefusal } from "./toast.js";
import { wordsAsNodes } from "./words.js";

export function startMailPage() {
  const place = document.querySelector("[data-mail-words]");
  if (!place) return;
  ask(place.dataset.mailWords).then(
    ({ words }) => place.replaceChildren(...(words ? wordsAsNodes(words) : [say("mail_unreadable")])),
    (error) => (place.textContent = error.message),
  );
  document.querySelector("[data-mail-written]")?.addEventListener("click", open);
}

async function open({ target }) {
  const place = target.closest("section").querySelector(".mail-opened");
  place.hidden = !place.hidden;
  target.setAttribute("aria-expanded", String(!place.hidden));
  if (!place.firstChild) place.append(await written(target.dataset.mailWritten).catch(tellRefusal));
}
