// Asking the desk by HTTP. What it refuses comes back as a Refusal with `code` and `message`, in the agent's language.
//
//   await ask("/console/counts") → JSON   await ask(url, { post: {…}, signal })   await page(url) → text of HTML

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
  return answer.status === 204 ? null : answer.json();
}

export async function page(url) {
  return (await go(url, { headers: { "X-Part": "1" } })).text();
}

async function go(url, { post, form, signal, accept = "*/*", headers = {} }) {
  const body = form ?? (post === undefined ? undefined : JSON.stringify(post));
  const own = { Accept: accept, "X-Requested-With": "fetch", ...headers };
  if (post !== undefined) own["Content-Type"] = "application/json";
  if (body !== undefined) own["X-CSRFToken"] = facts.csrf;
  const answer = await reach(url, { method: body === undefined ? "GET" : "POST", body, signal, headers: own });
  if (answer.status === 401) return location.assign(facts.sign_in);
  if (!answer.ok) throw new Refused(await refusalIn(answer));
  return answer;
}

async function reach(url, request) {
  try {
    return await fetch(url, { credentials: "same-origin", cache: "no-store", ...request });
  } catch {
    throw new Refused({ code: "", message: facts.texts.out_of_reach });
  }
}

async function refusalIn(answer) {
  try {
    const { code, message, findings } = await answer.json();
    return { code, message, findings };
  } catch {
    return { code: "", message: answer.status === 403 ? facts.texts.stale_page : facts.texts.out_of_reach };
  }
}
