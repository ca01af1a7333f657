// The widget's style sheets, in the order in which they build on each other.

import { card } from "./card.js";
import { composer } from "./composer.js";
import { forms } from "./forms.js";
import { panel } from "./panel.js";
import { people } from "./people.js";
import { thread } from "./thread.js";
import { tokens } from "./tokens.js";

export const STYLES = [tokens, panel, people, forms, card, thread, composer];
