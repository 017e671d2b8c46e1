/** The pictures of a note, or one of a comment, as large as the screen. Swipe or arrow keys lead on. */

import { all, icon, make, whenFound } from "./page";
import { text } from "./strings";
import { type Zoom, zooming } from "./zoom";

const STEP = 1.5;

export function startViewer(): void {
  whenFound<HTMLElement>(".carousel__track", (track) => {
    const pictures = all<HTMLImageElement>(track, "img");
    const at = () => Math.round(track.scrollLeft / Math.max(1, track.clientWidth));
    const open = (place: number) =>
      view(pictures, place, (last) => track.scrollTo({ left: last * track.clientWidth, behavior: "instant" }));
    track.addEventListener("click", ({ target }) => {
      const place = pictures.indexOf(target as HTMLImageElement);
      if (place >= 0) open(place);
    });
    const full = button("carousel__full icon-button icon-button--sheet", "full", text("picture_full"), () => open(at()));
    track.after(full);
  });

  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a.comment__picture");
    const picture = link?.querySelector("img");
    if (!link || !picture || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const large = picture.cloneNode() as HTMLImageElement;
    large.src = link.href;
    view([large], 0);
  });
}

/** Opens the viewer at one of `pictures`; `closed` hears which was seen last. The focus goes back by itself. */
function view(pictures: HTMLImageElement[], place: number, closed: (last: number) => void = () => undefined): void {
  const track = make("ul", "viewer__track");
  track.tabIndex = 0;
  const zooms = pictures.map((picture) => slide(track, picture));
  const last = pictures.length - 1;
  let now = place;

  const count = make("p", "viewer__count");
  count.setAttribute("role", "status");
  const back = button("viewer__step viewer__step--back icon-button", "back", text("picture_back"), () => go(now - 1));
  const next = button("viewer__step viewer__step--next icon-button", "next", text("picture_next"), () => go(now + 1));
  const close = button("viewer__close icon-button", "close", text("close"), () => box.close());
  const box = make("dialog", "viewer", track, count, back, next, close);
  box.setAttribute("aria-label", text("pictures"));

  const go = (to: number) => track.scrollTo({ left: Math.min(Math.max(to, 0), last) * track.clientWidth });
  const tell = () => {
    count.textContent = last > 0 ? `${now + 1}/${last + 1}` : "";
    back.hidden = now === 0;
    next.hidden = now === last;
  };
  track.addEventListener("scroll", () => {
    const to = Math.round(track.scrollLeft / Math.max(1, track.clientWidth));
    if (to === now) return;
    zooms[now]?.to(1);
    now = to;
    tell();
  }, { passive: true });
  box.addEventListener("keydown", (event) => {
    const zoom = zooms[now];
    const steps: Record<string, () => void> = {
      ArrowLeft: () => go(now - 1),
      ArrowRight: () => go(now + 1),
      Home: () => go(0),
      End: () => go(last),
      "+": () => zoom?.to(zoom.now() * STEP),
      "=": () => zoom?.to(zoom.now() * STEP),
      "-": () => zoom?.to(zoom.now() / STEP),
      "0": () => zoom?.to(1),
    };
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  });
  box.addEventListener("close", () => {
    box.remove();
    closed(now);
  });
  document.body.append(box);
  box.showModal();
  track.scrollTo({ left: place * track.clientWidth, behavior: "instant" });
  track.focus();
  tell();
}

function slide(track: HTMLElement, of: HTMLImageElement): Zoom {
  const picture = of.cloneNode() as HTMLImageElement;
  picture.sizes = "100vw";
  picture.loading = "eager";
  picture.draggable = false;
  const place = make("li", "viewer__slide", picture);
  track.append(place);
  return zooming(place, picture);
}

function button(kind: string, mark: string, label: string, press: () => void): HTMLButtonElement {
  const made = make("button", kind, icon(mark));
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", press);
  return made;
}
