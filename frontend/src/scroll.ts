/** Endless lists: the link to the next page fetches it when it comes near. */

import htmx from "htmx.org";
import { make, whenFound } from "./page";
import { text } from "./strings";

const NEAR = "1200px";

export function startScroll(): void {
  // scrollMargin reaches into a list that scrolls by itself (comments in an open note).
  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        near.unobserve(entry.target);
        load(entry.target as HTMLAnchorElement);
      }
    },
    { rootMargin: NEAR, scrollMargin: NEAR } as IntersectionObserverInit,
  );

  whenFound<HTMLAnchorElement>("a[data-more]", (link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      load(link);
    });
    link.addEventListener("htmx:afterRequest", (event) => {
      if (!(event as CustomEvent<{ successful?: boolean }>).detail.successful) fail(link);
    });
    if (link.dataset["more"] !== "press") near.observe(link);
  });
}

function load(link: HTMLAnchorElement): void {
  const place = link.closest<HTMLElement>("li") ?? link;
  if (place.dataset["state"] === "loading") return;
  place.dataset["state"] = "loading";
  place.setAttribute("aria-busy", "true");
  place.querySelector(".more__why")?.remove();
  if (place.closest(".waterfall")) place.append(boxes(place));
  void htmx.ajax("get", link.href, {
    source: link,
    target: place,
    swap: "outerHTML",
    headers: { "HX-Target": "more" },
  });
}

/** The link stays, as the way to try again. */
function fail(link: HTMLAnchorElement): void {
  const place = link.closest<HTMLElement>("li") ?? link;
  place.dataset["state"] = "failed";
  place.removeAttribute("aria-busy");
  place.querySelector(".skeletons")?.remove();
  link.textContent = text("retry");
  link.before(make("span", "more__why", text(navigator.onLine ? "more_failed" : "offline")));
}

/** Boxes that hold the places of cards to come. */
function boxes(place: HTMLElement): HTMLElement {
  const lanes = Number(getComputedStyle(place.parentElement ?? place).getPropertyValue("--lanes")) || 2;
  const row = make("div", "skeletons");
  row.setAttribute("aria-hidden", "true");
  for (let i = 0; i < lanes; i++) row.append(make("div", "skeleton skeleton--card"));
  return row;
}
