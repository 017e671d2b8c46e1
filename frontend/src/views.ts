/** A note counts as seen when half of it, or half the screen of it, was shown for a second. */

import { whenFound } from "./page";
import { send } from "./request";

const LOOK = 1000;
const EVERY = 5000;
const MOST = 100; // the server takes no more at once

const told = new Set<string>();
const timers = new Map<Element, ReturnType<typeof setTimeout>>();
let waiting: string[] = [];

export function startViews(): void {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (isSeen(entry)) start(entry.target as HTMLElement, watcher);
        else stop(entry.target);
      }
    },
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] },
  );
  whenFound<HTMLElement>("[data-view]", (element) => watcher.observe(element));
  document.addEventListener("note:open", (event) => watch(event.target as HTMLElement, watcher));

  setInterval(flush, EVERY);
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    for (const element of [...timers.keys()]) stop(element);
    flush();
  });
}

/** The overlay is one element for many notes: looking begins anew with each. */
function watch(element: HTMLElement, watcher: IntersectionObserver): void {
  stop(element);
  watcher.unobserve(element);
  watcher.observe(element);
}

function isSeen({ isIntersecting, intersectionRatio, intersectionRect }: IntersectionObserverEntry): boolean {
  return isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2);
}

function start(element: HTMLElement, watcher: IntersectionObserver): void {
  const note = element.dataset["view"];
  if (!note || told.has(note) || timers.has(element)) return;
  timers.set(
    element,
    setTimeout(() => {
      timers.delete(element);
      if (element.tagName !== "DIALOG") watcher.unobserve(element);
      told.add(note);
      waiting.push(note);
    }, LOOK),
  );
}

function stop(element: Element): void {
  clearTimeout(timers.get(element));
  timers.delete(element);
}

function flush(): void {
  const batch = waiting.splice(0, MOST);
  if (batch.length === 0) return;
  const body = JSON.stringify({ views: batch.map((note) => ({ note })) });
  send("/v1/views", { method: "POST", body, json: true, keepalive: true }).catch(() => {
    waiting = [...batch, ...waiting].slice(0, MOST);
  });
}
