// Files on their way: picked, dropped or pasted, each with how far it has come, to be sent with the next message.

import { el, icon } from "./elements.js";

const AT_MOST = 10;

export class Tray {
  #widget;
  #talk;
  #tell;
  #parcels = new Set();
  element = el("ul", { className: "tray" });

  constructor(widget, talk, { changed, refused }) {
    this.#widget = widget;
    this.#talk = talk;
    this.#tell = { changed, refused };
    const { words, settings } = widget;
    const input = el("input", { type: "file", multiple: true, hidden: true, accept: settings.files?.types.join(",") });
    input.onchange = () => (this.add([...input.files]), (input.value = ""));
    const pick = el("button", { className: "plain", "aria-label": words.say("add_files"), onclick: () => input.click() }, icon("clip"));
    this.picker = el("span", { className: "picker" }, pick, input);
  }

  get count() {
    return this.#parcels.size;
  }

  get isBusy() {
    return [...this.#parcels].some(({ file }) => !file);
  }

  add(files) {
    const { words, settings } = this.#widget;
    for (const file of files) {
      if (this.count >= AT_MOST) return this.#tell.refused(words.say("too_many_files", { count: AT_MOST }));
      const isTooLarge = file.size > settings.files.largest;
      if (isTooLarge) this.#tell.refused(words.say("file_too_large", { name: file.name, size: words.size(settings.files.largest) }));
      else this.#upload(file);
    }
  }

  /** The files that are ready, for a message; the tray is empty then. */
  take() {
    const files = [...this.#parcels].map(({ file }) => file).filter(Boolean);
    this.leave();
    return files;
  }

  /** Files of a message that came back: they are at the desk already. */
  takeBack(files) {
    for (const file of files) this.#show({ file, abort: new AbortController() }, file.name);
  }

  leave() {
    for (const { abort } of this.#parcels) abort.abort();
    this.#parcels.clear();
    this.element.replaceChildren();
  }

  takeDropsOn(place) {
    const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
    place.ondragover = (event) => holdsFiles(event) && (event.preventDefault(), place.classList.add("is-target"));
    place.ondragleave = (event) => place.contains(event.relatedTarget) || place.classList.remove("is-target");
    place.ondrop = (event) => {
      place.classList.remove("is-target");
      if (!holdsFiles(event)) return;
      event.preventDefault();
      this.add([...event.dataTransfer.files]);
    };
  }

  async #upload(file) {
    const parcel = { file: null, abort: new AbortController() };
    const bar = el("progress", { max: 1, "aria-label": file.name });
    this.#show(parcel, file.name, bar);
    try {
      const progress = (part) => (bar.value = part);
      parcel.file = await this.#widget.desk.upload(this.#talk.id, file, { progress, signal: parcel.abort.signal });
      bar.remove();
    } catch (refusal) {
      this.#remove(parcel);
      this.#tell.refused(refusal.message || this.#widget.words.say("file_not_sent", { name: file.name }));
    }
    this.#tell.changed();
  }

  #show(parcel, name, bar = "") {
    const label = this.#widget.words.say("remove_file", { name });
    const remove = el("button", { className: "plain", "aria-label": label, onclick: () => this.#remove(parcel) }, icon("close"));
    parcel.element = el("li", {}, icon("file"), el("span", {}, name), bar, remove);
    this.#parcels.add(parcel);
    this.element.append(parcel.element);
    this.#tell.changed();
  }

  #remove(parcel) {
    parcel.abort.abort();
    parcel.element.remove();
    this.#parcels.delete(parcel);
    this.#tell.changed();
  }
}
