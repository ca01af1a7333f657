// One outbox a shop's feed, alive until everything in it is at the desk, wherever one is in the console.

import { Outbox } from "../gateway/outbox.js";
import { ask } from "./ask.js";
import { desk } from "./desk.js";
import { facts } from "./facts.js";

const PLACE = `comptoir:feed:${facts.user?.id}:`;
const open = new Map();

export function outboxOfFeed(shop) {
  if (!open.has(shop)) open.set(shop, made(shop));
  return open.get(shop);
}

/** Send on what an earlier page left behind. */
export function resumeFeeds() {
  desk.addEventListener("feed_ack", ({ detail }) => open.get(detail.shop)?.hear({ ...detail, t: "ack" }));
  desk.addEventListener("feed_refused", ({ detail }) => open.get(detail.shop)?.hear({ ...detail, t: "refused" }));
  for (const key of keptKeys()) outboxOfFeed(Number(key.slice(PLACE.length).split(":")[0]));
}

/** Nothing of what was said stays in a browser that somebody leaves. */
export function forgetFeeds() {
  for (const key of keptKeys()) localStorage.removeItem(key);
}

function made(shop) {
  return new Outbox({
    place: `${PLACE}${shop}:`,
    connection: desk.connection,
    frame: ({ client_id, body, files, answers = null, named = [], question = false, reach = "all", about = null }) => ({
      t: "feed_say", shop, client_id, body, files: files.map((file) => file.key), named, question, reach,
      ...(answers ? { answers } : {}), ...(about ? { about } : {}),
    }),
    byHttp: ({ t, ...post }) => ask("/console/feed/say", { post }),
  });
}

function keptKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PLACE));
  } catch {
    return [];
  }
}
