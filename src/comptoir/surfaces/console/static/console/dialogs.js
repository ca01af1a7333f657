// Dialogs come from the desk ready made; a form in them says what it could not do, and closes when it is done.

import { element } from "./element.js";
import { facts } from "./facts.js";
import { openConversation, goTo } from "./panes.js";
import { say } from "./texts.js";
import { toast } from "./toast.js";

const dialog = document.getElementById("dialog");

export function startDialogs() {
  // Settled, not only swapped: before that htmx does not hear the form yet.
  document.addEventListener("htmx:afterSettle", (event) => event.target === dialog && !dialog.open && dialog.showModal());
  for (const press of ["submit", "click"]) document.addEventListener(press, dropSecond, true);
  document.addEventListener("htmx:afterRequest", (event) => settle(event.detail));
  document.addEventListener("htmx:sendError", () => refuse(facts.texts.out_of_reach));
  document.addEventListener("click", (event) => event.target.closest("[data-close]") && event.target.closest("dialog").close());
  dialog?.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog?.addEventListener("keydown", sendByKey);
  dialog?.addEventListener("click", addTag);
  dialog?.addEventListener("input", ({ target }) => target.name === "at" && dialog.querySelector('[name="until"][value=""]')?.click());
  dialog?.addEventListener("close", () => dialog.replaceChildren());
}

/** Press the button of the head (or anywhere) that carries this act, if it may be pressed. */
export function act(name) {
  document.querySelector(`[data-act="${name}"]:not([disabled])`)?.click();
}

/** What is on its way is not sent again by a second click: htmx would keep it, and send it when the first is answered. */
function dropSecond(event) {
  const sending = event.type === "submit" ? event.target : event.target.closest?.("button, a");
  if (!sending?.matches?.("[hx-post].htmx-request")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** In a text of several lines Enter begins a new one; with Ctrl it sends, as in the composer. */
function sendByKey(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  event.target.closest("form")?.requestSubmit();
}

/** A tag that the shop knows joins those in the line, once. */
function addTag(event) {
  const name = event.target.closest("[data-add-tag]")?.dataset.addTag;
  const line = dialog.querySelector('[name="tags"]');
  if (!name || !line) return;
  const tags = line.value.split(",").map((tag) => tag.trim()).filter(Boolean);
  line.value = [...new Set([...tags, name])].join(", ");
  line.focus();
}

function settle({ xhr, successful, requestConfig, elt }) {
  if (xhr.status === 401) return location.assign(facts.sign_in);
  if (!successful) return xhr.status && (showFound(xhr), refuse(messageOf(xhr), elt));
  if (requestConfig.verb === "get") return;
  const next = xhr.getResponseHeader("X-Go-To");
  if (dialog.open) dialog.close();
  if (next) goTo(next);
  else openConversation()?.refreshHead();
}

/** In the dialog, or in the form of a page that has a place for it; else at the edge. */
function refuse(words, form) {
  const place = dialog.open ? dialog.querySelector(".refused") : form?.querySelector?.(":scope > .refused");
  if (place) place.textContent = words;
  else toast(words, { isRefusal: true });
}

/** What the checker finds in a letter that is written in a dialog, and the box to send it all the same where it may be. */
function showFound(xhr) {
  const [place, confirm] = [dialog.querySelector("[data-found]"), dialog.querySelector("[data-confirm]")];
  if (!place) return;
  const { code, findings = [] } = answerIn(xhr);
  const body = dialog.querySelector("textarea").value;
  place.replaceChildren(...findings.map(({ start, end, because, level }) => element(level === "hint" ? "li.quiet" : "li", {}, `${say("quoted", { words: body.slice(start, end) })} ${because}`)));
  confirm.hidden = code !== "wording_to_confirm";
  if (confirm.hidden) confirm.querySelector("input").checked = false;
}

function answerIn(xhr) {
  try {
    return JSON.parse(xhr.responseText);
  } catch {
    return {};
  }
}

function messageOf(xhr) {
  try {
    return JSON.parse(xhr.responseText).message;
  } catch {
    return xhr.status === 403 ? facts.texts.stale_page : facts.texts.out_of_reach;
  }
}
