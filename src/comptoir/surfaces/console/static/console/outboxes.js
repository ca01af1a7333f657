// One outbox a conversation, alive until everything in it is at the desk, whichever conversation is open.

import { Outbox } from "../gateway/outbox.js";
import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { facts } from "./facts.js";

const PLACE = `comptoir:desk:${facts.user?.id}:`;
const open = new Map();

export function outboxOf(conversation) {
  if (!open.has(conversation)) open.set(conversation, made(conversation));
  return open.get(conversation);
}

/** Send on what an earlier page left behind. */
export function resumeOutboxes() {
  for (const name of ["ack", "refused", "held"]) {
    desk.addEventListener(name, (event) => open.forEach((outbox) => outbox.hear(event.detail)));
  }
  for (const key of keptKeys()) outboxOf(Number(key.slice(PLACE.length).split(":")[0]));
}

function made(conversation) {
  return new Outbox({
    place: `${PLACE}${conversation}:`,
    connection: new Line(conversation),
    frame: ({ client_id, body, files, kind, mentions, seen, is_confirmed = false, language = "", mail = null }) => ({
      t: "post", c: conversation, client_id, body, files: files.map((file) => file.key), kind, mentions, seen,
      ...(is_confirmed ? { is_confirmed } : {}), ...(language ? { language } : {}), ...(mail ? { mail } : {}),
    }),
    byHttp: ({ t, c, ...post }) => ask(`/console/c/${conversation}/messages`, { post }),
  });
}

function keptKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PLACE));
  } catch {
    return [];
  }
}

/**
 * The desk's line as an outbox needs it. Posts leave by the socket once the desk lets us watch their conversation; where
 * nobody looks at it, as after a page that was left with something unsent, there is no such line, and they go by HTTP.
 */
class Line extends EventTarget {
  #conversation;
  #since = Date.now();

  constructor(conversation) {
    super();
    this.#conversation = conversation;
    desk.addEventListener("watched", (event) => event.detail.c === conversation && this.dispatchEvent(new Event("welcome")));
    desk.addEventListener("down", () => this.dispatchEvent(new Event("down")));
  }

  get downSince() {
    return desk.isWatching(this.#conversation) ? desk.connection.downSince : this.#since;
  }

  send(frame) {
    return desk.send(frame);
  }
}
