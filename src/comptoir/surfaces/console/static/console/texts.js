// The words of the screen, in the agent's language, as the page brought them.
//
//   say("sent")   say("letters_left", { n: 3 })   span(20) → "20 seconds"   ago(date, now)   clockTime(date)   dayName(date, now)

import { facts } from "./facts.js";

const HOME = { en: "en-GB", pt: "pt-PT" };
const language = HOME[document.documentElement.lang] ?? (document.documentElement.lang || "en-GB");
const plural = new Intl.PluralRules(language);
const relativeTime = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
const list = new Intl.ListFormat(language, { type: "conjunction" });
const zone = facts.time_zone || undefined;
const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", timeZone: zone });
const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
const dayAndTime = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: zone });
const shortDay = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", timeZone: zone });
const dayKey = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
const MINUTE = 60;
const SPACED = new Set(["fr", "ro"]); // their narrowest forms are “5min” and “5 m”, which nobody writes
const HOUR = 3600;
const DAY = 86_400;

/** The text of that key with its {names} filled in; `n` chooses the plural. */
export function say(key, values = {}) {
  const kept = facts.texts[key] ?? key;
  const text = typeof kept === "string" ? kept : (kept[plural.select(values.n ?? 0)] ?? kept.other);
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Small letters without accents: “emi” finds Émilie. */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export function named(names) {
  return list.format(names);
}

/** A span in words: seconds up to two minutes, then minutes, hours, days. */
export function span(seconds, unitDisplay = "long") {
  const [amount, unit] = measured(Math.max(0, Math.round(seconds)));
  const display = unitDisplay === "narrow" && SPACED.has(language) ? "short" : unitDisplay;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: display }).format(amount);
}

/** How long ago, in a few letters, for lists. */
export function ago(date, now) {
  const seconds = (now - date) / 1000;
  if (seconds < MINUTE) return say("now");
  if (seconds < DAY) return span(seconds, "narrow");
  return seconds < 6 * DAY ? relativeTime.format(-Math.floor(seconds / DAY), "day") : withOrdinal(shortDay.format(date));
}

export function clockTime(date) {
  return time.format(date);
}

/** A moment in full; with a shop's `zone`, as its clocks show it there. */
export function wholeTime(date, zone = "") {
  return withOrdinal(zone ? zoned(zone).format(date) : dayAndTime.format(date));
}

/** A day as a heading: today, yesterday, or its name. */
export function dayName(date, now) {
  const away = Math.round((Date.parse(dayKey.format(date)) - Date.parse(dayKey.format(now))) / 86_400_000);
  if (away === 0 || away === -1) return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(away, "day");
  return withOrdinal(day.format(date));
}

/** French counts the first day of a month, which browsers do not know. */
function withOrdinal(words) {
  return language === "fr" ? words.replace(/(^|\s)1(?=\s\p{L})/u, "$11er") : words;
}

export function isSameDay(one, other) {
  return dayKey.format(one) === dayKey.format(other);
}

export function bytes(size) {
  const [amount, unit] = size < 1e6 ? [Math.max(1, Math.round(size / 1e3)), "kilobyte"] : [size / 1e6, "megabyte"];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(amount);
}

const zones = new Map();

function zoned(timeZone) {
  const format = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone, timeZoneName: "short" };
  if (!zones.has(timeZone)) zones.set(timeZone, new Intl.DateTimeFormat(language, format));
  return zones.get(timeZone);
}

function measured(seconds) {
  if (seconds < 2 * MINUTE) return [seconds, "second"];
  if (seconds < 2 * HOUR) return [Math.floor(seconds / MINUTE), "minute"];
  if (seconds < 2 * DAY) return [Math.floor(seconds / HOUR), "hour"];
  return [Math.floor(seconds / DAY), "day"];
}
