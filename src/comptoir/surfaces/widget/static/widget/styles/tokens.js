// Colours by name, on paper and at night; `--accent`, `--on-accent` and `--accent-ink` are the shop's own and come from the loader.

import { sheet } from "../elements.js";

export const tokens = sheet(`
:host {
  color-scheme: light dark;
  --paper: #FBFAF7; --surface: #FFFFFF; --sunken: #F3F0E9; --line: #E7E3DA; --line-strong: #8C877B;
  --ink: #1F2328; --quiet: #5A5F66; --mine: #F0EDE5;
  --danger: #B3382C; --danger-wash: #FBEBE8; --warning: #8A5C00; --warning-wash: #FCF3DF; --good: #2A7248;
  --ambassador: #855300; --ambassador-ring: #E2A32B; --advisor: #2B4C7E; --advisor-ring: #4A72AF;
  --referent: #7A3B69; --referent-ring: #A35B8F; --customer-ring: #B9B4A8;
  --float: 0 12px 48px rgb(31 35 40 / .2), 0 2px 8px rgb(31 35 40 / .08);
  --radius: 10px; --radius-bubble: 18px; --pace: 150ms ease-out;
}
@media (prefers-color-scheme: dark) {
  :host {
    --paper: #14161A; --surface: #1C1F25; --sunken: #101216; --line: #2C3038; --line-strong: #6D747F;
    --ink: #ECE9E2; --quiet: #A6ABB4; --mine: #2A2F38;
    --danger: #F29084; --danger-wash: #35211F; --warning: #E3B450; --warning-wash: #322918; --good: #7CCB99;
    --ambassador: #EBB64E; --ambassador-ring: #D9A036; --advisor: #9DBDF0; --advisor-ring: #6F97D6;
    --referent: #DBA3CC; --referent-ring: #B0729F; --customer-ring: #565D68;
    --float: 0 12px 48px rgb(0 0 0 / .6);
  }
}
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`);
