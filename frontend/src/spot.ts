/** The way back leads to the same spot. Where the browser has not kept the page itself, its cards and its place are kept
    here for as long as the tab is open, for nobody but the member who saw them. */

import { all, make, meta, whenFound } from "./page";

interface Spot {
  id: string;
  viewer: string;
  top: number;
  /** The cards, where more were shown than the page comes with. */
  cards: string | null;
}

const KEPT = "spots";
const AGAIN = "spot-again";
const MOST = 4;
const VIEWER = "viewer";

const MOVES = ["wheel", "touchmove", "keydown", "pointerdown"];
const LISTS = ".waterfall__lanes";
const here = mine();
let known = 0;
let top: number | null = null;

/** Before the page is laid out: the cards that were there, if one comes back. */
export function startSpot(): void {
  try {
    start();
  } catch {
    top = null; // a browser that keeps nothing for pages
  }
}

function start(): void {
  const list = document.querySelector<HTMLElement>(LISTS);
  known = list?.childElementCount ?? 0;
  if (asAnother()) sessionStorage.removeItem(KEPT); // nothing stays of whoever was here before
  if (comesBack()) {
    if (asAnother()) return location.reload();
    const spot = read().find(({ id }) => id === here);
    if (spot && list && spot.cards) list.innerHTML = spot.cards;
    top = spot?.top ?? null;
  }
  localStorage.setItem(VIEWER, meta("viewer"));
  addEventListener("pagehide", keep);
  addEventListener("pageshow", ({ persisted }) => persisted && asAnother() && location.reload());
}

/** When it is laid out: to the spot. */
export function returnToSpot(): void {
  whenFound("#main", go);
}

function go(): void {
  if (top === null) return;
  const to = top;
  const scroll = () => scrollTo({ top: to, behavior: "instant" });
  const moved = new AbortController(); // the browser's own idea comes with `load`; the reader's is the last word
  for (const kind of MOVES) addEventListener(kind, () => moved.abort(), { once: true, passive: true });
  addEventListener("load", () => requestAnimationFrame(scroll), { once: true, signal: moved.signal });
  scroll();
  top = null;
}

/** Loads this address anew, to the spot it was left at. */
export function reloadToSpot(): void {
  sessionStorage.setItem(AGAIN, "1");
  location.reload();
}

function comesBack(): boolean {
  const again = sessionStorage.getItem(AGAIN) !== null;
  sessionStorage.removeItem(AGAIN);
  return again || cameBack();
}

/** True where this page was reached by Back or Forward. */
export function cameBack(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry?.type === "back_forward";
}

/** A kept page may be that of somebody who has signed out, or of the visitor one was before. */
function asAnother(): boolean {
  return (localStorage.getItem(VIEWER) ?? "") !== meta("viewer");
}

/** This entry of the history, by a name that stays with it. */
function mine(): string {
  const state = (history.state ?? {}) as { spot?: string };
  if (state.spot) return state.spot;
  const spot = Math.random().toString(36).slice(2);
  history.replaceState({ ...state, spot }, "");
  return spot;
}

function read(): Spot[] {
  const spots = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]") as Spot[];
  return spots.filter(({ viewer }) => viewer === meta("viewer"));
}

function keep(): void {
  const list = document.querySelector<HTMLElement>(LISTS);
  const cards = list && list.childElementCount > known ? plain(list) : null;
  const others = read().filter(({ id }) => id !== here);
  const spots = [...others, { id: here, viewer: meta("viewer"), top: scrollY, cards }].slice(-MOST);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(spots));
  } catch {
    sessionStorage.removeItem(KEPT); // no room: the way back leads to the top
  }
}

/** As the server sent it: what scripts have added comes again by itself. */
function plain(list: HTMLElement): string {
  const copy = make("ul", "");
  copy.append(...[...list.children].map((card) => card.cloneNode(true)));
  for (const element of all<HTMLElement>(copy, "[style]")) element.removeAttribute("style");
  for (const element of all(copy, "[data-just]")) element.removeAttribute("data-just");
  for (const element of all(copy, ".skeletons, .more__why")) element.remove();
  for (const element of all<HTMLElement>(copy, ".more")) {
    delete element.dataset["state"];
    element.removeAttribute("aria-busy");
  }
  return copy.innerHTML;
}
