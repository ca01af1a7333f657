// The charter's proactive invitation: once a session, on its pages, after its time, and only when somebody is there.

import { ruleFor } from "./pages.js";

export function awaitInvitation({ settings, place, availability, show }) {
  if (wasSaid(place)) return;
  let clock = 0;
  const wait = () => {
    clearTimeout(clock);
    const rule = ruleFor(settings.pages, location.pathname);
    if (rule.invite_after) clock = setTimeout(() => invite(rule), rule.invite_after * 1000);
  };
  const invite = async (rule) => {
    if (document.hidden) return wait();
    if (wasSaid(place) || !(await isSomebodyThere(availability, rule))) return;
    say(place);
    show();
  };
  wait();
  // A shop that changes pages without loading them.
  window.navigation?.addEventListener("navigatesuccess", wait);
}

async function isSomebodyThere(availability, rule) {
  const answer = await fetch(availability, { credentials: "omit" });
  if (!answer.ok) return false;
  const { audiences } = await answer.json();
  const asked = rule.visitor_chooses || !rule.audience ? rule.able : [rule.audience, ...rule.stand_ins];
  const mayAnswer = (name) => asked.includes(name);
  return Object.entries(audiences).some(([name, { free }]) => free > 0 && mayAnswer(name));
}

function wasSaid(place) {
  try {
    return sessionStorage[`${place}:invited`] || JSON.parse(localStorage[place] ?? "{}").live;
  } catch {
    return true;
  }
}

function say(place) {
  sessionStorage[`${place}:invited`] = "1";
}
