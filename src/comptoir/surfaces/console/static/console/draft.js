// What was begun and not sent, kept for this tab until it is.

const PLACE = "comptoir:desk:draft:";

export function draftOf(conversation) {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE + conversation)) ?? { body: "", paper: "message" };
  } catch {
    return { body: "", paper: "message" };
  }
}

export function keepDraft(conversation, draft) {
  try {
    if (draft.body) sessionStorage.setItem(PLACE + conversation, JSON.stringify(draft));
    else sessionStorage.removeItem(PLACE + conversation);
  } catch {
    // Without storage a draft lasts as long as the page.
  }
}

export function forgetDrafts() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PLACE)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
