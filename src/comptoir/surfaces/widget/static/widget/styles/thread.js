// The thread: bubbles in groups, announcements between them, pictures and files.

import { sheet } from "../elements.js";

export const thread = sheet(`
.chat { display: flex; flex: 1; flex-direction: column; min-height: 0; }
.chat.is-target { box-shadow: inset 0 0 0 3px var(--accent-ink); }
.standing { display: flex; align-items: center; gap: 10px; padding: 10px 16px !important; border-block-end: 1px solid var(--line) !important; background: var(--surface); font-size: 15px; }
.standing svg { width: 18px; height: 18px; }
.standing.is-cut { background: var(--warning-wash); color: var(--warning); }
.thread { flex: 1; min-height: 0; padding: 16px; overflow-y: auto; overscroll-behavior: contain; overflow-anchor: none; }
.thread:focus-visible { outline-offset: -3px; }
.older { display: block; margin: 0 auto 12px; }
.log { display: flex; flex-direction: column; gap: 2px; }
.day { align-self: center; padding: 8px 0 10px !important; color: var(--quiet); font-size: 14px; }
.day::first-letter { text-transform: uppercase; }
.said.mine, .said.theirs { position: relative; display: flex; gap: 10px; max-width: 88%; }
.said.is-first { margin-block-start: 12px; }
.mine { align-self: flex-end; text-align: start; }
.theirs { align-self: flex-start; padding-inline-start: 42px !important; }
.theirs > .face { position: absolute; inset-block-end: 2px; inset-inline-start: 2px; visibility: hidden; }
.theirs.is-last > .face { visibility: visible; }
.theirs.is-timed > .face, .theirs.shows-state > .face { inset-block-end: 24px; }
.author { color: var(--word, var(--quiet)); font-size: 14px; font-weight: 600; }
.mine .author, .theirs:not(.is-first) .author { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.bubble { width: fit-content; max-width: 100%; padding: 9px 14px; border-radius: var(--radius-bubble); background: var(--surface); box-shadow: inset 0 0 0 1px var(--line); overflow-wrap: anywhere; white-space: pre-wrap; }
.mine > div { display: grid; justify-items: end; }
.mine .bubble { background: var(--mine); box-shadow: none; }
.mine.is-last .bubble { border-end-end-radius: 5px; }
.theirs.is-last .bubble { border-end-start-radius: 5px; }
.mine[data-state=sending] .bubble, .mine[data-state=late] .bubble { opacity: .72; }
.mine[data-state=refused] .bubble { box-shadow: inset 0 0 0 1px var(--danger); }
.meta { display: flex; flex-wrap: wrap; gap: 8px; color: var(--quiet); font-size: 13px; font-variant-numeric: tabular-nums; }
.meta time, .meta .state { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.is-timed .meta time, .said:hover .meta time:focus, .shows-state .meta .state, .is-timed .meta .state { position: static; width: auto; height: auto; overflow: visible; clip-path: none; }
.state { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
.state svg { width: 16px; height: 16px; }
.state .link { min-height: 24px; padding: 0; font-size: inherit; }
[data-state=read] .state { color: var(--good); }
[data-state=late] .state { color: var(--warning); }
[data-state=refused] .state { color: var(--danger); }
.told, .joined { align-self: center; max-width: 92%; margin-block: 12px 4px !important; color: var(--quiet); font-size: 15px; text-align: center; text-wrap: balance; }
.told p + p, .told a { margin-block-start: 6px; }
.told svg { width: 18px; height: 18px; margin-inline-end: 6px; vertical-align: -3px; color: var(--good); }
.reference { color: var(--ink); font-size: 17px; letter-spacing: .04em; font-variant-numeric: tabular-nums; }
.joined { display: flex; align-items: center; gap: 14px; padding: 12px 16px !important; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--ink); text-align: start; }
.picture { display: block; padding: 0; margin-block: 4px; border-radius: 12px; background: var(--sunken); overflow: hidden; cursor: zoom-in; }
.picture img { display: block; width: auto; max-width: 100%; height: auto; max-height: 220px; }
.bubble > .picture:first-child:last-child { margin: -5px -10px; border-radius: 14px; }
.document { display: flex; align-items: center; gap: 10px; padding: 6px 0; background: none; color: inherit; text-align: start; }
.document b { text-decoration: underline; text-underline-offset: 2px; }
.large { max-width: 100vw; max-height: 100dvh; width: 100vw; height: 100dvh; padding: 0; border: 0; background: rgb(16 18 22 / .94); color: #FFFFFF; }
.large[open] { display: grid; place-items: center; }
.large img { max-width: 94vw; max-height: 88dvh; object-fit: contain; }
.large .plain { position: absolute; inset: 12px 12px auto auto; }
.typing { display: flex; align-items: center; gap: 10px; min-height: 26px; padding: 0 16px !important; color: var(--quiet); font-size: 14px; }
.dots { display: inline-flex; gap: 3px; }
.dots i { width: 6px; height: 6px; border-radius: 50%; background: currentColor; }
@media (prefers-reduced-motion: no-preference) {
  .dots i { animation: breathe 1.2s infinite; }
  .dots i:nth-child(2) { animation-delay: .15s; }
  .dots i:nth-child(3) { animation-delay: .3s; }
  @keyframes breathe { 30% { opacity: .25; } }
}
`);
