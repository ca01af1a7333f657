// Text with its addresses made links: only http and https, opened apart, and never anything but text nodes.

import { el } from "./elements.js";

const ADDRESS = /https?:\/\/[^\s<>"'\x60]+/gi;
const NOT_AT_ITS_END = /[.,;:!?)\]}»”’…]+$/;

/** The parts of `text`: strings and links. */
export function linked(text) {
  const parts = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(NOT_AT_ITS_END, "");
    const url = URL.canParse?.(address) === false ? null : address;
    if (!url) continue;
    parts.push(text.slice(from, index), el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, address));
    from = index + address.length;
  }
  return [...parts, text.slice(from)];
}
