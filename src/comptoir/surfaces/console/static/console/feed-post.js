// One post of the feed as an element: who, what, the excerpt it shows, its files, its signs, and what may be done with it.
//
//   drawPost(post, context, acts)   context: { stream, facts, openable: Set, root }   acts: { answer, step, edit, hide, history }

import { audienceOf, element, face, glyph } from "./element.js";
import { filesAsNodes } from "./files.js";
import { clockTime, named, say, wholeTime } from "./texts.js";
import { wordsAsNodes } from "./words.js";

const SIGNS = { agreed: "thumb", thanks: "heart", helped: "tick", looking: "eye", unclear: "unclear" };
const HIDDEN = /⟦(name|contact|number|file)⟧/gu;

export function drawPost(post, context, acts) {
  const person = personOf(post.by, context);
  const isAnswer = context.root?.answer === post.id;
  const shown = element("article.post", { "data-post": post.id, tabindex: -1, "aria-label": say("feed_post_by", { name: person.name }) }, face(person, "little"), byLine(post, person, context, isAnswer));
  shown.classList.toggle("answer", isAnswer);
  shown.classList.toggle("silent", isSilent(post));
  shown.append(...(isSilent(post) ? [silence(post, context)] : said(post, context)));
  shown.append(foot(post, context, acts));
  return shown;
}

/** What waits to be at the desk, as it will look. */
export function drawWaiting(post, context, extra) {
  const person = personOf(context.facts.me, context);
  const body = element("p.words", {}, wordsAsNodes(post.body, []));
  return element("article.post.pending", { "data-waiting": post.client_id }, face(person, "little"), element("div.by", {}, element("b", {}, person.name)), post.body ? body : null, element("div.foot", {}, extra));
}

/** Words in which something was left out, which each reader sees in their language. */
export function withHidden(words, names = []) {
  const nodes = [];
  let end = 0;
  for (const found of words.matchAll(HIDDEN)) {
    nodes.push(...wordsAsNodes(words.slice(end, found.index), names), element("span.left-out", {}, say(`feed_hidden_${found[1]}`)));
    end = found.index + found[0].length;
  }
  return [...nodes, ...wordsAsNodes(words.slice(end), names)];
}

export function isSilent(post) {
  return Boolean(post.taken_back || post.hidden);
}

export function personOf(id, { stream, facts }) {
  const colleague = facts.colleagues.find((one) => one.id === id);
  return colleague ?? { title: "", audience: "", name: say("somebody"), ...stream.people[id] };
}

function byLine(post, person, { facts, openable }, isAnswer) {
  const time = element("time.quiet", { datetime: post.at, title: wholeTime(Date.parse(post.at), facts.time_zone) }, clockTime(Date.parse(post.at)));
  const marks = [
    isAnswer && element("span.mark.good", {}, `✓ ${say("feed_the_answer")}`),
    post.question && element("span.mark", {}, post.answer ? say("feed_answered_mark") : say("feed_question_mark")),
    post.pinned && element("span.mark", {}, say("feed_pinned_mark")),
    post.staff && !post.root && element("span.mark", { title: say("feed_staff_why") }, say("feed_staff_mark")),
    post.became && element("span.mark", {}, say(`feed_became_${post.became}`)),
    post.edited && !isSilent(post) && element("span.quiet.small", {}, say("feed_edited")),
  ];
  const title = person.title ? element("span.audience", { "data-audience": audienceOf(person) }, person.title) : null;
  return element("div.by", {}, element("b", {}, person.name), title, time, marks);
}

function silence(post, context) {
  if (post.taken_back) return element("p.words.quiet", {}, say("feed_taken_back"));
  return element("p.words.quiet", {}, say("feed_hidden", { name: personOf(post.hidden.by, context).name, why: post.hidden.why }));
}

function said(post, context) {
  const names = (post.named ?? []).map((id) => personOf(id, context).name);
  return [
    post.body ? element("p.words", {}, withHidden(post.body, names)) : null,
    "excerpt" in post ? excerpt(post, context) : null,
    post.files?.length ? filesAsNodes(post.files, (file) => `/console/feed/files/${file.key}`) : null,
  ].filter(Boolean);
}

function excerpt({ id, excerpt: lines }, { openable }) {
  if (lines === null) return element("p.excerpt.quiet", {}, say("feed_excerpt_gone"));
  const shown = lines.map(({ who, words }) => element("li", { "data-who": who }, element("b", {}, say(`feed_who_${who}`)), " ", withHidden(words)));
  const way = openable.has(id) ? element("a", { href: `/console/feed/${id}/conversation` }, say("feed_open_conversation")) : null;
  return element("figure.excerpt", {}, lines.length ? element("ol", {}, shown) : null, element("figcaption", {}, element("span.quiet", {}, say(lines.length ? "feed_excerpt" : "feed_about")), way));
}

/** The signs that were set, and a menu with all of them; each says by whom, and is pressed where one has set it oneself. */
function signs(post, context, acts) {
  const set = context.facts.signs.filter((sign) => post.signs?.[sign]?.length);
  const button = (sign, isSet) => {
    const those = post.signs?.[sign] ?? [];
    const isMine = those.includes(context.facts.me);
    const names = named(those.map((id) => personOf(id, context).name));
    const label = isSet ? say("feed_sign_by", { sign: say(`feed_sign_${sign}`), names }) : say(`feed_sign_${sign}`);
    return element("button.sign", { type: "button", "data-sign": sign, "aria-pressed": String(isMine), "aria-label": label, title: label, onclick: () => acts.step(post, "react", { sign, on: !isMine }) }, glyph(SIGNS[sign]), isSet ? String(those.length) : element("span.word", {}, say(`feed_sign_${sign}`)));
  };
  const all = element("div.menu-list", {}, context.facts.signs.map((sign) => button(sign, false)));
  const add = element("details.menu.signs-menu", {}, element("summary.sign", { "aria-label": say("feed_react"), title: say("feed_react") }, glyph("smile")), all);
  return [...set.map((sign) => button(sign, true)), add];
}

function foot(post, context, acts) {
  const { facts, root } = context;
  const isMine = post.by === facts.me;
  const isSpoken = !isSilent(post);
  const mayMark = root && post.id !== root.id && isSpoken && (root.by === facts.me || facts.may.moderate);
  const isAnswer = root?.answer === post.id;
  const item = (word, act, name) => element("button.button.little", { type: "button", "data-step": name, onclick: act }, say(word));
  const items = [
    isSpoken && facts.knowledge.phrase && element("a.button.little", { href: `${facts.knowledge.phrase}?shop=${facts.shop}&feed=${post.id}`, "data-step": "phrase" }, say("feed_to_phrase")),
    isSpoken && facts.knowledge.article && element("a.button.little", { href: `${facts.knowledge.article}?shop=${facts.shop}&feed=${post.id}`, "data-step": "article" }, say("feed_to_article")),
    isMine && isSpoken && item("feed_edit", () => acts.edit(post), "edit"),
    isMine && !post.taken_back && item("feed_take_back", () => acts.takeBack(post), "take-back"),
    facts.may.moderate && isSpoken && item(post.pinned ? "feed_unpin" : "feed_pin", () => acts.step(post, "pin", { on: !post.pinned }), "pin"),
    facts.may.moderate && isSpoken && item("feed_hide", () => acts.hide(post), "hide"),
    facts.may.moderate && post.hidden && item("feed_show", () => acts.step(post, "show"), "show"),
    facts.may.moderate && (post.edited || isSilent(post)) && item("feed_history", () => acts.history(post), "history"),
  ].filter(Boolean);
  const menu = items.length ? element("details.menu.up", {}, element("summary.button.little.icon.bare", { "aria-label": say("feed_more"), title: say("feed_more") }, glyph("more")), element("div.menu-list", {}, items)) : null;
  return element("div.foot", {}, isSpoken ? signs(post, context, acts) : null, isSpoken || post.answers ? item("feed_answer", () => acts.answer(post), "answer") : null, mayMark ? item(isAnswer ? "feed_unmark" : "feed_mark", () => acts.step(post, "answer", { on: !isAnswer }), "mark") : null, menu);
}
