// Beneath the thread: what is offered while waiting, the rating, the tip, the tray of files, and the line to write in.

import { sheet } from "../elements.js";

export const composer = sheet(`
.late, .rating { display: grid; gap: 12px; padding: 14px 16px; border-block-start: 1px solid var(--line); background: var(--surface); }
.offers { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
.offers button { flex: 1 1 auto; }
.rating .more { display: grid; gap: 14px; }
.ending { display: grid; padding: 0 16px 14px; }
.ending:empty { display: none; }
.tip { display: flex; align-items: center; justify-content: space-between; padding: 0 0 4px 8px !important; color: var(--quiet); font-size: 14px; }
.composer { gap: 0; padding: 8px 10px max(10px, env(safe-area-inset-bottom)); border-block-start: 1px solid var(--line); background: var(--surface); }
.composer .trouble:not(:empty) { margin-block-end: 8px; }
.line { display: flex; align-items: flex-end; gap: 6px; }
.composer textarea { flex: 1; min-width: 0; max-height: 140px; field-sizing: content; border-color: transparent; background: var(--sunken); }
.picker { color: var(--quiet); }
.send { display: grid; flex: none; place-items: center; width: 44px; height: 44px; border-radius: 22px; background: var(--accent); color: var(--on-accent); }
.send[aria-disabled=true] { background: var(--sunken); color: var(--quiet); cursor: default; }
.budget:not(:empty) { padding: 0 8px 6px; color: var(--quiet); font-size: 14px; text-align: end; font-variant-numeric: tabular-nums; }
.budget.is-over { color: var(--danger); font-weight: 600; }
.tray:not(:empty) { display: grid; gap: 4px; padding-block-end: 8px; }
.tray li { display: flex; align-items: center; gap: 8px; padding-inline-start: 10px; border-radius: var(--radius); background: var(--sunken); font-size: 15px; }
.tray li > span { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tray progress { width: 80px; height: 6px; accent-color: var(--accent-ink); }
`);
