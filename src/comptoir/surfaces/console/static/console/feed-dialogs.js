// What the feed asks before it does something that others will see, and what stood in a post before.

import { ask } from "./ask.js";
import { element } from "./element.js";
import { withHidden } from "./feed-post.js";
import { say, wholeTime } from "./texts.js";
import { tellRefusal } from "./toast.js";

/** Ask whether it shall be so; with a label also why. The answer is the reason, "" without one, and null for no. */
export function askWhy(title, words, label) {
  const dialog = document.getElementById("dialog");
  const why = label && element("textarea.input", { maxlength: 200, required: true, rows: 2 });
  const field = label && element("label.field", {}, element("span.label", {}, label), why);
  const form = element("form", { method: "dialog", "aria-labelledby": "dialog-title" }, element("h2", { id: "dialog-title" }, title), element("p", {}, words), field, element("div.buttons.end", {}, element("button.button", { type: "button", "data-close": true }, say("feed_cancel")), element("button.button.main", {}, title)));
  return new Promise((answer) => {
    let said = null;
    form.addEventListener("submit", () => (said = why ? why.value.trim() : ""));
    dialog.addEventListener("close", () => answer(said), { once: true });
    dialog.replaceChildren(form);
    dialog.showModal();
    why?.focus();
  });
}

export async function showHistory(id, { time_zone, colleagues }) {
  const found = await ask(`/console/feed/${id}/history`).catch(tellRefusal);
  if (!found) return;
  const nameOf = (by) => colleagues.find((one) => one.id === by)?.name ?? found.people[by]?.name ?? say("somebody");
  const lines = found.steps.map(({ act, by, body, why, at }) => element("li", {}, element("p.quiet.small", {}, say(`feed_act_${act}`, { name: nameOf(by) }), " ", wholeTime(Date.parse(at), time_zone)), why ? element("p", {}, why) : null, body ? element("p.before-words", {}, withHidden(body)) : null));
  const dialog = document.getElementById("dialog");
  dialog.replaceChildren(element("div.body.feed-history", {}, element("h2", {}, say("feed_history")), element("ol", {}, lines), element("div.buttons.end", {}, element("button.button", { type: "button", "data-close": true }, say("close")))));
  dialog.showModal();
}
