/** The entry of every page: styles, and the small modules. What is heavy is fetched where it is needed. */

import "./css/index.css";
import { startCarousels } from "./carousel";
import { startDialogs } from "./dialog";
import { startHtmx } from "./fragments";
import { startInstall } from "./install";
import { startMenus } from "./menu";
import { startOverlay } from "./overlay";
import { startReactions } from "./reactions";
import { startScroll } from "./scroll";
import { startShare } from "./share";
import { startTheme } from "./theme";
import { startTimes } from "./time";
import { startToasts } from "./toast";
import { startViews } from "./views";
import { startWaterfall } from "./waterfall";

startWaterfall();
startScroll();
startOverlay();
startCarousels();
startReactions();
startViews();
startDialogs();
startMenus();
startShare();
startTimes();
startTheme();
startToasts();
startInstall();
startHtmx();
