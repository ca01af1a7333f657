// What happened in a conversation besides words: who came, who takes over, that it became a request, that it ended.

import { el, icon } from "./elements.js";
import { face } from "./faces.js";

/** The line for an entry that is not a message; kinds of the future are passed over in silence. */
export function announced(entry, widget, talk) {
  const line = { joined, handed_over: handedOver, handed_back: handedBack, card, request, closed, reopened, rated }[entry.kind];
  return line ? line(entry, widget, talk) : el("div", { hidden: true });
}

function told(...words) {
  return el("div", { className: "told" }, el("p", {}, ...words));
}

/** A proper introduction: the name, in what role, and the person's own words. */
function joined({ facts, agent }, { words, settings, desk }, talk) {
  const person = facts?.agent ?? talk.stream.people[agent];
  if (!person) return el("div", { hidden: true });
  const audience = settings.audiences[person.audience]?.name ?? "";
  const said = el(
    "div",
    { className: "said" },
    el("b", {}, words.say("has_joined", { name: person.name })),
    audience && el("small", { className: `of-${person.audience}` }, audience),
    person.note && el("q", {}, person.note),
  );
  return el("div", { className: "joined" }, face(person, desk), said);
}

function handedOver({ facts }, { words, settings }) {
  const audience = settings.audiences[facts?.to]?.name ?? "";
  const name = facts?.name || audience;
  return told(name ? words.say("handed_over_to", { name }) : words.say("handed_over"));
}

function handedBack(_, { words }) {
  return told(words.say("handed_back"));
}

function card({ facts }, { words }) {
  const link = el("a", { href: facts.url, target: "_blank", rel: "noopener", className: "main" }, words.say("contact_page"));
  return el("div", { className: "told" }, el("p", {}, words.say("contact_card")), link);
}

function request({ facts }, { words }) {
  const reference = el("b", { className: "reference" }, facts?.reference ?? "");
  const kept = el("p", {}, icon("stored"), words.say("kept_as_request"));
  return el("div", { className: "told" }, kept, el("p", {}, words.say("reference"), " ", reference));
}

function closed({ from }, { words }) {
  return told(words.say({ visitor: "ended_by_you", agent: "ended_by_team" }[from] ?? "ended"));
}

function reopened(_, { words }) {
  return told(words.say("reopened"));
}

function rated({ facts }, { words }) {
  return told(words.say("you_rated", { score: facts?.score ?? "" }));
}
