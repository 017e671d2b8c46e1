/** Brings a picture nearer: pinch, double tap or click, a mouse that drags. The box scrolls, so a finger moves it. */

const MOST = 5;
const NEAR = 2.5;
const TWICE = 320; // milliseconds between two taps
const SLACK = 24;

export interface Zoom {
  /** How large it is now; 1 fits the box. */
  now(): number;
  to(zoom: number): void;
}

/** Makes `picture` zoom within `box`, which scrolls. */
export function zooming(box: HTMLElement, picture: HTMLImageElement): Zoom {
  let zoom = 1;

  /** Zooms so that what is under a point of the window stays there. */
  const set = (wanted: number, x: number, y: number) => {
    const { left, top } = box.getBoundingClientRect();
    const before = zoom;
    zoom = Math.min(Math.max(wanted, 1), MOST);
    const [fromX, fromY] = [box.scrollLeft + x - left, box.scrollTop + y - top];
    box.style.setProperty("--zoom", String(zoom));
    box.toggleAttribute("data-near", zoom > 1);
    if (zoom > 1) picture.sizes = `${Math.round(zoom * 100)}vw`;
    box.scrollTo({ left: (fromX * zoom) / before - (x - left), top: (fromY * zoom) / before - (y - top), behavior: "instant" });
  };

  whenPinched(box, () => zoom, set);
  whenTwice(box, (x, y) => set(zoom > 1 ? 1 : NEAR, x, y));
  box.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" && event.buttons === 1) box.scrollBy({ left: -event.movementX, top: -event.movementY, behavior: "instant" });
  });
  return {
    now: () => zoom,
    to(wanted) {
      const { left, top, width, height } = box.getBoundingClientRect();
      set(wanted, left + width / 2, top + height / 2);
    },
  };
}

function whenPinched(box: HTMLElement, now: () => number, set: (zoom: number, x: number, y: number) => void): void {
  let apart = 0;
  let began = 1;
  box.addEventListener(
    "touchstart",
    (event) => {
      if (event.touches.length !== 2) return;
      event.preventDefault(); // else the page itself would grow
      apart = distance(event.touches);
      began = now();
    },
    { passive: false },
  );
  box.addEventListener(
    "touchmove",
    (event) => {
      const [one, other] = event.touches;
      if (!one || !other || apart === 0) return;
      event.preventDefault();
      set((began * distance(event.touches)) / apart, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
    },
    { passive: false },
  );
}

/** Two taps or clicks at one spot; not every browser makes a `dblclick` of two taps. */
function whenTwice(box: HTMLElement, then: (x: number, y: number) => void): void {
  let last = { at: -Infinity, x: 0, y: 0 };
  box.addEventListener("click", ({ timeStamp: at, clientX: x, clientY: y }) => {
    const twice = at - last.at < TWICE && Math.hypot(x - last.x, y - last.y) < SLACK;
    last = { at: twice ? -Infinity : at, x, y };
    if (twice) then(x, y);
  });
}

function distance([one, other]: TouchList): number {
  return one && other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 0;
}
