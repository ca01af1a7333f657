// Writing an article: how readers will see it while one writes, pictures by dropping and pasting, and words that outlive a closed tab.

import { ask } from "./ask.js";
import { element } from "./element.js";
import { facts } from "./facts.js";
import { tellRefusal } from "./toast.js";

const WAIT = 400;
const SENT = "article:sent";
const form = document.getElementById("article-form");

/** Puts words in the place of what is selected, so that the browser can take them back; `select` of them stays selected. */
function put(field, words, select = [words.length, words.length]) {
  const from = field.selectionStart;
  field.focus();
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(from + select[0], from + select[1]);
}

function selected(field) {
  return field.value.slice(field.selectionStart, field.selectionEnd);
}

const WAYS = {
  around: (field, mark) => {
    const words = selected(field);
    put(field, `${mark}${words}${mark}`, [mark.length, mark.length + words.length]);
  },
  before: (field, mark) => {
    const begin = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    field.setSelectionRange(begin, field.selectionEnd);
    const lines = selected(field).split("\n");
    put(field, lines.map((line, n) => (mark === "1. " ? `${n + 1}. ${line}` : mark + line)).join("\n"));
  },
  link: (field, words) => {
    const shown = selected(field) || words;
    put(field, `[${shown}](https://)`, [shown.length + 3, shown.length + 11]);
  },
};

/** The pictures that came: each is sent at once, and named in the text where the caret was. */
class Pictures {
  #field;

  constructor(field) {
    this.#field = field;
    field.addEventListener("paste", (event) => this.#take(event, event.clipboardData));
    field.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && (event.preventDefault(), this.#mark(true)));
    field.addEventListener("dragleave", () => this.#mark(false));
    field.addEventListener("drop", (event) => (this.#mark(false), this.#take(event, event.dataTransfer)));
    document.getElementById("article-picture").addEventListener("change", ({ target }) => {
      for (const file of target.files) this.#send(file);
      target.value = "";
    });
  }

  #mark(isTarget) {
    this.#field.classList.toggle("is-target", isTarget);
  }

  #take(event, brought) {
    // Words that are pasted may bring a file of themselves along; whoever drops a file means it, and hears when it is no picture.
    const files = [...brought.files].filter(({ type }) => event.type === "drop" || type.startsWith("image/"));
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) this.#send(file);
  }

  async #send(file) {
    const field = this.#field;
    const place = `![${field.dataset.busy} ${file.name}]()`;
    put(field, place);
    let words = "";
    try {
      const sent = new FormData();
      sent.append("file", file);
      sent.append("shop", form.elements.shop.value);
      const { address } = await ask(form.dataset.pictures, { form: sent });
      words = `![${field.dataset.alt}](${address})`;
    } catch (error) {
      tellRefusal(error);
    }
    const at = field.value.indexOf(place);
    if (at < 0) return;
    field.setSelectionRange(at, at + place.length);
    put(field, words, [2, 2 + (words ? field.dataset.alt.length : -2)]);
  }
}

/** How readers will see it: the desk draws it, as it draws it for them. */
class Preview {
  #clock = 0;
  #asked = 0;

  hear() {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => this.#draw(), WAIT);
  }

  async #draw() {
    const turn = ++this.#asked;
    const headers = { "X-CSRFToken": facts.csrf, "X-Requested-With": "fetch" };
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), headers }).catch(() => null);
    if (!answer?.ok || turn !== this.#asked) return;
    // What the desk has drawn and cleaned is markup; as a document of its own it is taken apart without running anything.
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("preview").replaceChildren(...drawn.body.childNodes);
  }
}

/** What is written and not kept yet stays in this browser, until it is kept or thrown away. */
class Unkept {
  #key = form.dataset.kept;
  #fields = ["title", "summary", "body", "words"].map((name) => form.elements[name]);
  #first = this.#words();

  constructor() {
    // Only when the desk says that it is kept is it kept here no longer.
    if (document.querySelector(".article-told")) localStorage.removeItem(sessionStorage[SENT]);
    sessionStorage.removeItem(SENT);
    const before = this.#kept();
    if (before && JSON.stringify(before) !== JSON.stringify(this.#first)) this.#bringBack(before);
    form.addEventListener("submit", () => (sessionStorage[SENT] = this.#key));
    document.querySelectorAll("form[data-kept-first]").forEach((other) => other.addEventListener("submit", (event) => this.#keepFirst(event)));
  }

  hear() {
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#words()));
    } catch {
      // Full or forbidden: the form still has it.
    }
  }

  get #isChanged() {
    return JSON.stringify(this.#words()) !== JSON.stringify(this.#first);
  }

  /** What goes to readers is what was kept: with words that are not, they are kept first. */
  #keepFirst(event) {
    if (!this.#isChanged) return;
    event.preventDefault();
    form.requestSubmit();
  }

  #words() {
    return this.#fields.map((field) => field.value);
  }

  #kept() {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? "null");
    } catch {
      return null;
    }
  }

  #set(words) {
    this.#fields.forEach((field, n) => (field.value = words[n] ?? ""));
    form.elements.body.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #bringBack(before) {
    const away = () => (this.#set(this.#first), localStorage.removeItem(this.#key), told.remove());
    const told = element("p.article-told", { role: "status" }, `${form.dataset.back} `, element("button.button.little", { type: "button", onclick: away }, form.dataset.away));
    form.prepend(told);
    this.#set(before);
  }
}

if (form) {
  const field = form.elements.body;
  const preview = new Preview();
  form.querySelector(".article-tools").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    const [way, mark] = Object.entries(button?.dataset ?? {})[0] ?? [];
    if (way) WAYS[way](field, mark);
  });
  new Pictures(field);
  const unkept = new Unkept();
  form.addEventListener("input", () => (unkept.hear(), preview.hear()));
}
