// Choosing several conversations of the list, by the pointer or with a key, to change all of them together.

import { desk } from "./desk.js";
import { panes } from "./panes.js";
import { say } from "./texts.js";
import { toast } from "./toast.js";

const AT_ONCE = 100;

export function startSeveral() {
  document.addEventListener("change", ({ target }) => target.matches(".row .choose") && show());
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-several]")) askSeveral();
    if (target.closest("[data-choose-none]")) chooseNone();
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.requestConfig.verb === "post" && detail.elt.matches("[data-several-form]")) settle(detail.successful);
  });
  // A conversation that has left the list is not changed with the others.
  for (const name of ["list", "rows"]) panes.addEventListener(name, show);
}

/** Choose the row that has the focus, or the one that is open; once more, and it is not chosen. */
export function chooseRow() {
  const row = document.activeElement?.closest?.(".row") ?? document.querySelector(".row.open");
  const box = row?.querySelector(".choose");
  if (!box || row.closest('[data-view="held"]')) return;
  box.checked = !box.checked;
  show();
}

/** Ask what to do with those chosen. */
export function askSeveral() {
  const ids = chosenIds();
  if (ids.length) globalThis.htmx?.ajax("GET", `/console/several?ids=${ids.join(",")}`, { target: "#dialog" });
}

/** Some may be changed where others are not: their rows are shown as they are now. */
function settle(isWhole) {
  for (const id of chosenIds()) desk.dispatchEvent(new CustomEvent("changed", { detail: { c: id } }));
  if (!isWhole) return;
  toast(say("several_done", { count: chosenIds().length }));
  chooseNone();
}

function chooseNone() {
  for (const box of chosen()) box.checked = false;
  show();
}

function chosen() {
  return [...document.querySelectorAll(".row .choose:checked")];
}

function chosenIds() {
  return chosen().slice(0, AT_ONCE).map((box) => Number(box.closest(".row").dataset.id));
}

function show() {
  const bar = document.querySelector(".several");
  if (!bar) return;
  const count = chosen().length;
  bar.hidden = !count;
  bar.querySelector("[data-several]").textContent = say("several", { count: Math.min(count, AT_ONCE) });
}
