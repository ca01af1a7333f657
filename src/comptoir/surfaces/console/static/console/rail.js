// The rail can be narrow, and says so to the next page; signing out leaves nothing of the day's work in the browser.

import { forgetFeeds } from "./feed-outbox.js";
import { forgetDrafts } from "./draft.js";
import { forgetLanguages } from "./checker-language.js";
import { forgetWords } from "./word-given.js";
import { habit, keepHabit } from "./preferences.js";

export function startRail() {
  const root = document.querySelector(".desk");
  root.dataset.rail = habit("rail");
  const fold = root.querySelector("[data-rail-toggle]");
  fold?.setAttribute("aria-expanded", String(root.dataset.rail === "wide"));
  fold?.addEventListener("click", () => {
    root.dataset.rail = root.dataset.rail === "narrow" ? "wide" : "narrow";
    fold.setAttribute("aria-expanded", String(root.dataset.rail === "wide"));
    keepHabit("rail", root.dataset.rail);
  });
  document.querySelector("[data-sign-out]")?.addEventListener("submit", () => (forgetDrafts(), forgetFeeds(), forgetLanguages(), forgetWords()));
}
