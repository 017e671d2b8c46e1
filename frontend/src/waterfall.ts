/** Sets each card into the shortest lane. Order in the document stays the order of reading. */

import { whenFound } from "./page";
import { type Lanes, lay } from "./lanes";

interface Laid extends Lanes {
  width: number;
  gap: number;
  cards: HTMLElement[];
  heights: number[];
}

const laid = new WeakMap<HTMLElement, Laid>();

export function startWaterfall(): void {
  whenFound<HTMLElement>(".waterfall__lanes", (list) => {
    place(list);
    const sizes = new ResizeObserver(() => settle(list, sizes));
    sizes.observe(list.parentElement ?? list);
    for (const card of list.children) sizes.observe(card);
    new MutationObserver(() => settle(list, sizes)).observe(list, { childList: true });
  });
}

/** Something came, went or changed its size: add what is new, or lay everything again. */
function settle(list: HTMLElement, sizes: ResizeObserver): void {
  const before = laid.get(list);
  const children = [...list.children] as HTMLElement[];
  if (!before || changed(list, before, children)) place(list);
  else add(list, before, children.slice(before.cards.length));
  for (const child of children.slice(before?.cards.length ?? 0)) sizes.observe(child);
}

function changed(list: HTMLElement, before: Laid, children: HTMLElement[]): boolean {
  if (Math.abs(list.clientWidth - before.width) >= 1) return true;
  return before.cards.some((card, i) => children[i] !== card || Math.abs(card.offsetHeight - (before.heights[i] ?? 0)) > 1);
}

function place(list: HTMLElement): void {
  list.dataset["placed"] = "";
  const style = getComputedStyle(list);
  const count = Number(style.getPropertyValue("--lanes")) || 2;
  const gap = parseFloat(style.columnGap) || 0;
  const fresh: Laid = { filled: Array<number>(count).fill(0), width: list.clientWidth, gap, cards: [], heights: [] };
  laid.set(list, fresh);
  add(list, fresh, [...list.children] as HTMLElement[]);
}

function add(list: HTMLElement, into: Laid, cards: HTMLElement[]): void {
  const lane = (into.width - into.gap * (into.filled.length - 1)) / into.filled.length;
  for (const card of cards) card.style.inlineSize = card.matches(".more") ? "100%" : `${lane}px`;
  const heights = cards.map((card) => card.offsetHeight); // one layout for all
  cards.forEach((card, i) => {
    const height = heights[i] ?? 0;
    const spot = card.matches(".more") ? lay(into, height, true) : lay(into, height);
    card.style.translate = `${spot.lane * (lane + into.gap)}px ${spot.top}px`;
    into.cards.push(card);
    into.heights.push(height);
  });
  list.style.blockSize = `${Math.max(0, ...into.filled)}px`;
}
