// Articles of the help centre that may answer: three beneath the question that is being written, and one opened in the sheet.
// They stand out of the way, are dismissed with one key, and what was written stays where it is.

import { el, icon, sheet } from "./elements.js";

const WAIT = 500;
const ASKED_FROM = 8;
const SAFE = /^(https?:|mailto:|tel:)/;
const DISMISSED = "answersDismissed";

const style = sheet(`
.answers { padding: 10px 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); font-size: 15px; }
.answers p { display: flex; align-items: center; justify-content: space-between; font-weight: 600; }
.answers .plain { margin: -6px -10px -6px 0; }
.answers .link { display: block; width: 100%; padding: 6px 0; }
.article { gap: 12px; overflow-wrap: break-word; }
.article :is(h3, h4, h5, h6) { margin: 10px 0 0; font-size: 17px; line-height: 1.3; }
.panel .article :is(ul, ol) { display: grid; gap: 6px; padding-inline-start: 22px; list-style: disc; }
.panel .article ol { list-style: decimal; }
.article blockquote { margin: 0; padding: 8px 14px; border-inline-start: 3px solid var(--accent-ink); background: var(--sunken); }
.article figure { margin: 0; }
.article img { max-width: 100%; height: auto; border-radius: var(--radius); }
.article table { border-collapse: collapse; font-size: 15px; }
.article :is(th, td) { padding: 6px 8px; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
.article pre { overflow-x: auto; }
.article .lead { color: var(--quiet); }
.article footer { gap: 8px; margin-block-start: auto; }
`);

/** Beside this form of the widget: what may answer its page, and then what is being written in it. */
export function suggest(widget, form) {
  const { desk, words, memory } = widget;
  if (memory.own[DISMISSED]) return;
  const root = form.getRootNode();
  if (root.adoptedStyleSheets && !root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets.push(style);
  const field = form.elements.words;
  const box = el("section", { className: "answers", "aria-label": words.say("articles_may_answer"), hidden: true });
  field.closest("p").after(box);
  let clock = 0;
  let asked = "";
  let shown = "";
  const away = () => {
    memory.keep({ [DISMISSED]: true });
    box.remove();
    field.focus();
  };
  const show = ({ articles }) => {
    // The same again stays as it is, under the hand that is about to open one; among others the keyboard stays on its own.
    if (shown === (shown = JSON.stringify(articles))) return;
    const held = box.contains(root.activeElement) ? root.activeElement.dataset.article : undefined;
    const close = el("button", { type: "button", className: "plain", onclick: away, "aria-label": words.say("dismiss") }, icon("close"));
    const open = ({ id, title, language }) =>
      el("button", { type: "button", className: "link", lang: language, "data-article": id, onclick: () => widget.show(new Article(widget, { id, title })) }, title);
    box.replaceChildren(el("p", {}, words.say("articles_may_answer"), close), ...articles.map(open));
    if (held) box.querySelector(`[data-article="${held}"]`)?.focus();
    const isNew = box.hidden && asked.startsWith("q=");
    box.hidden = !articles.length;
    // Beneath a long form it would stand unseen; it comes up once, and never while the hand is elsewhere.
    if (isNew && field.matches(":focus")) box.scrollIntoView({ block: "nearest" });
  };
  const look = async () => {
    const text = field.value.trim();
    const about = text.length < ASKED_FROM ? { page: document.title } : { q: text };
    const query = new URLSearchParams({ ...about, language: desk.language });
    if (asked === (asked = `${query}`)) return;
    const answer = await fetch(desk.absolute(`articles.json?${query}`.slice(0, 2000)), { credentials: "omit" }).catch(() => null);
    // What comes late, after other words, is left.
    if (answer?.ok && asked === `${query}` && box.isConnected) show(await answer.json());
  };
  field.addEventListener("input", () => (clearTimeout(clock), (clock = setTimeout(look, WAIT))));
  look();
}

/** One article in the sheet, with the way back to what was being written. */
class Article {
  #widget;
  #id;

  constructor(widget, { id, title }) {
    this.#widget = widget;
    this.#id = id;
    const { words } = widget;
    const back = el("button", { className: "plain", onclick: () => widget.showHome(), "aria-label": words.say("back") }, icon("back"));
    this.head = el("div", { className: "head-row" }, back, el("div", { className: "titles" }, el("h2", {}, title)));
    this.body = el("div", { className: "card article", tabIndex: 0 }, el("p", { className: "busy", role: "status" }, words.say("one_moment")));
    this.#load();
  }

  focus() {
    this.body.focus({ preventScroll: true });
  }

  async #load() {
    const { desk, words } = this.#widget;
    try {
      const answer = await fetch(desk.absolute(`articles/${this.#id}?language=${desk.language}`), { credentials: "omit" });
      if (!answer.ok) throw new Error(answer.status);
      this.#show(await answer.json());
    } catch {
      this.body.replaceChildren(el("p", { role: "alert" }, words.say("not_reachable")));
    }
  }

  #show({ summary, language, address, body }) {
    const { words } = this.#widget;
    const answered = el("button", { className: "main", onclick: () => this.#answered(answered) }, words.say("article_answered"));
    const ask = el("button", { className: "link", onclick: () => this.#widget.showHome() }, words.say("article_ask_anyway"));
    const tab = el("a", { href: address, target: "_blank", rel: "noopener" }, words.say("article_in_tab"));
    this.body.lang = language;
    this.body.replaceChildren(...[summary && el("p", { className: "lead" }, summary), ...body.map(built), el("footer", {}, answered, ask, tab)].filter(Boolean));
    this.body.scrollTop = 0;
  }

  async #answered(button) {
    const { desk, words, memory } = this.#widget;
    const reader = memory.shared.reader ?? drawn();
    memory.share({ reader });
    const request = { method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ reader }) };
    await fetch(desk.absolute(`articles/${this.#id}/answered`), request).catch(() => null);
    const thanks = el("p", { role: "status" });
    button.replaceWith(thanks);
    thanks.append(words.say("article_thanks"));
  }
}

/** A number by lot, also where the page came without encryption. */
function drawn() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** An element of the desk's tree: its name is from a closed list, its addresses are of kinds that run nothing. */
function built(node) {
  if (typeof node === "string") return node;
  const [name, attributes, ...inside] = node;
  const tag = /^h[2-5]$/.test(name) ? `h${+name[1] + 1}` : name;
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if ((key === "href" || key === "src") && !SAFE.test(value)) continue;
    made.setAttribute(key, value);
  }
  if (name === "a") Object.assign(made, { target: "_blank", rel: "noopener noreferrer" });
  made.append(...inside.map(built));
  return made;
}
