// The desk by HTTP: every request of the widget. A refusal is thrown as `Refused` with its code and words,
// a desk that does not answer as `Refused` with the code "unreachable".

export class Refused extends Error {
  constructor({ code = "unavailable", message = "" }) {
    super(message);
    this.code = code;
  }
}

export class Desk {
  #base;
  #language;
  #memory;
  #addresses = new Map();

  constructor({ base, shop, language, memory }) {
    this.#base = `${base}${shop}/`;
    this.#language = language;
    this.#memory = memory;
  }

  get socket() {
    const url = new URL("/ws", this.#base);
    url.protocol = url.protocol.replace("http", "ws");
    return url.href;
  }

  get token() {
    return this.#memory.shared.token ?? "";
  }

  get language() {
    return this.#language;
  }

  absolute(path) {
    return new URL(path, this.#base).href;
  }

  availability() {
    return this.#ask("GET", "availability.json");
  }

  start(opening) {
    return this.#ask("POST", "conversations", opening);
  }

  async conversations() {
    return (await this.#ask("GET", "conversations")).conversations;
  }

  snapshot(id) {
    return this.#ask("GET", `conversations/${id}`);
  }

  after(id, seq) {
    return this.#ask("GET", `conversations/${id}?after=${seq}`);
  }

  before(id, seq) {
    return this.#ask("GET", `conversations/${id}?before=${seq}`);
  }

  /** What `queue` and `late` frames tell, for a browser that was not there to hear them. */
  wait(id) {
    return this.#ask("GET", `conversations/${id}/wait`);
  }

  post(id, { client_id, body, files }) {
    return this.#ask("POST", `conversations/${id}/messages`, { client_id, body, files });
  }

  read(id, seq) {
    return this.#ask("POST", `conversations/${id}/read`, { seq });
  }

  rate(id, score, comment) {
    return this.#ask("POST", `conversations/${id}/rating`, { score, comment });
  }

  end(id) {
    return this.#ask("POST", `conversations/${id}/end`);
  }

  leaveMessage(id, letter) {
    return this.#ask("POST", `conversations/${id}/leave-message`, letter);
  }

  askOtherAudience(id) {
    return this.#ask("POST", `conversations/${id}/other-audience`);
  }

  /** A signed address that shows one file; it holds ten minutes, and is asked for again after nine. */
  address(id, key) {
    const known = this.#addresses.get(key);
    if (known && Date.now() - known.at < 540_000) return known.url;
    const url = this.#ask("GET", `conversations/${id}/files/${key}/address`).then((answer) => this.absolute(answer.url));
    this.#addresses.set(key, { at: Date.now(), url });
    url.catch(() => this.#addresses.delete(key));
    return url;
  }

  /** Sends a file; `progress` hears the part that has gone, 0 to 1. XMLHttpRequest, as fetch cannot tell that. */
  upload(id, file, { progress, signal }) {
    const form = new FormData();
    form.append("file", file, file.name);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.#address(`conversations/${id}/files`));
      request.responseType = "json";
      request.setRequestHeader("Authorization", `Bearer ${this.token}`);
      request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
      request.onload = () => (request.status === 201 ? resolve(request.response) : reject(new Refused(request.response ?? {})));
      request.onerror = () => reject(new Refused({ code: "unreachable" }));
      signal.addEventListener("abort", () => request.abort());
      request.send(form);
    });
  }

  async #ask(method, path, body) {
    const headers = this.token ? { Authorization: `Bearer ${this.token}` } : {};
    if (body) headers["Content-Type"] = "application/json";
    const request = { method, headers, credentials: "omit", cache: method === "GET" ? "default" : "no-store" };
    let answer;
    try {
      answer = await fetch(this.#address(path), { ...request, body: body && JSON.stringify(body) });
    } catch {
      throw new Refused({ code: "unreachable" });
    }
    if (answer.status === 204) return null;
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(said);
    return said;
  }

  #address(path) {
    const url = new URL(path, this.#base);
    url.searchParams.set("language", this.#language);
    return url.href;
  }
}
