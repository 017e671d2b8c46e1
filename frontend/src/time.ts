/** Keeps "8 h" true while the page is open, in the server's words. */

import { whenFound } from "./page";
import { type Key, text } from "./strings";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;
const LAST_DAYS = 7;

const shown = new Set<HTMLTimeElement>();

export function startTimes(): void {
  whenFound<HTMLTimeElement>("time[data-relative]", (element) => shown.add(element));
  setInterval(() => {
    for (const element of shown) {
      const age = ago((Date.now() - Date.parse(element.dateTime)) / 1000);
      if (!element.isConnected || !age) shown.delete(element);
      else element.textContent = text(...age);
    }
  }, MINUTE * 1000);
}

/** Which words say an age of so many seconds; null when the date says more (a week and older). */
export function ago(seconds: number): [Key, { n: number }] | null {
  if (seconds < MINUTE) return ["ago_now", { n: 0 }];
  if (seconds < HOUR) return ["ago_minutes", { n: Math.floor(seconds / MINUTE) }];
  if (seconds < DAY) return ["ago_hours", { n: Math.floor(seconds / HOUR) }];
  if (seconds < 2 * DAY) return ["ago_yesterday", { n: 1 }];
  if (seconds < LAST_DAYS * DAY) return ["ago_days", { n: Math.floor(seconds / DAY) }];
  return null;
}
