// The feed everywhere in the console: the panel beside what one does, one key away and back; how much is unread; and the
// words that concern one: an answer to one's question, a colleague who names one, a question for those who watch over the shop.

import { ask, page } from "./ask.js";
import { desk } from "./desk.js";
import { element, glyph } from "./element.js";
import { facts } from "./facts.js";
import { Feed } from "./feed.js";
import { notify } from "./notification.js";
import { addressOf, openConversation, panes } from "./panes.js";
import { play } from "./sound.js";
import { say } from "./texts.js";
import { tellRefusal, toast } from "./toast.js";

const root = document.querySelector(".desk");
const panel = document.getElementById("feed-panel");
const isAlone = matchMedia("(max-width: 759px)");
const unread = new Map();
let feed = null; // the one in the panel
let whole = null; // the one that is the page
let cameFrom = null;
let mine = new Map(); // shop -> membership

export function startFeed() {
  for (const { id, feed_unread = 0 } of facts.shops ?? []) unread.set(id, feed_unread);
  const place = document.querySelector("[data-feed-page]");
  if (place) startPage(place);
  desk.addEventListener("up", ({ detail }) => (mine = new Map(detail.memberships.map((one) => [one.shop, one]))));
  desk.addEventListener("feed", ({ detail }) => hear(detail));
  desk.addEventListener("feed_read", ({ detail }) => (unread.set(detail.shop, detail.unread), showUnread()));
  desk.addEventListener("standing", ({ detail }) => (Object.entries(detail.feeds ?? {}).forEach(([shop, n]) => unread.set(Number(shop), n)), showUnread()));
  desk.addEventListener("feed_answered", ({ detail }) => answered(detail));
  desk.addEventListener("feed_named", ({ detail }) => named(detail));
  desk.addEventListener("feed_ack", () => refreshAsked());
  panes.addEventListener("conversation", () => feed && openPanel({ shop: openConversation()?.shop ?? feed.shop, keepsFocus: true }));
  document.addEventListener("click", follow);
  panel?.addEventListener("keydown", (event) => event.key === "Escape" && !document.querySelector("dialog[open], details.menu[open]") && closePanel());
  showUnread();
}

/** One key opens it, the same one leads back to where one was. */
export function toggleFeed() {
  if (whole) return whole.focus();
  if (feed) return closePanel();
  openPanel({ shop: openConversation()?.shop ?? facts.shops[0]?.id, asks: Boolean(openConversation()) }).catch(tellRefusal);
}

export async function openPanel({ shop, post = 0, asks = false, keepsFocus = false }) {
  if (!panel || whole) return location.assign(`/console/feed?shop=${shop}${post ? `&post=${post}` : ""}`);
  if (!keepsFocus && !panel.contains(document.activeElement)) cameFrom = document.activeElement;
  const found = await ask(`/console/feed/open?${post ? `post=${post}` : `shop=${shop}`}`);
  feed?.close();
  root.dataset.feed = "open";
  panel.hidden = false;
  panel.setAttribute("role", isAlone.matches ? "main" : "complementary"); // on a phone it is all there is
  const place = element("div.feed-place");
  panel.replaceChildren(head(found), place);
  feed = new Feed(place, found, { conversation: openConversation()?.shop === found.shop ? openConversation().id : null });
  feed.addEventListener("leave", closePanel);
  for (const toggle of document.querySelectorAll("[data-feed-toggle]")) toggle.setAttribute("aria-expanded", "true");
  for (const told of post ? document.querySelectorAll(`#toasts a[data-feed-post="${post}"]`) : []) told.closest(".toast").remove();
  if (keepsFocus) return;
  if (asks) feed.askAbout();
  else if (!post) feed.focus();
}

export function closePanel() {
  feed?.close();
  feed = null;
  delete root.dataset.feed;
  panel.hidden = true;
  panel.replaceChildren();
  for (const toggle of document.querySelectorAll("[data-feed-toggle]")) toggle.setAttribute("aria-expanded", "false");
  const back = cameFrom?.isConnected && cameFrom !== document.body ? cameFrom : document.querySelector(".composer textarea, [data-feed-toggle]");
  back?.focus();
}

function startPage(place) {
  const found = JSON.parse(document.querySelector('script[data-facts="feed"]').textContent);
  whole = new Feed(place, found);
  const form = document.querySelector("[data-feed-search]");
  form?.addEventListener("submit", (event) => (event.preventDefault(), whole.find(form.elements.words.value)));
  form?.elements.words.addEventListener("input", ({ target }) => target.value || whole.find(""));
}

function head({ shop, name, thread }) {
  const others = facts.shops.filter((one) => one.id !== shop);
  const choice = others.length ? element("select.input", { "aria-label": say("feed_which_shop"), onchange: ({ target }) => openPanel({ shop: Number(target.value) }).catch(tellRefusal) }, facts.shops.map((one) => element("option", { value: one.id, selected: one.id === shop }, one.name))) : element("span.quiet", {}, name);
  const all = thread ? element("button.button.little", { type: "button", onclick: () => openPanel({ shop }).catch(tellRefusal) }, say("feed_whole")) : null;
  const away = element("a.button.bare.icon", { href: `/console/feed?shop=${shop}`, title: say("feed_as_page"), "aria-label": say("feed_as_page") }, glyph("arrow"));
  const close = element("button.button.bare.icon", { type: "button", title: `${say("feed_close")} (0)`, "aria-label": say("feed_close"), onclick: closePanel }, glyph("cross"));
  return element("div.panel-head", {}, element(isAlone.matches ? "h1" : "h2", {}, say("feed")), choice, all, away, close);
}

function follow(event) {
  const toggle = event.target.closest("[data-feed-toggle]");
  if (toggle) return toggleFeed();
  const link = event.target.closest("[data-feed-post]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !panel || whole) return;
  event.preventDefault();
  openPanel({ shop: 0, post: Number(link.dataset.feedPost) }).catch(tellRefusal);
  const asked = link.closest("[data-feed-asked]")?.dataset.feedAsked;
  if (asked) ask(`/console/c/${asked}/feed-seen`, { post: {} }).then(refreshAsked, tellRefusal);
}

function hear({ shop, new: isNew, post, people }) {
  const me = mine.get(shop);
  if (post.excerpt !== undefined || post.root) refreshAsked();
  if (!isNew || !me || post.by === me.id) return;
  const shown = [feed, whole].find((one) => one?.shop === shop);
  if (!shown?.isRead) (unread.set(shop, (unread.get(shop) ?? 0) + 1), showUnread());
  const watches = ["referent", "community_manager", "manager", "administrator"].includes(me.role);
  if (!post.question || !watches || shown?.isRead) return;
  tell(say("feed_asks", { name: people[post.by]?.name ?? say("somebody") }), post.id, `feed-${shop}`);
}

/** Who asked is told in the conversation they asked about, wherever they are. */
function answered({ post, c, by, marked, question }) {
  if (!question && !c) return;
  refreshAsked();
  const words = say(marked ? "feed_got_the_answer" : "feed_got_answer", { name: by });
  if (c && openConversation()?.id === c) return tell(words, post, `feed-${post}`);
  const link = c ? { href: addressOf(c), conversation: c, words: say("feed_to_conversation") } : { href: `/console/feed?post=${post}`, words: say("open") };
  toast(words, { link, stays: 20_000 });
  notify(words, "", { tag: `feed-${post}` });
  play("message");
}

function named({ post, by, shop }) {
  if ([feed, whole].some((one) => one?.shop === shop && one.isRead)) return;
  tell(say("feed_named_you", { name: by }), post, `feed-${post}`);
}

function tell(words, post, tag) {
  const close = toast(words, { link: { href: `/console/feed?post=${post}`, words: say("open") }, stays: 20_000 });
  document.querySelector(`#toasts a[href="/console/feed?post=${post}"]`)?.setAttribute("data-feed-post", post);
  notify(words, "", { tag });
  play("message");
  return close;
}

function showUnread() {
  const sum = [...unread.values()].reduce((all, n) => all + n, 0);
  for (const badge of document.querySelectorAll('[data-count="feed"]')) badge.textContent = capped(sum);
  for (const badge of document.querySelectorAll("[data-feed-unread]")) badge.textContent = capped(unread.get(Number(badge.dataset.feedUnread)) ?? 0);
}

function capped(n) {
  return n > 99 ? "99+" : n ? String(n) : "";
}

let asking = 0;

/** What was asked about the open conversation, anew. */
function refreshAsked() {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const strip = document.querySelector("[data-feed-asked]");
    const id = openConversation()?.id;
    if (!strip || !id) return;
    const html = await page(`/console/c/${id}/feed-asked`).catch(() => null);
    if (html === null || openConversation()?.id !== id) return;
    strip.innerHTML = html;
    strip.hidden = !strip.children.length;
  }, 250);
}
