// Approving one after the other: a card for each message that waits, and keys for the one that is looked at.

import { ask, page } from "./ask.js";
import { desk } from "./desk.js";
import { element } from "./element.js";
import { refreshTimes } from "./clock.js";
import { isWriting } from "./writing.js";
import { tellRefusal } from "./toast.js";

const KEYS = { y: "approve", m: "edit", g: "return" };
let box = null;
let asked = 0;

export function startApprovals() {
  box = document.querySelector("[data-approvals]");
  if (!box) return;
  box.addEventListener("click", (event) => press(event.target.closest("[data-judge]")));
  box.addEventListener("submit", (event) => (event.preventDefault(), decide(event.target)));
  box.addEventListener("keydown", inForm);
  box.addEventListener("focusin", (event) => show(event.target.closest(".judge")));
  document.addEventListener("keydown", byKey);
  desk.addEventListener("held", lookAgain);
  desk.addEventListener("missed", lookAgain);
  desk.addEventListener("held_settled", ({ detail }) => drop(detail.held));
  show(cards()[0]);
}

function cards() {
  return [...box.querySelectorAll(".judge")];
}

function current() {
  return box.querySelector(".judge[aria-current]");
}

function show(card) {
  if (!card || card === current()) return;
  current()?.removeAttribute("aria-current");
  card.setAttribute("aria-current", "true");
}

function byKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") return (event.preventDefault(), step(key === "j" ? 1 : -1));
  if (KEYS[key] && current()) (event.preventDefault(), press(current().querySelector(`[data-judge="${KEYS[key]}"]`)));
}

function step(by) {
  const all = cards();
  const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(current()) + by))];
  show(next);
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(button) {
  const card = button?.closest(".judge");
  if (!card) return;
  show(card);
  const act = button.dataset.judge;
  if (act === "approve") return send(card, "approve", {});
  for (const form of card.querySelectorAll("[data-form]")) form.hidden = form.dataset.form !== act;
  card.querySelector(":scope > .buttons").hidden = act !== "cancel";
  if (act === "cancel") card.focus();
  else card.querySelector(`[data-form="${act}"] textarea`).focus();
}

function decide(form) {
  const words = form.querySelector("textarea").value;
  const card = form.closest(".judge");
  return form.dataset.form === "edit" ? send(card, "approve", { body: words }) : send(card, "return", { word: words });
}

function inForm(event) {
  const form = event.target.closest("[data-form]");
  if (!form || event.isComposing) return;
  if (event.key === "Escape") (event.stopPropagation(), press(form.querySelector('[data-judge="cancel"]')));
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) (event.preventDefault(), form.requestSubmit());
}

async function send(card, act, post) {
  try {
    await ask(`/console/held/${card.dataset.held}/${act}`, { post });
    drop(Number(card.dataset.held));
  } catch (error) {
    tellRefusal(error);
  }
}

function drop(held) {
  const card = box.querySelector(`.judge[data-held="${held}"]`);
  if (!card) return;
  const next = card.nextElementSibling ?? card.previousElementSibling;
  const hadFocus = card.contains(document.activeElement) || document.activeElement === document.body;
  const wasCurrent = card === current();
  card.remove();
  if (wasCurrent) show(next);
  if (wasCurrent && hadFocus) next?.focus();
  box.querySelector(".empty").hidden = cards().length > 0;
}

/** What has come stands behind what is looked at; what is written in stays as it is. */
async function lookAgain() {
  const turn = ++asked;
  const html = await page("/console/approvals/held").catch(() => null);
  if (html === null || turn !== asked) return;
  const sheet = element("ol");
  sheet.innerHTML = html;
  const known = new Set(cards().map((card) => card.dataset.held));
  const found = new Set([...sheet.children].map((card) => card.dataset.held));
  for (const card of [...sheet.children]) if (!known.has(card.dataset.held)) box.querySelector(".judge-list").append(card);
  for (const card of cards()) if (!found.has(card.dataset.held)) drop(Number(card.dataset.held));
  refreshTimes(box);
  if (!current()) show(cards()[0]);
  box.querySelector(".empty").hidden = cards().length > 0;
}
