/** A note opens over the page that led to it, with its own address; closing returns to the same spot. */

import { enhance, icon, make, meta } from "./page";
import { Refused, fragment, send } from "./request";
import { reloadToSpot } from "./spot";
import { text } from "./strings";
import htmx from "htmx.org";

interface Place {
  note?: string;
}

const page = { path: location.pathname + location.search, title: document.title };

let dialog: HTMLDialogElement | null = null;
let opening: AbortController | null = null;

export function startOverlay(): void {
  document.addEventListener("click", onClick);
  addEventListener("popstate", onPop);
}

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
  if (!link) return;
  if (dialog?.open && link.closest("#note-dialog") && link.matches("[data-close]")) {
    event.preventDefault();
    leave();
  } else if (dialog?.open && link.getAttribute("href")?.startsWith("#")) {
    event.preventDefault(); // an address with # would be one more page to go back through
    dialog.querySelector(link.hash)?.scrollIntoView({ block: "start" });
  } else if (link.matches('.card__title a[href^="/notes/"], a[data-note]')) {
    event.preventDefault();
    history.pushState({ note: link.href } satisfies Place, "", link.href);
    void open(link.href);
  }
}

function onPop(event: PopStateEvent): void {
  const place = event.state as Place | null;
  if (place?.note) void open(place.note);
  else if (dialog?.open) hide();
  else if (location.pathname + location.search !== page.path) reloadToSpot(); // this document was loaded for another address
}

/** Shows the box at once, then what is in it. */
async function open(url: string): Promise<void> {
  opening?.abort();
  opening = new AbortController();
  const { signal } = opening;
  dialog ??= build();
  dialog.replaceChildren(...waiting());
  if (!dialog.open) show(dialog);
  dialog.focus();
  try {
    const response = await send(url, { target: "note-dialog", signal });
    fill(dialog, fragment(await response.text()), url);
  } catch (error) {
    if (error instanceof Refused && error.status !== 401) location.replace(url); // the server's own page says why
    else if (!(error instanceof Refused) && !signal.aborted) throw error;
  }
}

/** The page behind may not scroll, and keeps the width that its scrollbar leaves it. */
function show(what: HTMLDialogElement): void {
  const bar = innerWidth - document.documentElement.clientWidth;
  document.documentElement.style.setProperty("--scrollbar", `${bar}px`);
  what.showModal();
}

function fill(into: HTMLDialogElement, content: DocumentFragment, url: string): void {
  const about = content.querySelector<HTMLElement>("template[data-note]");
  into.dataset["view"] = about?.dataset["note"] ?? "";
  into.dataset["kind"] = about?.dataset["kind"] ?? "";
  document.title = `${about?.dataset["title"] ?? ""} · ${meta("application-name")}`;
  into.replaceChildren(content);
  htmx.process(into);
  enhance(into);
  const hash = new URL(url).hash.slice(1);
  const named = hash ? into.querySelector<HTMLElement>(`#${CSS.escape(hash)}`) : null;
  named?.setAttribute("data-new", "");
  named?.scrollIntoView({ block: "center" });
  into.dispatchEvent(new CustomEvent("note:open", { bubbles: true }));
}

function build(): HTMLDialogElement {
  const made = make("dialog", "note");
  made.id = "note-dialog";
  made.tabIndex = -1;
  made.setAttribute("aria-labelledby", "note-title");
  made.addEventListener("cancel", (event) => {
    if (event.target !== made) return;
    event.preventDefault();
    leave();
  });
  made.addEventListener("close", leave); // the browser may close it without asking
  made.addEventListener("click", (event) => {
    if (event.target === made && outside(made, event)) leave();
  });
  document.body.append(made);
  return made;
}

/** Goes back to the address the note was opened from; `popstate` then hides it. */
function leave(): void {
  if ((history.state as Place | null)?.note) history.back();
}

function hide(): void {
  opening?.abort();
  document.title = page.title;
  dialog?.close();
  dialog?.replaceChildren();
}

function outside(box: Element, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

/** The note's places before it comes. */
function waiting(): HTMLElement[] {
  const back = make("a", "icon-button note__back only-narrow", icon("back"));
  const close = make("a", "icon-button icon-button--sheet note__close", icon("close"));
  for (const link of [back, close]) {
    link.href = page.path;
    link.dataset["close"] = "";
    link.setAttribute("aria-label", text("close"));
  }
  const bar = make("header", "note__bar", back, make("span", "skeleton skeleton--face"), make("span", "skeleton skeleton--line"));
  const pictures = make("div", "carousel", make("div", "skeleton skeleton--picture"));
  const words = make("div", "note__scroll", make("div", "note__text", ...["title", "line", "line", "line"].map((kind) => make("span", `skeleton skeleton--${kind}`))));
  words.setAttribute("aria-busy", "true");
  return [bar, pictures, words, close];
}
