// In which language one writes to a customer, where the writer had to say it: kept for this tab.

const PLACE = "comptoir:desk:language:";

export function languageOf(conversation) {
  try {
    return sessionStorage.getItem(PLACE + conversation) ?? "";
  } catch {
    return "";
  }
}

export function keepLanguageOf(conversation, language) {
  try {
    if (language) sessionStorage.setItem(PLACE + conversation, language);
    else sessionStorage.removeItem(PLACE + conversation);
  } catch {
    // Without storage it holds as long as the page.
  }
}

export function forgetLanguages() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PLACE)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
