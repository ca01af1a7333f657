// The console begins here: one socket for the page, and each part where the page has it.

import { desk } from "./desk.js";
import { resumeOutboxes } from "./outboxes.js";
import { startAlarms } from "./alarms.js";
import { startAvailability } from "./availability.js";
import { startDialogs } from "./dialogs.js";
import { startKeys } from "./keys.js";
import { startList } from "./list.js";
import { startMenus } from "./menu.js";
import { startOffers } from "./offers.js";
import { startOrders } from "./ordered.js";
import { startPanes } from "./panes.js";
import { startPresence } from "./presence.js";
import { startPromises } from "./promised.js";
import { startRail } from "./rail.js";
import { startSeveral } from "./several.js";
import { startSettings } from "./settings.js";
import { startStanding } from "./standing.js";
import { startWords } from "./word-given.js";

startRail();
startDialogs();
startKeys();
startMenus();
startPanes();
startList();
startAvailability();
startPresence();
startAlarms();
startOffers();
startOrders();
startPromises();
startStanding();
startSettings();
startSeveral();
startWords();
resumeOutboxes();
desk.open();
