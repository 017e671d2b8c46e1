/** Scrolling is the browser's (snap, swipe); this keeps dots, count and steps true and answers arrow keys. */

import { whenFound } from "./page";

export function startCarousels(): void {
  whenFound<HTMLElement>(".carousel", (carousel) => {
    const track = carousel.querySelector<HTMLElement>(".carousel__track");
    if (!track || track.children.length < 2) return;
    const last = track.children.length - 1;
    const dots = [...carousel.querySelectorAll(".carousel__dots li")];
    const count = carousel.querySelector(".carousel__count");
    const back = carousel.querySelector<HTMLElement>(".carousel__step--back");
    const next = carousel.querySelector<HTMLElement>(".carousel__step--next");

    const at = () => Math.round(track.scrollLeft / Math.max(1, track.clientWidth));
    const go = (to: number) => track.scrollTo({ left: Math.min(Math.max(to, 0), last) * track.clientWidth });
    let now = -1;
    const tell = () => {
      if (at() === now) return;
      now = at();
      dots.forEach((dot, i) => dot.setAttribute("aria-current", String(i === now)));
      if (count) count.textContent = `${now + 1}/${last + 1}`;
      if (back) back.hidden = now === 0;
      if (next) next.hidden = now === last;
    };

    back?.addEventListener("click", () => go(now - 1));
    next?.addEventListener("click", () => go(now + 1));
    track.addEventListener("scroll", tell, { passive: true });
    carousel.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      go(step);
    });
    tell();
  });
}
