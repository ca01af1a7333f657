// Words that people wrote, as nodes: addresses become links, names of colleagues stand out, everything else is text.

import { element } from "./element.js";

const ADDRESS = /https?:\/\/[^\s<>"'«»]+/giu;
const TRAILING = /[.,;:!?)\]»…]+$/u;

export function wordsAsNodes(text, names = []) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(TRAILING, "");
    nodes.push(...withNames(text.slice(end, found.index), names), link(address));
    end = found.index + address.length;
  }
  return [...nodes, ...withNames(text.slice(end), names)];
}

function link(address) {
  if (!URL.canParse(address)) return address;
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, address);
}

function withNames(text, names) {
  if (!names.length) return [text];
  const calls = names.map((name) => `@${name}`).sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`(${calls.map((call) => call.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "u");
  return text.split(pattern).map((part) => (calls.includes(part) ? element("span.mention", {}, part) : part));
}
