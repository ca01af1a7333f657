// One's own settings that live in this browser, and the self-test: does it sound, may it notify?

import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { element } from "./element.js";
import { habit, keepHabit } from "./preferences.js";
import { play } from "./sound.js";
import { newId } from "../gateway/outbox.js";
import { facts } from "./facts.js";
import { named, say, span } from "./texts.js";
import { tellRefusal } from "./toast.js";
import { isQuietNow, KINDS } from "./wanted.js";

const WARNED_WITHIN = 10_000;
const ALARM_AFTER = 1_200;

export function startSettings() {
  for (const input of document.querySelectorAll(".picked input[name=picture]")) input.addEventListener("change", () => showPicked(input));
  const form = document.querySelector("[data-habits]");
  if (!form) return;
  for (const input of form.querySelectorAll("[data-habit]")) {
    input.checked = habit(input.dataset.habit);
    input.addEventListener("change", () => change(input));
  }
  form.querySelector("[data-test]").addEventListener("click", test);
}

/** The browser's own button would speak the browser's language, not the reader's. What is too large is not sent at all. */
function showPicked(input) {
  const isTooLarge = input.files[0]?.size > Number(input.dataset.largest);
  if (isTooLarge) input.value = "";
  input.ariaInvalid = isTooLarge ? "true" : null;
  input.closest("form").querySelector("[data-mistake]").textContent = isTooLarge ? input.dataset.tooLarge : "";
  input.closest(".picked").querySelector("[data-picked]").textContent = input.files[0]?.name ?? "";
}

async function change(input) {
  const { habit: name } = input.dataset;
  const isRefused = name === "notifications" && input.checked && (await globalThis.Notification?.requestPermission()) !== "granted";
  if (isRefused) input.checked = false;
  keepHabit(name, input.checked);
  // A tick that goes by itself says why.
  if (name === "notifications") tell(isRefused ? [say(whyNotNotified())] : []);
}

function tell(lines, ...more) {
  document.querySelector("[data-tested]").replaceChildren(...lines.map((line) => element("li", {}, line)), ...more);
}

function test() {
  const wanted = habit("sound");
  keepHabit("sound", true);
  play("offer");
  keepHabit("sound", wanted);
  const isGranted = globalThis.Notification?.permission === "granted";
  if (isGranted) new Notification(say("test_title"), { body: say("test_body") });
  const lines = [say("test_sound"), ...(wanted ? [] : [say("test_sound_off")]), say(isGranted ? "test_notified" : whyNotNotified()), say(desk.isUp ? "test_line_up" : "test_line_down"), ...alarmsTold()];
  if (facts.alarms?.waiting !== undefined) setTimeout(() => play("alarm"), ALARM_AFTER);
  const warned = element("li", {}, say("test_warning"));
  tell(lines, warned);
  rehearse(warned);
}

/** Why no notification could be shown, and what to do about it. */
function whyNotNotified() {
  if (!globalThis.Notification) return "test_no_notifications";
  return Notification.permission === "denied" ? "test_denied" : "test_not_asked";
}

/** For who watches over a shop: of what they are alarmed. */
function alarmsTold() {
  if (facts.alarms?.waiting === undefined) return [];
  const kinds = KINDS.filter((kind) => facts.alarms[kind]).map((kind) => say(`alarm_kind_${kind}`));
  const told = kinds.length ? say("test_alarm", { kinds: named(kinds) }) : say("test_alarm_none");
  return isQuietNow() ? [told, say("test_alarm_quiet")] : [told];
}

/** A warning for trial, the whole way: it is written down, the worker tells it, and it comes back by the line. */
async function rehearse(line) {
  const [key, began] = [newId(), Date.now()];
  const ears = new AbortController();
  const late = setTimeout(() => end(say("test_warning_lost", { span: span(WARNED_WITHIN / 1000) })), WARNED_WITHIN);
  const end = (words) => {
    clearTimeout(late);
    ears.abort();
    line.textContent = words;
  };
  const hear = ({ detail }) => detail.key === key.replaceAll("-", "") && end(say("test_warning_came", { span: span(Math.max(1, (Date.now() - began) / 1000)) }));
  desk.addEventListener("promise_test", hear, { signal: ears.signal });
  try {
    await ask("/console/settings/rehearse", { post: { key } });
  } catch (error) {
    end("");
    tellRefusal(error);
  }
}
