// Files chosen for a message: picked, dropped or pasted, uploaded at once, taken back with one press.

import { ask } from "./ask.js";
import { element, glyph } from "./element.js";
import { bytes, say } from "./texts.js";

export class Attachments extends EventTarget {
  #list;
  #address;
  #limits;
  #chosen = [];

  constructor(form, { address, limits, sheet }) {
    super();
    this.#list = form.querySelector(".chosen-files");
    this.#address = address;
    this.#limits = limits;
    const input = form.querySelector("input[type=file]");
    input.addEventListener("change", () => {
      this.add(input.files);
      input.value = "";
    });
    sheet.addEventListener("paste", (event) => event.clipboardData.files.length && (event.preventDefault(), this.add(event.clipboardData.files)));
    sheet.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && (event.preventDefault(), sheet.classList.add("over")));
    sheet.addEventListener("dragleave", () => sheet.classList.remove("over"));
    sheet.addEventListener("drop", (event) => {
      event.preventDefault();
      sheet.classList.remove("over");
      this.add(event.dataTransfer.files);
    });
  }

  get isBusy() {
    return this.#chosen.some((one) => !one.file);
  }

  /** The uploaded files, and an empty tray. */
  take() {
    const files = this.#chosen.map((one) => one.file).filter(Boolean);
    this.#chosen = [];
    this.#list.replaceChildren();
    return files;
  }

  restore(files) {
    for (const file of files) this.#show({ name: file.name, size: file.size, file });
  }

  async add(files) {
    for (const file of files) {
      if (this.#chosen.length >= this.#limits.at_most) return this.#refuse(say("files_at_most", { n: this.#limits.at_most }));
      if (file.size > this.#limits.largest) this.#refuse(say("file_too_large", { name: file.name, size: bytes(this.#limits.largest) }));
      else await this.#upload(file);
    }
  }

  async #upload(file) {
    const one = this.#show({ name: file.name, size: file.size, file: null });
    const form = new FormData();
    form.append("file", file);
    try {
      one.file = await ask(this.#address, { form });
      one.line.querySelector("progress").remove();
    } catch (error) {
      this.#drop(one);
      this.#refuse(error.message);
    }
    this.#say();
  }

  #show(one) {
    const drop = element("button.button.bare.icon.little", { type: "button", "aria-label": say("remove_file", { name: one.name }), onclick: () => this.#drop(one) }, glyph("cross"));
    one.line = element("li", {}, element("span", {}, one.name), element("span.quiet", {}, bytes(one.size)), one.file ? null : element("progress", { "aria-label": say("uploading") }), drop);
    this.#chosen.push(one);
    this.#list.append(one.line);
    this.#say();
    return one;
  }

  #drop(one) {
    this.#chosen = this.#chosen.filter((other) => other !== one);
    one.line.remove();
    this.#say();
  }

  #refuse(words) {
    this.dispatchEvent(new CustomEvent("refused", { detail: words }));
  }

  #say() {
    this.dispatchEvent(new Event("change"));
  }
}
