// Files in the thread: pictures are shown and grow when they are pressed, everything else is offered for saving.

import { el, icon } from "./elements.js";

export function fileShown(file, { desk, talk, words }) {
  const address = () => desk.address(talk.id, file.key);
  return file.width ? picture(file, address, words) : document_(file, address, words);
}

function picture({ name, width, height }, address, words) {
  const image = el("img", { alt: name, width, height });
  const button = el("button", { className: "picture", "aria-label": words.say("enlarge", { name }) }, image);
  button.onclick = (event) => (event.stopPropagation(), enlarge(button, { name, address, words }));
  whenSeen(button, async () => (image.src = await address()));
  return button;
}

function document_({ name, size }, address, words) {
  const open = async (event) => {
    event.preventDefault();
    const link = el("a", { href: await address(), target: "_blank", rel: "noopener", download: name });
    link.click();
  };
  const label = el("span", { className: "said" }, el("b", {}, name), el("small", {}, words.size(size)));
  return el("button", { className: "document", onclick: open, "aria-label": words.say("save_file", { name }) }, icon("file"), label);
}

async function enlarge(button, { name, address, words }) {
  const close = el("button", { className: "plain", "aria-label": words.say("close") }, icon("close"));
  const large = el("dialog", { className: "large", "aria-label": name }, close, el("img", { alt: name, src: await address() }));
  large.onclick = () => large.close();
  large.onkeydown = (event) => event.stopPropagation();
  large.onclose = () => (large.remove(), button.focus());
  button.getRootNode().append(large);
  large.showModal();
}

function whenSeen(element, act) {
  const watcher = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watcher.disconnect();
    act().catch(() => element.classList.add("is-missing"));
  });
  watcher.observe(element);
}
