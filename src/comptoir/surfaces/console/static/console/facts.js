// What the page brought along as JSON: who I am, my shops, the words of the screen.

const sheet = document.getElementById("desk-facts");

export const facts = sheet ? JSON.parse(sheet.textContent) : { texts: {} };

// The page said what time it was at the desk just before its first byte came here.
const [loading] = performance.getEntriesByType("navigation");
const came = performance.timeOrigin + (loading?.responseStart || performance.now());
const ahead = facts.now ? Date.parse(facts.now) - came : 0;

/** This moment by the desk's clock, which need not be this machine's. */
export function deskNow() {
  return Date.now() + ahead;
}

/** JSON that a part of the page carries for its script. */
export function factsOf(part, name) {
  const script = part.querySelector(`script[data-facts="${name}"]`);
  return script ? JSON.parse(script.textContent) : null;
}
