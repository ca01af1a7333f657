// Going from list to list and from conversation to conversation without leaving the page: the socket stays, so does the
// place in the list. The address says what is shown, so that a reload, a bookmark and the back button all come to it.

import { page } from "./ask.js";
import { refreshTimes } from "./clock.js";
import { Conversation } from "./conversation.js";
import { habit, keepHabit } from "./preferences.js";
import { nameWindow } from "./title.js";
import { say } from "./texts.js";
import { tellRefusal } from "./toast.js";

const root = document.querySelector(".desk");
const listPane = root?.querySelector(".panes > .list");
const talkPane = root?.querySelector(".panes > .conversation");
const INBOX = /^\/console\/(?:c\/\d+)?$/;
let conversation = null;
let shown = location.href;
let going = 0;

export const panes = new EventTarget();

export function openConversation() {
  return conversation;
}

/** Go to an address of the desk: the list it names, the conversation it names. */
export async function goTo(address, { isBack = false, focus = "" } = {}) {
  const url = new URL(address, location.href);
  if (!listPane || !INBOX.test(url.pathname)) return location.assign(url);
  const turn = ++going;
  try {
    const parts = await Promise.all([listAt(url), talkAt(url)]);
    if (turn !== going) return;
    if (!isBack && url.href !== location.href) history.pushState(null, "", url);
    shown = url.href;
    show(...parts, url);
    if (focus) conversation?.focusComposer(focus);
  } catch (error) {
    tellRefusal(error);
  }
}

/** The address of a conversation, beside the list that is shown. */
export function addressOf(id) {
  return `/console/c/${id}${listPane ? new URL(shown).search : ""}`;
}

/** The address of the list that is shown, without a conversation. */
export function addressOfList() {
  return `/console/${new URL(shown).search}`;
}

export function startPanes() {
  if (!listPane) return;
  addEventListener("popstate", () => goTo(location.href, { isBack: true }));
  document.addEventListener("click", follow);
  listPane.addEventListener("change", ({ target }) => {
    if (target.matches("[data-shop-choice]")) choose("shop", target.value);
    if (target.matches("[data-only-choice]")) choose("only", target.value);
  });
  talkPane.addEventListener("gone", () => goTo(addressOfList()));
  if (talkPane.querySelector(".talk")) mount();
  root.dataset.pane = talkPane.querySelector(".talk") ? "conversation" : "list";
}

export function toggleCard() {
  const isNarrow = matchMedia("(max-width: 1359px)").matches;
  const isShown = isNarrow ? talkPane.dataset.card === "shown" : talkPane.dataset.card !== "folded";
  talkPane.dataset.card = isShown ? "folded" : "shown";
  if (!isNarrow) keepHabit("card", talkPane.dataset.card);
}

function choose(name, value) {
  const url = new URL(shown);
  url.searchParams.set(name, value);
  goTo(url);
}

function follow(event) {
  const link = event.target.closest("a[data-open], a[data-list], a[data-back]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.matches("[data-back]")) goTo(addressOfList());
  else goTo(link.dataset.open ? addressOf(link.dataset.open) : link.href);
}

async function listAt(url) {
  if (listOf(url) === listOf(new URL(shown))) return null;
  panes.dispatchEvent(new Event("list-asked"));
  return page(`/console/list?${listOf(url)}`);
}

async function talkAt(url) {
  const id = idIn(url);
  if (id === (conversation?.id ?? null)) return undefined;
  return id ? page(`/console/c/${id}`) : null;
}

function show(list, talk, url) {
  if (list !== null) {
    listPane.innerHTML = list;
    ready(listPane);
    panes.dispatchEvent(new Event("list"));
  }
  if (talk !== undefined) {
    conversation?.close();
    conversation = null;
    talkPane.innerHTML = talk ?? document.getElementById("nothing-open").innerHTML;
    if (talk) mount();
    nameWindow(conversation?.customer ?? say("inbox"));
    panes.dispatchEvent(new Event("conversation"));
  }
  root.dataset.pane = idIn(url) ? "conversation" : "list";
}

function mount() {
  ready(talkPane);
  talkPane.dataset.card = matchMedia("(max-width: 1359px)").matches ? "folded" : habit("card");
  conversation = new Conversation(talkPane);
}

function ready(part) {
  globalThis.htmx?.process(part);
  refreshTimes(part);
}

function idIn(url) {
  return Number(/\/c\/(\d+)/.exec(url.pathname)?.[1]) || null;
}

function listOf(url) {
  const asked = (name) => encodeURIComponent(url.searchParams.get(name) ?? "");
  return `view=${asked("view") || "mine"}&shop=${asked("shop")}&only=${asked("only")}`;
}
