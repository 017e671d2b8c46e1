/** Order of the pictures: by dragging (mouse, or a long press), or by arrow keys on a picture. */

import { text } from "../strings";
import { changed, removeTile, tiles } from "./tiles";

const HOLD = 220;
const SLACK = 6;

export function startArrange(list: HTMLElement, tell: (words: string) => void): void {
  list.addEventListener("pointerdown", (event) => {
    const tile = (event.target as Element).closest<HTMLElement>("li[data-state]");
    if (tile && event.button === 0 && !(event.target as Element).closest("button")) watch(list, tile, event);
  });
  list.addEventListener("dragstart", (event) => event.preventDefault()); // pictures are not dragged out of the page
  list.addEventListener("keydown", (event) => {
    const tile = event.target as HTMLElement;
    if (!tile.matches("li[data-state]")) return;
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (by) {
      event.preventDefault();
      tell(move(list, tile, by));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      const next = (tile.nextElementSibling ?? tile.previousElementSibling) as HTMLElement | null;
      removeTile(tile);
      next?.focus();
    }
  });
}

/** Moves a tile one place and returns the words for where it is now. */
export function move(list: HTMLElement, tile: HTMLElement, by: number): string {
  const all = tiles(list);
  const to = Math.min(Math.max(all.indexOf(tile) + by, 0), all.length - 1);
  const other = all[to];
  if (other && other !== tile) {
    if (by < 0) other.before(tile);
    else other.after(tile);
    tile.focus();
    changed(list);
  }
  return text("moved", { n: to + 1, total: all.length });
}

/** A mouse lifts when it moves, a finger when it rests: it may have come to scroll. */
function watch(list: HTMLElement, tile: HTMLElement, down: PointerEvent): void {
  const end = new AbortController();
  const { signal } = end;
  const isTouch = down.pointerType !== "mouse";
  const timer = isTouch ? setTimeout(lift, HOLD) : undefined;

  function lift(): void {
    end.abort();
    drag(list, tile, down);
  }
  addEventListener(
    "pointermove",
    (event) => {
      const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > SLACK;
      if (far && !isTouch) lift();
      else if (far) stop();
    },
    { signal },
  );
  addEventListener("pointerup", stop, { signal });
  addEventListener("pointercancel", stop, { signal });

  function stop(): void {
    clearTimeout(timer);
    end.abort();
  }
}

function drag(list: HTMLElement, tile: HTMLElement, down: PointerEvent): void {
  const end = new AbortController();
  const { signal } = end;
  const box = tile.getBoundingClientRect();
  const grip = { x: down.clientX - box.left, y: down.clientY - box.top };
  tile.dataset["lifted"] = "";

  const follow = (x: number, y: number) => {
    tile.style.translate = "none";
    const home = tile.getBoundingClientRect();
    tile.style.translate = `${x - grip.x - home.left}px ${y - grip.y - home.top}px`;
  };
  addEventListener(
    "pointermove",
    (event) => {
      const over = document
        .elementsFromPoint(event.clientX, event.clientY)
        .find((element) => element !== tile && element.parentElement === list && element.matches("li[data-state]"));
      if (over) {
        const follows = tile.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (follows) over.after(tile);
        else over.before(tile);
      }
      follow(event.clientX, event.clientY);
    },
    { signal },
  );
  addEventListener("touchmove", (event) => event.preventDefault(), { signal, passive: false });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, drop, { signal });

  function drop(): void {
    end.abort();
    tile.style.translate = "";
    delete tile.dataset["lifted"];
    const quiet = new AbortController(); // the click that ends a drag opens nothing
    addEventListener("click", (event) => event.stopPropagation(), { capture: true, signal: quiet.signal });
    setTimeout(() => quiet.abort());
    changed(list);
  }
}
