// The list moves by itself: a message lifts its row, what changed is fetched again (at most once a second), and nothing
// changes place while the pointer is over the list.

import { ask, page } from "./ask.js";
import { everySecond, refreshTimes } from "./clock.js";
import { desk } from "./desk.js";
import { hiddenOr } from "./shield.js";
import { say } from "./texts.js";
import { addressOf, goTo, openConversation, panes } from "./panes.js";

const AT_ONCE = 100;
const dirty = new Set();
const meanwhile = new Set();
let isPointed = false;
let held = new Map();
let isFetching = false;

export function startList() {
  desk.addEventListener("standing", (event) => showStanding(event.detail));
  if (!box()) return;
  desk.addEventListener("row", (event) => hearRow(event.detail));
  for (const name of ["changed", "held", "held_settled"]) desk.addEventListener(name, (event) => hearChange(event.detail.c));
  desk.addEventListener("missed", () => lookAgain().catch(() => rows().forEach((row) => dirty.add(idOf(row)))));
  document.addEventListener("pointerover", (event) => point(Boolean(event.target.closest?.(".rows"))));
  document.addEventListener("pointerleave", () => point(false));
  panes.addEventListener("conversation", markCurrent);
  panes.addEventListener("list-asked", () => meanwhile.clear());
  panes.addEventListener("list", () => (meanwhile.forEach((id) => dirty.add(id)), markCurrent()));
  everySecond(fetchDirty);
  markCurrent();
}

/** The row below or above the open one (or the focused one), to open with the keyboard. */
export function step(by) {
  const all = rows();
  const at = all.findIndex((row) => row.querySelector("a") === document.activeElement || row.classList.contains("open"));
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) goTo(addressOf(idOf(next)));
}

/** A list that was asked for earlier may not know of it when it comes: what changed meanwhile is fetched again then. */
function hearChange(id) {
  meanwhile.add(id);
  dirty.add(id);
}

function hearRow(frame) {
  meanwhile.add(frame.c);
  const row = rowOf(frame.c);
  if (isHeldView()) return row && dirty.add(frame.c); // nothing comes among what is held by being said
  if (!row) return dirty.add(frame.c);
  const wasVisitor = frame.from === "visitor";
  const words = frame.words === "📎" ? say("a_file") : hiddenOr(frame.words, frame.shop, frame.shield);
  row.querySelector(".words").textContent = wasVisitor ? words : say("answer_said", { words });
  row.querySelector(".words").classList.toggle("hidden-words", words !== frame.words && frame.words !== "📎");
  const time = row.querySelector(".when time");
  time.dataset.since = frame.unanswered_since ?? frame.at;
  time.removeAttribute("title");
  if (wasVisitor && openConversation()?.id !== frame.c) row.classList.add("unread");
  if (!wasVisitor) dirty.add(frame.c);
  row.dataset.at = frame.at;
  refreshTimes(row);
  place(row);
}

/** The first page of the list as it is now; what is shown and does not stand there is fetched row by row. */
async function lookAgain() {
  const { asked } = box().dataset;
  const html = await page(`/console/list?${asked}`);
  if (asked !== box().dataset.asked) return lookAgain();
  const fresh = [...elementsFrom(html).querySelectorAll(".row")];
  const found = new Set(fresh.map(idOf));
  for (const row of rows()) if (!found.has(idOf(row))) dirty.add(idOf(row));
  for (const row of fresh) replaceRow(idOf(row), row.outerHTML);
}

async function fetchDirty() {
  if (!dirty.size || isFetching) return;
  const ids = [...dirty].slice(0, AT_ONCE);
  ids.forEach((id) => dirty.delete(id));
  isFetching = true;
  const { asked } = box().dataset;
  try {
    const found = await ask(`/console/rows?ids=${ids.join(",")}&${asked}`);
    if (asked !== box().dataset.asked) return ids.forEach((id) => dirty.add(id));
    for (const id of ids) replaceRow(id, found.rows[id]);
    showStanding(found);
  } catch {
    ids.forEach((id) => dirty.add(id));
  } finally {
    isFetching = false;
  }
}

function replaceRow(id, html) {
  const old = rowOf(id);
  if (!html) return old && (remove(old), panes.dispatchEvent(new Event("rows")));
  const fresh = rowFrom(html);
  refreshTimes(fresh);
  if (!old) fresh.classList.add("arrived");
  const isFocused = old?.contains(document.activeElement);
  fresh.querySelector(".choose").checked = old?.querySelector(".choose").checked ?? false;
  old?.replaceWith(fresh);
  if (isFocused) fresh.querySelector("a").focus();
  if (fresh.dataset.at !== old?.dataset.at) place(fresh);
  markCurrent();
}

/** Put a row where it belongs; while the pointer is over the list that waits until it has left. */
function place(row) {
  if (isPointed) return held.set(idOf(row), row);
  const isBelow = (other) => (isHeldView() ? other.dataset.at > row.dataset.at : other.dataset.at < row.dataset.at);
  const next = rows().find((other) => other !== row && isBelow(other));
  if (next && row.nextElementSibling === next) return;
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  if (next) next.before(row);
  else lastPlace(row);
  focused?.focus();
  showEmpty();
}

/** Below all that are shown: unless still older ones wait to be fetched, among which it would stand. */
function lastPlace(row) {
  if (box().querySelector(".older")) return row.remove();
  box().querySelector("ul").append(row);
}

function remove(row) {
  held.delete(idOf(row));
  row.remove();
  showEmpty();
}

function point(isOver) {
  if (isPointed === isOver) return;
  isPointed = isOver;
  if (isPointed) return;
  const moved = [...held.values()];
  held = new Map();
  moved.forEach((row) => place(rowOf(idOf(row)) ?? row));
}

function markCurrent() {
  const open = openConversation()?.id;
  for (const row of rows()) {
    const isOpen = idOf(row) === open;
    if (isOpen) row.querySelector("a").setAttribute("aria-current", "true");
    else row.querySelector("a").removeAttribute("aria-current");
    row.classList.toggle("open", isOpen);
    if (isOpen) row.classList.remove("unread");
  }
}

function showStanding({ counts, holding }) {
  const said = document.querySelector(".availability .holding");
  if (said) said.textContent = holding;
  for (const [view, text] of Object.entries(counts)) {
    for (const count of document.querySelectorAll(`[data-count="${view}"]`)) count.textContent = text;
  }
}

function showEmpty() {
  box().querySelector(".empty").hidden = rows().length > 0;
}

function rowFrom(html) {
  return elementsFrom(html).firstElementChild;
}

function elementsFrom(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** What is held stands in another order, the longest waiting first, and is not moved by what is said meanwhile. */
function isHeldView() {
  return box().dataset.view === "held";
}

function box() {
  return document.querySelector(".rows");
}

function rows() {
  return [...(box()?.querySelectorAll(".row") ?? [])];
}

function rowOf(id) {
  return box()?.querySelector(`.row[data-id="${id}"]`);
}

function idOf(row) {
  return Number(row.dataset.id);
}
