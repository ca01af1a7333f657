// The sheet itself: its size on a desk and on a phone, its head, and what all views share.

import { sheet } from "../elements.js";

export const panel = sheet(`
.panel {
  display: flex; flex-direction: column; width: 400px; max-width: calc(100vw - 40px);
  height: min(720px, calc(100dvh - 116px)); overflow: hidden; border-radius: 16px; outline: none;
  background: var(--paper); color: var(--ink); box-shadow: var(--float), 0 0 0 1px var(--line);
}
.panel :is(p, h2, ul, ol, fieldset, q) { margin: 0; padding: 0; border: 0; list-style: none; }
.panel a { color: var(--accent-ink); text-underline-offset: 2px; }
.panel small { font-size: 14px; color: var(--quiet); }
.panel b { font-weight: 600; }
.head { display: flex; align-items: center; gap: 4px; min-height: 68px; padding: 10px 10px 10px 16px; background: var(--accent); color: var(--on-accent); }
.head-words { flex: 1; min-width: 0; }
.head-row { display: flex; align-items: center; gap: 12px; min-width: 0; }
.head-row > .plain:first-child { margin-inline-start: -8px; }
.head .titles { flex: 1; min-width: 0; }
.head h2 { overflow: hidden; font-size: 17px; font-weight: 600; line-height: 1.3; text-overflow: ellipsis; white-space: nowrap; }
.head p { font-size: 14px; line-height: 1.3; opacity: .92; }
.head :focus-visible { outline-color: var(--on-accent); }
.logo { width: 40px; height: 40px; border-radius: 8px; background: #FFFFFF; object-fit: contain; }
.plain { display: inline-grid; place-items: center; min-width: 44px; min-height: 44px; border-radius: 22px; background: none; color: inherit; }
.plain:hover { background: color-mix(in srgb, currentColor 12%, transparent); }
.end { padding: 0 12px; font-size: 14px; }
.end[data-sure] { background: var(--on-accent); color: var(--accent); font-weight: 600; }
.view { display: flex; flex: 1; flex-direction: column; min-height: 0; }
.main, .offers button {
  display: inline-block; min-height: 44px; padding: 10px 20px; border-radius: var(--radius); background: var(--accent);
  color: var(--on-accent); font-weight: 600; text-align: center; text-decoration: none;
}
.panel a.main { color: var(--on-accent); }
.other { min-height: 44px; padding: 10px 20px; border: 1px solid var(--line-strong); border-radius: var(--radius); background: none; color: var(--ink); font-weight: 600; }
.other:hover { background: var(--sunken); }
.main:hover { filter: brightness(1.08); }
.main[aria-busy] { opacity: .7; cursor: progress; }
.link { min-height: 32px; padding: 4px 0; background: none; color: var(--accent-ink); text-align: start; text-decoration: underline; text-underline-offset: 2px; }
.trouble:empty { position: absolute; }
.trouble:not(:empty) { padding: 10px 12px; border-radius: var(--radius); background: var(--danger-wash); color: var(--danger); font-size: 15px; }
@media (max-width: 480px) {
  .panel {
    position: fixed; inset: var(--seen-top, 0) 0 auto; width: 100vw; max-width: none; height: var(--seen-height, 100dvh);
    border-radius: 0; box-shadow: none;
  }
  .head { padding-block-start: max(10px, env(safe-area-inset-top)); }
}
@media (prefers-reduced-motion: no-preference) {
  .panel { animation: open var(--pace); }
  @keyframes open { from { opacity: 0; transform: translateY(12px); } }
}
@media (forced-colors: active) { .panel, .bubble, .main, .choice { border: 1px solid; } }
`);
