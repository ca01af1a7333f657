// Faces, ringed in the colour of their audience, and the names beside them.

import { sheet } from "../elements.js";

export const people = sheet(`
.of-ambassador { --ring: var(--ambassador-ring); --word: var(--ambassador); }
.of-advisor { --ring: var(--advisor-ring); --word: var(--advisor); }
.of-referent { --ring: var(--referent-ring); --word: var(--referent); }
.panel small[class^=of-] { color: var(--word, var(--quiet)); font-weight: 600; }
.face {
  display: inline-grid; flex: none; place-items: center; width: 44px; height: 44px; border-radius: 50%; background: var(--surface);
  color: var(--word, var(--ink)); font-size: 15px; font-weight: 600; object-fit: cover; box-shadow: 0 0 0 2px var(--paper), 0 0 0 4px var(--ring, var(--customer-ring));
}
.face.small { width: 30px; height: 30px; font-size: 12px; }
.head .face { width: 40px; height: 40px; box-shadow: 0 0 0 2px var(--on-accent); }
.said > b, .said > small, .said > q { display: block; }
.panel q { color: var(--quiet); font-size: 15px; }
.panel q:lang(fr) { quotes: "«\\202f" "\\202f»"; }
.there { display: grid; gap: 14px; padding: 16px !important; border: 1px solid var(--line) !important; border-radius: var(--radius); background: var(--surface); }
.there li { display: flex; align-items: center; gap: 14px; }
.there b { margin-inline-end: 8px; }
.there .said > :is(b, small) { display: inline; }
.faces { display: flex; margin-inline-start: auto; }
.faces .face + .face { margin-inline-start: -4px; }
`);
