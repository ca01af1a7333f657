// A word from the system when nobody looks at the page; only when the agent asked for it.

import { habit } from "./preferences.js";

export function notify(title, body, { tag, onclick }) {
  if (!habit("notifications") || !document.hidden || globalThis.Notification?.permission !== "granted") return null;
  const shown = new Notification(title, { body, tag });
  shown.onclick = () => {
    window.focus();
    shown.close();
    onclick?.();
  };
  return shown;
}
