// One entry of the stream as an element: a message, a note, or a line that tells what happened.
//
//   drawEntry(entry, context), drawPost(post, context), drawHeld(held, context);
//   context: { stream, me, topics, audiences, customer, addressOf(file) }

import { ask } from "./ask.js";
import { audienceOf, element, face } from "./element.js";
import { filesAsNodes } from "./files.js";
import { segments } from "./checker-spans.js";
import { isQuiet, markSaid } from "./reading.js";
import { markWatched } from "./watching.js";
import { clockTime, say, wholeTime } from "./texts.js";
import { wordsAsNodes } from "./words.js";

export function drawEntry(entry, context) {
  if (isQuiet(entry)) return element("li.told.of-reading", { "data-seq": entry.seq, "data-at": entry.at });
  const shown = isSaid(entry) ? drawSaid(entry, context) : drawTold(entry, context);
  if (isSaid(entry)) markSaid(shown, entry, context.courtesy);
  if (isSaid(entry)) markWatched(shown, entry, context);
  shown.dataset.seq = entry.seq;
  shown.dataset.at = entry.at;
  if (isSaid(entry)) context.mail?.dress(shown, entry);
  context.sides?.dress(shown, entry);
  return shown;
}

/** A post on its way, as it will look once it is there. */
export function drawPost(post, context) {
  const at = new Date(post.at).toISOString();
  const shown = drawSaid({ ...post, kind: post.kind ?? "message", from: "agent", agent: context.me, at, facts: { mentions: post.mentions } }, context);
  shown.dataset.post = post.client_id;
  return shown;
}

/** What waits for approval, with lines beneath the words for which it does. */
export function drawHeld(held, context) {
  const shown = drawSaid({ ...held, kind: "message", from: "agent" }, context);
  shown.querySelector(".bubble > p")?.replaceChildren(...segments(held.body, held.findings).map(({ text, finding }) => (finding ? element("mark", { "data-level": finding.level }, text) : text)));
  shown.classList.add("first", "last", "held");
  shown.dataset.held = held.held;
  return shown;
}

export function isSaid(entry) {
  return entry.kind === "message" || entry.kind === "note" || entry.kind === "whisper";
}

/** Entries that stand together under one face. */
export function isOneTurn(one, other) {
  if (!one || !other || !isSaid(one) || !isSaid(other)) return false;
  const isSamePerson = one.from === other.from && one.agent === other.agent && one.kind === other.kind && one.facts?.mail?.as === other.facts?.mail?.as && one.facts?.mail?.name === other.facts?.mail?.name;
  return isSamePerson && Math.abs(Date.parse(one.at) - Date.parse(other.at)) < 300_000;
}

function drawSaid(entry, context) {
  const person = personOf(entry, context);
  const side = entry.kind === "note" ? "note" : entry.kind === "whisper" ? "note.whisper" : entry.from === "visitor" ? "visitor" : entry.from === "seller" ? "visitor.seller" : "team";
  const names = (entry.facts?.mentions ?? []).map((id) => context.stream.people[id]?.name ?? context.colleagues[id]?.name).filter(Boolean);
  const bubble = element("div.bubble", {}, [
    entry.files?.length ? filesAsNodes(entry.files, context.addressOf) : null,
    entry.body ? element("p", {}, wordsAsNodes(entry.body, names)) : null,
  ]);
  const foot = element("div.foot", {}, element("time", { datetime: entry.at, title: wholeTime(Date.parse(entry.at), context.zone) }, clockTime(Date.parse(entry.at))), element("span.read"));
  return element(`li.said.${side}`, {}, byLine(entry, person, side, nameOf(entry.facts?.to, context)), bubble, foot);
}

function byLine(entry, person, side, whisperedTo) {
  const word = side === "note.whisper" ? say("whisper_from", { name: whisperedTo }) : side === "note" && !entry.facts?.mail ? say("note_to_team") : person.title;
  const approved = entry.facts?.approved_by && element("span.quiet", {}, say(entry.facts.is_edited ? "approved_edited" : "approved_by", { name: entry.facts.approved_by.name }));
  const brought = { form: "mail_by_form", colleague: "mail_by_colleague" }[entry.facts?.mail?.brought];
  const by = element("div.by", {}, element("b", {}, person.name), word ? element("span.audience", { "data-audience": audienceOf(person) }, word) : null, approved, brought ? element("span.quiet", {}, say(brought)) : null);
  return [face(person), by];
}

function personOf(entry, context) {
  const mail = entry.facts?.mail;
  if (entry.from === "seller") return { name: context.sides?.seller ?? say("seller"), audience: "seller", title: say("seller") };
  // Somebody who reads along wrote this, or a machine: neither the customer nor a colleague.
  if (mail?.as && (mail.as !== "customer" || mail.kind)) return { name: mail.name || (mail.as === "customer" ? context.customer : say("mail_somebody")), audience: "", title: say(mail.as === "outsider" ? "mail_outsider" : mail.as === "customer" ? "mail_machine" : "mail_along") };
  if (entry.from === "visitor") return { name: context.customer, audience: "customer", title: "" };
  if (entry.from === "system") return { name: context.shop, audience: "", title: "" };
  const person = context.stream.people[entry.agent] ?? context.colleagues[entry.agent] ?? { name: say("somebody"), audience: "" };
  return { ...person, title: context.audiences[person.audience] ?? context.roles[person.role] ?? "" };
}

function drawTold(entry, context) {
  const words = told(entry, context);
  const time = element("time", { datetime: entry.at, title: wholeTime(Date.parse(entry.at), context.zone) }, clockTime(Date.parse(entry.at)));
  return element(`li.told.of-${entry.kind}`, {}, words, " ", time);
}

/** What happened, in one sentence. */
function told({ kind, from, agent, body, facts = {} }, context) {
  const name = nameOf(agent, context);
  switch (kind) {
    case "joined":
      return say("told_joined", { name: facts.agent?.name ?? name });
    case "handed_over":
      return say("told_handed_over", { to: facts.name || context.audiences[facts.to] || facts.to });
    case "topic":
    case "category":
      return say(facts.value ? `told_${kind}` : `told_no_${kind}`, { name: context.topics[facts.value] ?? facts.value });
    case "priority":
      return say("told_priority", { name: context.priorities[facts.value] ?? facts.value });
    case "tags":
      return [...(facts.added ?? []).map((name) => `+ ${name}`), ...(facts.removed ?? []).map((name) => `− ${name}`)].join("  ");
    case "linked":
    case "unlinked":
    case "split":
      return [say(`told_${kind}`, { reference: facts.reference }), " ", linkTo(facts)];
    case "merged":
      return facts.into ? [say("told_merged_into", { reference: facts.reference }), " ", linkTo({ ...facts, id: facts.into })] : [say("told_merged", { reference: facts.reference }), mergedEntries(facts, context)];
    case "solved":
      return say("told_solved", { problem: facts.problem, solution: facts.solution });
    case "escalated":
      return say("told_escalated", { name, level: context.levels[facts.level] ?? facts.level, why: facts.why });
    case "snoozed":
      return say("told_snoozed", { moment: wholeTime(Date.parse(facts.until), context.zone) });
    case "woken":
      return say(`told_woken_${facts.why}`, { name });
    case "suggestion":
      return say("told_suggestion", { topic: context.topics[facts.topic] ?? facts.topic, audience: context.audiences[facts.audience] ?? facts.audience });
    case "corrected":
      return say("told_corrected", { name: facts.by ?? name, words: facts.before ?? "" });
    case "turn":
      return say(`told_turn_${body || "nobody"}`);
    case "alarm":
      return say(`alarm_${facts.why}`);
    case "closed":
      return say(from === "visitor" ? "told_closed_by_visitor" : from === "agent" ? "told_closed" : "told_closed_by_house", { name });
    default:
      return say(`told_${kind}`, { name, reference: facts.reference ?? "", score: facts.score ?? "" });
  }
}

function linkTo({ id, reference }) {
  return element("a", { href: `/console/c/${id}`, "data-open": id }, reference);
}

/** What was said in a conversation that was merged into this one, below the line that says so. */
function mergedEntries({ id }, context) {
  const list = element("ol.merged", {});
  const draw = ({ entries, people }) => {
    const there = { ...context, id, mail: context.mail?.of(id), stream: { people: { ...context.stream.people, ...people } }, addressOf: (file) => `/console/c/${id}/files/${file.key}` };
    const drawn = entries.map((entry) => drawEntry(entry, there));
    for (const line of drawn) delete line.dataset.seq;
    list.replaceChildren(...drawn);
  };
  ask(`/console/c/${context.id}/merged/${id}`).then(draw, () => list.append(element("li.told", {}, say("out_of_reach"))));
  return list;
}

function nameOf(id, context) {
  return context.stream.people[id]?.name ?? context.colleagues[id]?.name ?? say("somebody");
}
