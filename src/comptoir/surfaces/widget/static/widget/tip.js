// One gentle line above the composer, where the charter wants it; sent away, it does not come back in this browser.

import { el, icon } from "./elements.js";

export class Tip {
  element = el("p", { className: "tip", hidden: true });

  constructor({ settings, words, memory }) {
    const { tips } = settings;
    if (!tips.length || memory.shared.tipDismissed) return;
    const dismiss = () => (memory.share({ tipDismissed: true }), this.element.remove());
    const tip = tips[new Date().getDate() % tips.length];
    const away = el("button", { className: "plain", onclick: dismiss, "aria-label": words.say("dismiss") }, icon("close"));
    this.element.append(el("span", {}, tip), away);
    this.element.hidden = false;
  }
}
