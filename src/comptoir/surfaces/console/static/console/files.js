// Files of a message: pictures are shown, and enlarged by a click; other files are offered for saving.

import { element, glyph } from "./element.js";
import { bytes, say } from "./texts.js";

const SHOWN_HEIGHT = 260;

export function filesAsNodes(files, addressOf) {
  return element("div.files", {}, files.map((file) => (file.width ? picture(file, addressOf(file)) : download(file, addressOf(file)))));
}

function picture(file, address) {
  const scale = Math.min(1, SHOWN_HEIGHT / file.height);
  const size = { width: Math.round(file.width * scale), height: Math.round(file.height * scale) };
  const image = element("img", { src: address, alt: file.name, loading: "lazy", decoding: "async", ...size });
  const label = say("enlarge", { name: file.name });
  return element("button.picture", { type: "button", "aria-label": label, onclick: () => enlarge(file, address) }, image);
}

function download(file, address) {
  const name = element("span", {}, file.name, " ", element("span.quiet", {}, bytes(file.size)));
  return element("a.file", { href: address, download: file.name }, glyph("paper"), name);
}

function enlarge(file, address) {
  const shown = element("dialog.enlarged", { "aria-label": file.name }, element("img", { src: address, alt: file.name }));
  shown.addEventListener("click", () => shown.close());
  shown.addEventListener("close", () => shown.remove());
  document.body.append(shown);
  shown.showModal();
}
