// The sheet that the button opens: beside the page on a desk, the whole screen on a phone, where it also keeps the focus.

import { el, icon } from "./elements.js";
import { STYLES } from "./styles/all.js";

const PHONE = matchMedia("(max-width: 480px)");
const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex='0']";

export class Panel {
  #root;
  #sheet;
  #head;
  #place;
  #leave;
  #words;
  view = null;

  constructor({ root, settings, words, leave }) {
    this.#root = root;
    this.#leave = leave;
    this.#words = words;
    root.adoptedStyleSheets.push(...STYLES);
    this.#head = el("div", { className: "head-words" });
    this.#place = el("div", { className: "view" });
    const close = el("button", { className: "plain", onclick: leave, "aria-label": words.say("close") }, icon("close"));
    this.#sheet = el(
      "section",
      { className: "panel", role: "dialog", "aria-label": words.say("chat_with", { shop: settings.name }), hidden: true, tabIndex: -1 },
      el("header", { className: "head" }, this.#head, close),
      this.#place,
    );
    this.#sheet.onkeydown = (event) => this.#hearKey(event);
    this.#sheet.onkeyup = this.#sheet.onkeypress = (event) => event.stopPropagation();
    root.prepend(this.#sheet);
    visualViewport?.addEventListener("resize", () => this.#fit());
    visualViewport?.addEventListener("scroll", () => this.#fit());
    PHONE.addEventListener("change", () => this.#fit());
  }

  get isOpen() {
    return !this.#sheet.hidden;
  }

  open() {
    this.#sheet.hidden = false;
    this.#fit();
    this.view?.wake?.();
  }

  close() {
    this.#sheet.hidden = true;
    this.view?.sleep?.();
  }

  /** Shows a view: it has `head` and `body` elements, `focus()`, and may have `wake()` and `sleep()`. */
  show(view) {
    this.view?.sleep?.();
    this.view?.leave?.();
    this.view = view;
    this.#head.replaceChildren(view?.head ?? "");
    this.#place.replaceChildren(view?.body ?? "");
    if (!view || !this.isOpen) return;
    view.wake?.();
    view.focus();
  }

  #fit() {
    const isWhole = PHONE.matches;
    this.#sheet.setAttribute("aria-modal", String(isWhole));
    // The keyboard of a phone covers the page; what is left to see is the visual viewport.
    this.#sheet.style.setProperty("--seen-height", isWhole ? `${visualViewport?.height ?? innerHeight}px` : "");
    this.#sheet.style.setProperty("--seen-top", isWhole ? `${visualViewport?.offsetTop ?? 0}px` : "");
  }

  #hearKey(event) {
    // The shop's own shortcuts must not fire from what is written here.
    event.stopPropagation();
    if (event.key === "Escape" && !event.defaultPrevented) this.#leave();
    if (event.key === "Tab" && PHONE.matches) this.#keepFocus(event);
  }

  #keepFocus(event) {
    const stops = [...this.#sheet.querySelectorAll(FOCUSABLE)].filter((one) => one.getClientRects().length);
    const [first, last] = [stops[0], stops.at(-1)];
    const from = this.#root.activeElement;
    if (event.shiftKey ? from === first || from === this.#sheet : from === last) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }
}

/** The head of a view: a way back if there is one, a picture, a title and a line beneath it, and actions. */
export function headOf({ words, back, picture, title, line, actions = [] }) {
  return [
    back && el("button", { className: "plain", onclick: back, "aria-label": words.say("back") }, icon("back")),
    picture,
    el("div", { className: "titles" }, el("h2", {}, title), line && el("p", {}, line)),
    ...actions,
  ].filter(Boolean);
}

/** The shop's logo, which the page's own policy may keep out: then nothing stands in its place. */
export function logo({ logo: src }) {
  return src && el("img", { className: "logo", src, alt: "", onerror: ({ target }) => target.remove() });
}
