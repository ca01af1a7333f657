// The wall: tiles that the line keeps up to date while somebody looks. What they say moves at once; where they stand only when
// nobody points at them or walks among them with the keyboard.

import { refreshTimes } from "./clock.js";
import { desk } from "./desk.js";
import { element } from "./element.js";
import { facts, factsOf } from "./facts.js";
import { say } from "./texts.js";

const PAGE = 48;
const tiles = new Map(); // conversation -> what is known of it
let box = null;
let order = [];
let known = null;

export function startWall() {
  box = document.querySelector("[data-wall]");
  if (!box) return;
  known = factsOf(box, "wall");
  desk.addEventListener("wall", (event) => hear(event.detail));
  desk.addEventListener("up", look);
  document.addEventListener("visibilitychange", look);
  box.addEventListener("pointerleave", () => settle());
  box.addEventListener("focusout", () => setTimeout(settle));
  box.addEventListener("keydown", walk);
  box.querySelector("[data-wall-sort]").addEventListener("click", () => settle(true));
  if (desk.isUp) look();
}

/** Only while somebody looks is anything told. */
function look() {
  const { shop, audience, state, page } = known.asked;
  if (document.hidden) return desk.send({ t: "wall", on: false });
  tiles.clear();
  desk.send({ t: "wall", on: true, audience, state, page, ...(shop ? { shop } : {}) });
}

function hear({ n, counts, order: next, rows = [] }) {
  for (const row of rows) tiles.set(row.c, { ...tiles.get(row.c), ...row });
  for (const row of rows) draw(row.c);
  if (n !== undefined) showNumber(n);
  for (const [name, count] of Object.entries(counts ?? {})) showCount(name, count);
  if (next) order = next;
  if (next) settle();
}

/** Put the tiles in their order, unless that would move one away under somebody's hand. */
function settle(isAsked = false) {
  const list = box.querySelector(".tiles");
  const shown = [...list.children].map(idOf);
  for (const line of list.children) line.classList.toggle("gone", !order.includes(idOf(line)));
  const isSame = shown.length === order.length && shown.every((id, at) => id === order[at]);
  const isHeld = !isAsked && shown.length > 0 && (list.matches(":hover") || list.contains(document.activeElement));
  box.querySelector(".moved").hidden = isSame || !isHeld;
  if (isSame || isHeld) return;
  const focused = list.contains(document.activeElement) ? idOf(document.activeElement.closest("li")) : null;
  list.replaceChildren(...order.filter((id) => tiles.has(id)).map((id) => lineOf(id) ?? drawn(id)));
  for (const id of tiles.keys()) if (!order.includes(id)) tiles.delete(id);
  if (focused) lineOf(focused)?.querySelector("a").focus();
  refreshTimes(list);
}

function draw(id) {
  const line = lineOf(id);
  if (!line) return;
  fill(line, tiles.get(id));
  refreshTimes(line);
}

const lines = new Map();

function lineOf(id) {
  return lines.get(id);
}

function drawn(id) {
  const line = element("li.tile", { "data-id": id }, element("a", { href: `/console/c/${id}?view=all` },
    element("span.who"), element("span.when"), element("span.words"), element("span.by"), element("span.marks")));
  lines.set(id, line);
  fill(line, tiles.get(id));
  return line;
}

function fill(line, it) {
  line.dataset.need = it.need;
  const who = it.who || say("wall_visitor", { reference: it.ref });
  put(line, ".who", who);
  put(line, ".words", it.shield ? say("wall_hidden") : it.from === "v" ? it.words : it.words && say("answer_said", { words: it.words }));
  put(line, ".by", it.by ? it.by : element("span.quiet", {}, say("wall_nobody")), " · ", audienceOf(it), shopOf(it));
  put(line, ".marks", ...marksOf(it));
  put(line, ".when", ...clockOf(it));
}

function put(line, name, ...nodes) {
  line.querySelector(name).replaceChildren(...nodes.filter(Boolean));
}

function audienceOf({ aud, shop }) {
  return element("span.audience", { "data-audience": aud }, known.audiences[shop]?.[aud] ?? aud);
}

function shopOf({ shop }) {
  return facts.shops.length > 1 && element("span.shop", {}, ` · ${facts.shops.find((one) => one.id === shop)?.name ?? ""}`);
}

function marksOf({ need, held, mood }) {
  return [
    element("span.need", {}, say(`need_${need}`)),
    held > 0 && need !== "held" && element("span.warning", {}, say("wall_held", { n: held })),
    mood !== "calm" && need !== "upset" && element("span", {}, say(mood === "angry" ? "wall_angry" : "wall_upset")),
  ];
}

function clockOf({ began, due, warn, since, need }) {
  const at = (seconds) => new Date(seconds * 1000).toISOString();
  if (due) return [element("span.promise", { "data-from": at(began), "data-due": at(due), "data-warn": warn ? at(warn) : null })];
  return [element("time", { "data-since": at(since), datetime: at(since), class: need === "fine" ? null : "warning" })];
}

function showNumber(n) {
  box.closest("main").querySelector("[data-wall-n]").textContent = say("wall_n", { n });
  box.querySelector(".empty").hidden = n > 0;
  const pages = Math.max(1, Math.ceil(n / PAGE));
  box.querySelector(".wall-pages").hidden = pages === 1 && !known.asked.page;
  box.querySelector("[data-wall-page]").textContent = say("wall_pages", { page: known.asked.page + 1, pages });
  box.querySelector("[data-wall-after]").hidden = known.asked.page + 1 >= pages;
}

function showCount(name, count) {
  const shown = document.querySelector(`[data-wall-count="${name}"]`);
  if (shown) shown.textContent = count || "";
}

/** From tile to tile with the arrows, as they stand on the screen. */
function walk(event) {
  const from = event.target.closest?.("li.tile");
  if (!from || event.ctrlKey || event.altKey || event.metaKey || !event.key.startsWith("Arrow")) return;
  const all = [...box.querySelectorAll("li.tile")];
  const across = all.filter((line) => line.offsetTop === all[0].offsetTop).length || 1;
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
  const next = all[all.indexOf(from) + by];
  if (!next) return;
  event.preventDefault();
  next.querySelector("a").focus();
}

function idOf(line) {
  return Number(line.dataset.id);
}
