// One's own settings that live in this browser, and the self-test: does it sound, may it notify?

import { desk } from "./desk.js";
import { habit, keepHabit } from "./preferences.js";
import { play } from "./sound.js";
import { say } from "./texts.js";

export function startSettings() {
  for (const input of document.querySelectorAll("input[name=picture]")) input.addEventListener("change", () => showPicked(input));
  const form = document.querySelector("[data-habits]");
  if (!form) return;
  for (const input of form.querySelectorAll("[data-habit]")) {
    input.checked = habit(input.dataset.habit);
    input.addEventListener("change", () => change(input));
  }
  form.querySelector("[data-test]").addEventListener("click", () => test(form.querySelector("[data-tested]")));
}

/** The browser's own button would speak the browser's language, not the reader's. */
function showPicked(input) {
  input.closest(".picked").querySelector("[data-picked]").textContent = input.files[0]?.name ?? "";
}

async function change(input) {
  const { habit: name } = input.dataset;
  if (name === "notifications" && input.checked && (await globalThis.Notification?.requestPermission()) !== "granted") input.checked = false;
  keepHabit(name, input.checked);
}

function test(place) {
  const wanted = habit("sound");
  keepHabit("sound", true);
  play("offer");
  keepHabit("sound", wanted);
  const isGranted = globalThis.Notification?.permission === "granted";
  if (isGranted) new Notification(say("test_title"), { body: say("test_body") });
  const lines = [say("test_sound"), say(isGranted ? "test_notified" : "test_not_notified"), say(desk.isUp ? "test_line_up" : "test_line_down")];
  place.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
}
