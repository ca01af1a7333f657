// Fields, choices, stars.

import { sheet } from "../elements.js";

export const forms = sheet(`
form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
.field { display: grid; gap: 5px; }
.field label, legend { padding: 0; font-size: 15px; font-weight: 600; }
.field :is(input, select, textarea), .composer textarea {
  width: 100%; min-height: 44px; padding: 10px 12px; border: 1px solid var(--line-strong); border-radius: var(--radius);
  background: var(--surface); color: var(--ink); font: inherit; line-height: 1.4; resize: none;
}
.field textarea { min-height: 72px; field-sizing: content; max-height: 220px; }
.field :is(input, select, textarea):focus-visible, .composer textarea:focus-visible { outline: 2px solid var(--accent-ink); outline-offset: 0; border-color: transparent; }
.required { color: var(--danger); }
fieldset { min-width: 0; }
fieldset legend { margin-block-end: 8px; }
.choice {
  display: flex; align-items: center; gap: 12px; min-height: 60px; padding: 10px 14px; border: 1px solid var(--line); border-radius: var(--radius);
  background: var(--surface); cursor: pointer;
}
.choice + .choice { margin-block-start: 8px; }
.choice:has(:checked) { border-color: var(--ring, var(--accent-ink)); box-shadow: inset 0 0 0 1px var(--ring, var(--accent-ink)); }
.choice:has(:disabled) { cursor: default; background: none; }
.choice:has(:disabled) .faces { opacity: .5; }
.choice:has(:focus-visible) { outline: 3px solid var(--accent-ink); outline-offset: 2px; }
.choice input { width: 20px; height: 20px; margin: 0; flex: none; accent-color: var(--ring, var(--accent-ink)); outline: none; }
.choice:not(:has(:checked)) .awaited { display: none; }
.choice b { color: var(--word, var(--ink)); }
.stars { display: flex; flex-wrap: wrap; gap: 4px; }
.stars legend { margin-block-end: 4px; }
.stars label { position: relative; display: grid; place-items: center; width: 44px; height: 44px; border-radius: 22px; color: var(--quiet); cursor: pointer; }
.stars input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.stars svg { width: 30px; height: 30px; }
.stars:has(:checked) label { color: var(--accent-ink); }
.stars label:not(:has(:checked) ~ label) svg { fill: var(--accent-ink); }
.stars:not(:has(:checked)) label svg { fill: none; }
.stars label:has(:focus-visible) { outline: 3px solid var(--accent-ink); }
`);
