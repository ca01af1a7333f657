// Asking the desk by HTTP. What it refuses comes back as a Refusal with `code` and `message`, in the agent's language.
//
//   await ask("/console/standing") → JSON   await ask(url, { post: {…}, signal })   await page(url) → text of HTML

import { facts } from "./facts.js";

export class Refused extends Error {
  constructor({ code, message, findings }) {
    super(message);
    this.code = code;
    this.findings = findings;
  }
}

export async function ask(url, { post, form, signal } = {}) {
  const answer = await go(url, { post, form, signal, accept: "application/json" });
  return answer.status === 204 ? null : reached(answer.json());
}

export async function page(url) {
  return reached((await go(url, { headers: { "X-Part": "1" } })).text());
}

async function go(url, { post, form, signal, accept = "*/*", headers = {} }) {
  const body = form ?? (post === undefined ? undefined : JSON.stringify(post));
  const own = { Accept: accept, "X-Requested-With": "fetch", ...headers };
  if (post !== undefined) own["Content-Type"] = "application/json";
  if (body !== undefined) own["X-CSRFToken"] = facts.csrf;
  const request = { method: body === undefined ? "GET" : "POST", body, signal, headers: own };
  const answer = await reached(fetch(url, { credentials: "same-origin", cache: "no-store", ...request }));
  if (answer.status === 401) return leave();
  if (!answer.ok) throw new Refused(await refusalIn(answer));
  return answer;
}

/** What comes over the line, which may be cut before an answer and in the middle of one. */
async function reached(coming) {
  try {
    return await coming;
  } catch {
    throw new Refused({ code: "", message: facts.texts.out_of_reach });
  }
}

/** Nobody is answered any more: the page is on its way to the sign-in. */
function leave() {
  location.assign(facts.sign_in);
  return new Promise(() => {});
}

async function refusalIn(answer) {
  try {
    const { code, message, findings } = await answer.json();
    return { code, message, findings };
  } catch {
    return { code: "", message: answer.status === 403 ? facts.texts.stale_page : facts.texts.out_of_reach };
  }
}
