// What script adds to pages that work without: titles while one types, articles beside a message, and the chat's door.

const WAIT = 180;
const SHOWN_FROM = 2;
const MESSAGE_FROM = 12;

const make = (name, properties, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

/** Asks for the articles that the words may mean; what comes late, after other words, is left. */
class Suggestions {
  #address;
  #show;
  #clock = 0;
  #asked = "";

  constructor(address, show) {
    this.#address = address;
    this.#show = show;
  }

  hear(words, from) {
    clearTimeout(this.#clock);
    this.#asked = words;
    if (words.length < from) return this.#show([]);
    this.#clock = setTimeout(() => this.#ask(words), WAIT);
  }

  async #ask(words) {
    const answer = await fetch(`${this.#address}?q=${encodeURIComponent(words.slice(0, 200))}`, { credentials: "omit" }).catch(() => null);
    if (!answer?.ok || this.#asked !== words) return;
    this.#show((await answer.json()).articles);
  }
}

const linkTo = ({ title, address, language }, properties) => make("a", { href: address, textContent: title, lang: language, ...properties });

/** Under the search field, reached by the arrows; `Enter` alone searches as it does without script. */
function suggestUnder(form) {
  const field = form.querySelector("input");
  const list = make("ul", { className: "suggested", hidden: true });
  form.querySelector(".field").append(list);
  const links = () => [...list.querySelectorAll("a")];
  const show = (articles) => {
    list.replaceChildren(...articles.map((article) => make("li", {}, linkTo(article))));
    list.hidden = !articles.length;
  };
  const suggestions = new Suggestions(form.dataset.suggestions, show);
  field.addEventListener("input", () => suggestions.hear(field.value.trim(), SHOWN_FROM));
  form.addEventListener("keydown", (event) => {
    const stops = [field, ...links()];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) (event.preventDefault(), (list.hidden = true), field.focus());
    if (!step || list.hidden || at < 0) return;
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length].focus();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || (list.hidden = true));
}

/** Above a message that is being written: articles that may answer it, until they are dismissed. */
function suggestBeside(text) {
  const box = make("div", { className: "answers", hidden: true });
  box.setAttribute("role", "status");
  const place = text.closest("p");
  place.after(box);
  let isDismissed = false;
  const show = (articles) => {
    if (isDismissed) return;
    const away = make("button", { type: "button", textContent: text.dataset.dismiss, onclick: () => (((isDismissed = true), (box.hidden = true)), text.focus()) });
    const title = make("p", {}, make("b", { textContent: text.dataset.title }), away);
    box.replaceChildren(title, make("ul", {}, ...articles.slice(0, 3).map((article) => make("li", {}, linkTo(article, { target: "_blank", rel: "noopener" })))));
    box.hidden = !articles.length;
  };
  const suggestions = new Suggestions(text.dataset.suggestions, show);
  text.addEventListener("input", () => isDismissed || suggestions.hear(text.value.trim(), MESSAGE_FROM));
}

/** The chat, where it can be reached: the widget takes the call as soon as it stands. */
function openChat(button) {
  button.hidden = false;
  button.addEventListener("click", () => (window.Comptoir ||= []).push(["open"]));
}

document.querySelectorAll("form[data-suggestions]").forEach(suggestUnder);
document.querySelectorAll("textarea[data-suggestions]").forEach(suggestBeside);
document.querySelectorAll("[data-open-chat]").forEach(openChat);
