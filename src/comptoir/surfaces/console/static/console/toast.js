// A quiet word at the edge of the page: what happened, what is safe, what to do. It leaves by itself, not while it is read,
// or when who showed it calls what `toast` returns.

import { element, glyph } from "./element.js";
import { say } from "./texts.js";

const STAYS = 7_000;
const LOOK_EVERY = 1_000;

export function toast(words, { isRefusal = false, link = null, stays = STAYS } = {}) {
  const box = document.getElementById("toasts");
  if (!box || [...box.children].some((other) => other.textContent.startsWith(words))) return null;
  const close = () => shown.remove();
  const way = link && element("a.button.little", { href: link.href, "data-open": link.conversation, onclick: close }, link.words);
  const shut = element("button.button.bare.icon.little", { type: "button", "aria-label": say("close"), onclick: close }, glyph("cross"));
  const shown = element(isRefusal ? "div.toast.refused" : "div.toast", {}, element("p", {}, words), way, shut);
  box.append(shown);
  while (box.children.length > 3) box.firstElementChild.remove();
  leaveLater(shown, Date.now() + stays);
  return close;
}

/** Show why something was refused; anything else that went wrong is thrown on. */
export function tellRefusal(error) {
  if (error.code === undefined) throw error;
  toast(error.message, { isRefusal: true });
}

function leaveLater(shown, at) {
  const later = setInterval(() => {
    if (shown.isConnected && (Date.now() < at || shown.matches(":hover, :focus-within"))) return;
    clearInterval(later);
    shown.remove();
  }, LOOK_EVERY);
}
