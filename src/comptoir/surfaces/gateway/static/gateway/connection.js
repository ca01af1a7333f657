// One socket to the desk that comes back by itself.
//
//   const connection = new Connection("wss://desk.example/ws", () => ({ t: "hello", … }));
//   connection.open(), connection.close()
//   connection.send(frame)   true when the frame left on a greeted socket; false: nothing was sent, nothing is kept
//   connection.isUp, connection.downSince (ms of Date.now(), 0 while up)
//   events   "welcome", "frame": event.detail is the frame (a welcome is announced once, as "welcome")
//            "down": { code, wait } and it tries again in `wait` ms;  "over": { code }, only open() starts it again
//
// A quiet socket is asked for a sign of life after 12 s and given up 8 s later, so a half-open one is found within 20 s.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const STEADY_AFTER = 10_000; // a socket that has stood so long starts its waits anew
const WELCOME_WITHIN = 10_000;
const QUIET_FOR = 12_000;
const ANSWER_WITHIN = 8_000;
const PROBE_WITHIN = 3_000;
const FINAL = new Set([4401, 4403]);
const GAVE_UP = 4000;

export class Connection extends EventTarget {
  #url;
  #hello;
  #socket = null;
  #isUp = false;
  #isWanted = false;
  #tries = 0;
  #upSince = 0;
  #downSince = 0;
  #redial = 0;
  #watch = 0;
  #ears = null;

  constructor(url, hello) {
    super();
    this.#url = url;
    this.#hello = hello;
  }

  get isUp() {
    return this.#isUp;
  }

  get downSince() {
    return this.#downSince;
  }

  open() {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#tries = 0;
    this.#downSince = Date.now();
    this.#listenToThePage();
    this.#dial();
  }

  close() {
    this.#isWanted = false;
    this.#ears?.abort();
    this.#drop();
  }

  send(frame) {
    if (!this.#isUp || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #dial() {
    clearTimeout(this.#redial);
    const socket = (this.#socket = new WebSocket(this.#url));
    this.#expectWithin(WELCOME_WITHIN);
    // What an abandoned socket still says is not heard: only the present one counts.
    const present = (hear) => (event) => socket === this.#socket && hear(event);
    socket.onopen = present(() => socket.send(JSON.stringify(this.#hello())));
    socket.onmessage = present((event) => this.#hear(event.data));
    socket.onclose = present((event) => this.#lose(event.code));
  }

  #hear(text) {
    const frame = parsed(text);
    if (!frame) return;
    this.#expectQuiet();
    if (frame.t === "pong") return;
    if (frame.t !== "welcome") return this.#say("frame", frame);
    this.#isUp = true;
    this.#upSince = Date.now();
    this.#downSince = 0;
    this.#say("welcome", frame);
  }

  #lose(code) {
    if (this.#isUp && Date.now() - this.#upSince > STEADY_AFTER) this.#tries = 0;
    this.#drop();
    this.#downSince ||= Date.now();
    if (FINAL.has(code)) {
      this.close();
      return this.#say("over", { code });
    }
    const wait = Math.min(FIRST_WAIT * 2 ** this.#tries++, LONGEST_WAIT) * (0.5 + Math.random());
    this.#redial = setTimeout(() => this.#dial(), wait);
    this.#say("down", { code, wait });
  }

  #drop() {
    clearTimeout(this.#redial);
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    this.#isUp = false;
    socket?.close();
  }

  #expectQuiet() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#probe(ANSWER_WITHIN), QUIET_FOR);
  }

  #expectWithin(ms) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#lose(GAVE_UP), ms);
  }

  #probe(ms) {
    if (this.send({ t: "ping" })) this.#expectWithin(ms);
  }

  #listenToThePage() {
    this.#ears = new AbortController();
    const options = { signal: this.#ears.signal };
    const wake = () => this.#wake();
    addEventListener("online", wake, options);
    addEventListener("offline", () => this.#probe(PROBE_WITHIN), options);
    addEventListener("pageshow", wake, options);
    // An open socket would keep the page out of the browser's back/forward cache.
    addEventListener("pagehide", () => this.#drop(), options);
    document.addEventListener("visibilitychange", () => document.hidden || wake(), options);
  }

  #wake() {
    if (this.#isUp) return this.#probe(PROBE_WITHIN);
    if (this.#socket) return;
    this.#tries = 0;
    this.#downSince ||= Date.now();
    this.#dial();
  }

  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
