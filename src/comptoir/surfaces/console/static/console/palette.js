// Ctrl K: one line that goes to any page, any act of the open conversation, and any conversation that holds the words.

import { ask } from "./ask.js";
import { element, glyph } from "./element.js";
import { addressOf, goTo } from "./panes.js";
import { folded, say } from "./texts.js";

const SEARCH_AFTER = 180;
const SHORTEST = 2;
let dialog = null;
let places = [];
let choices = [];
let chosen = 0;
let later = 0;
let asked = 0;

export function showPalette() {
  if (document.querySelector("dialog[open]")) return;
  dialog = document.getElementById("palette");
  if (!dialog) return;
  places = placesOfPage();
  const input = dialog.querySelector("input");
  input.value = "";
  input.oninput = () => look(input.value);
  input.onkeydown = press;
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  look("");
  dialog.showModal();
}

/** What the page itself offers: its links and the acts of the open conversation. */
function placesOfPage() {
  const links = [...document.querySelectorAll("[data-place]")].map((link) => ({ words: wordOf(link), go: () => link.click(), glyph: "arrow" }));
  const acts = [...document.querySelectorAll("[data-act]:not([disabled])")].map((act) => ({ words: wordOf(act), go: () => act.click(), glyph: "bolt" }));
  return [...acts, ...links];
}

function look(words) {
  const wanted = folded(words.trim());
  choices = places.filter((place) => folded(place.words).includes(wanted));
  show(wanted.length >= SHORTEST ? say("searching") : "");
  clearTimeout(later);
  const turn = ++asked;
  if (wanted.length >= SHORTEST) later = setTimeout(() => search(words.trim(), turn), SEARCH_AFTER);
}

async function search(words, turn) {
  const found = await ask(`/console/search?q=${encodeURIComponent(words)}`).catch(() => ({ rows: [] }));
  if (turn !== asked) return;
  const talks = found.rows.map((row) => ({ words: `${row.who} · ${row.words}`, side: row.shop, go: () => goToTalk(row.id), glyph: "talk" }));
  const all = { words: say("search_all", { words }), go: () => location.assign(`/console/search?q=${encodeURIComponent(words)}`), glyph: "search" };
  choices = [...choices, ...talks, all];
  show(talks.length ? "" : say("nothing_found"));
}

function show(note) {
  const list = dialog.querySelector("[role=listbox]");
  chosen = 0;
  list.replaceChildren(...choices.map(option));
  dialog.querySelector(".found").textContent = note;
  mark();
}

function option(choice, at) {
  const parts = [glyph(choice.glyph), element("span", {}, choice.words), choice.side ? element("small.quiet", {}, choice.side) : null];
  return element("li", { role: "option", id: `palette-${at}`, onclick: () => take(at), onpointermove: () => at === chosen || ((chosen = at), mark()) }, parts);
}

function mark() {
  const options = [...dialog.querySelectorAll("[role=option]")];
  options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
  options[chosen]?.scrollIntoView({ block: "nearest" });
  const input = dialog.querySelector("input");
  if (options.length) input.setAttribute("aria-activedescendant", `palette-${chosen}`);
  else input.removeAttribute("aria-activedescendant");
}

function press(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && choices.length) {
    event.preventDefault();
    chosen = (chosen + step + choices.length) % choices.length;
    mark();
  }
  if (event.key === "Enter" && choices.length) (event.preventDefault(), take(chosen));
}

function take(at) {
  dialog.close();
  choices[at].go();
}

function goToTalk(id) {
  if (document.querySelector(".panes > .list")) goTo(addressOf(id));
  else location.assign(`/console/c/${id}`);
}

function wordOf(link) {
  return link.dataset.place || link.dataset.words || link.textContent.trim().replace(/\s+/g, " ");
}
