/** Keeps "8 h" true while the page is open. */

import { whenFound } from "./page";
import { language } from "./strings";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;
const WEEK = 7 * DAY;

const shown = new Set<HTMLTimeElement>();

export function startTimes(): void {
  whenFound<HTMLTimeElement>("time[data-relative]", (element) => {
    shown.add(element);
    tell(element);
  });
  setInterval(() => {
    for (const element of shown) {
      if (element.isConnected) tell(element);
      else shown.delete(element);
    }
  }, MINUTE * 1000);
}

/** How long ago, in the words of `locale`; null when the date itself says more (a week and older). */
export function ago(then: Date, now: Date, locale: string): string | null {
  const seconds = Math.max(0, (now.getTime() - then.getTime()) / 1000);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "narrow" });
  if (seconds < MINUTE) return words.format(0, "second");
  if (seconds < HOUR) return words.format(-Math.floor(seconds / MINUTE), "minute");
  if (seconds < DAY) return words.format(-Math.floor(seconds / HOUR), "hour");
  if (seconds < WEEK) return words.format(-Math.floor(seconds / DAY), "day");
  return null;
}

function tell(element: HTMLTimeElement): void {
  const then = new Date(element.dateTime);
  const words = ago(then, new Date(), language());
  if (words) element.textContent = words;
  element.title ||= new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "short" }).format(then);
}
