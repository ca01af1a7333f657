// The card that the widget opens to, and the list of earlier conversations.

import { sheet } from "../elements.js";

export const card = sheet(`
.card { display: flex; flex: 1; flex-direction: column; gap: 14px; padding: 18px 20px; scroll-padding-block-end: 76px; overflow-y: auto; overscroll-behavior: contain; }
.greeting { font-size: 20px; font-weight: 600; line-height: 1.3; text-wrap: balance; }
.card [type=submit] { position: sticky; inset-block-end: -6px; box-shadow: 0 4px 0 8px var(--paper), 0 0 0 8px var(--paper); }
.who { display: grid; gap: 12px; }
.who:empty { display: none; }
.wait { display: flex; align-items: center; gap: 8px; color: var(--quiet); font-size: 15px; font-variant-numeric: tabular-nums; }
.wait svg { width: 18px; height: 18px; }
.opening { padding: 12px 14px !important; border-radius: var(--radius); background: var(--warning-wash); color: var(--warning); font-weight: 600; }
.busy { color: var(--quiet); }
.card footer { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-block-start: auto; padding-block-start: 12px; border-block-start: 1px solid var(--line); font-size: 15px; }
.card footer a { display: inline-block; min-height: 32px; padding: 4px 0; }
.history ul { display: grid; gap: 8px; }
.history li button {
  position: relative; display: grid; gap: 2px; width: 100%; padding: 14px 48px 14px 16px; border: 1px solid var(--line); border-radius: var(--radius);
  background: var(--surface); color: var(--ink); text-align: start;
}
.history li b { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.history li button:hover { border-color: var(--line-strong); }
.unread { position: absolute; inset: 16px 14px auto auto; min-width: 24px; padding: 0 7px; border-radius: 12px; background: var(--accent); color: var(--on-accent); font-size: 14px; line-height: 24px; text-align: center; }
`);
