// The one ticking clock of the page: waits grow, promises run, once a second, and only while somebody looks.
//
//   <time data-since="2026-12-01T09:00:00Z">     how long ago, in few letters
//   <span class="promise" data-from data-due data-warn>   the ring that fills and the seconds that are left

import { element } from "./element.js";
import { deskNow } from "./facts.js";
import { ago, say, span, wholeTime } from "./texts.js";

const tickers = new Set();

/** Call `tick` now and every second. Returns how to stop it. */
export function everySecond(tick) {
  tickers.add(tick);
  tick();
  return () => tickers.delete(tick);
}

/** Bring the times within `part` to this moment. */
export function refreshTimes(part = document) {
  for (const time of part.querySelectorAll("time[data-since]")) showAge(time);
  for (const promise of part.querySelectorAll(".promise[data-due]")) showPromise(promise);
}

setInterval(() => {
  if (!document.hidden) for (const tick of tickers) tick();
}, 1000);
document.addEventListener("visibilitychange", () => document.hidden || tickers.forEach((tick) => tick()));
everySecond(() => refreshTimes());

function showAge(time) {
  const since = Date.parse(time.dataset.since);
  const words = ago(since, deskNow());
  if (time.textContent !== words) time.textContent = words;
  time.title ||= wholeTime(since);
}

function showPromise(promise) {
  const [from, due] = [Date.parse(promise.dataset.from), Date.parse(promise.dataset.due)];
  const now = deskNow();
  const left = (due - now) / 1000;
  const state = left < 0 ? "broken" : promise.dataset.warn && now >= Date.parse(promise.dataset.warn) ? "at-risk" : "running";
  promise.dataset.state = state;
  const words = left < 0 ? say("late_by", { span: span(-left, "narrow") }) : span(left, "narrow");
  const text = promise.querySelector(".left") ?? promise.appendChild(element("span.left"));
  if (text.textContent !== words) text.textContent = words;
  fill(promise.querySelector(".ring") ?? promise.insertBefore(ring(), text), (now - from) / (due - from));
}

/** An empty ring; `fill` says how much of it is done, 0 to 1. */
export function ring() {
  const circle = { cx: 12, cy: 12, r: 10, pathLength: 100 };
  return element("svg.ring", { viewBox: "0 0 24 24", "aria-hidden": "true" }, [
    element("circle", circle),
    element("circle.filled", { ...circle, "stroke-dasharray": 100, "stroke-dashoffset": 100 }),
  ]);
}

export function fill(shown, share) {
  const rest = 100 - Math.min(1, Math.max(0, share)) * 100;
  shown.lastElementChild.setAttribute("stroke-dashoffset", rest.toFixed(1));
}
