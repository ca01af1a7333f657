// Small habits of this browser: how to send, whether offers sound, which panes are folded.

const PLACE = "comptoir:desk:habit:";
const DEFAULTS = { send_with_enter: true, sound: true, notifications: false, rail: "wide", card: "shown", at_hand: "shown" };

export function habit(name) {
  try {
    const kept = localStorage.getItem(PLACE + name);
    return kept === null ? DEFAULTS[name] : JSON.parse(kept);
  } catch {
    return DEFAULTS[name];
  }
}

export function keepHabit(name, value) {
  try {
    localStorage.setItem(PLACE + name, JSON.stringify(value));
  } catch {
    // Without storage a habit lasts as long as the page.
  }
}
