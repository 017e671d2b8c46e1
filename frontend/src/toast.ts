/** Slips of paper at the foot: what happened, and the way back. */

import { enhance, icon, make, whenFound } from "./page";
import { Refused, fragment } from "./request";
import { cameBack } from "./spot";
import { text } from "./strings";

const STAYS = 6000;

export interface Action {
  label: string;
  do: () => void;
}

/** Shows a slip for six seconds; longer while it is pointed at. */
export function toast(message: string | Node, options: { alert?: boolean; action?: Action } = {}): void {
  const slip = make("div", "toast");
  if (options.alert) slip.append(icon("alert"));
  slip.append(make("span", "", message));
  if (options.action) slip.append(actionButton(options.action, slip));
  show(slip, options.alert ?? false);
}

/** Says why the server refused: its own words where it sent some, ours otherwise. */
export function toastRefused(error: unknown, retry?: () => void): void {
  if (!(error instanceof Refused) || error.status === 401) {
    if (!(error instanceof Refused) && !isAbort(error)) throw error;
    return;
  }
  const said = fragment(error.html).querySelector("[data-toast]");
  if (said) return toast(withLinks(said), { alert: true });
  const message = error.status === 0 ? text("offline") : text("failed");
  toast(message, { alert: true, ...(retry && { action: { label: text("retry"), do: retry } }) });
}

/** Slips that the server put into a page or a fragment; what a page said once it does not say again on the way back. */
export function startToasts(): void {
  if (cameBack()) for (const said of document.querySelectorAll("[data-toast]")) said.remove();
  whenFound<HTMLElement>("[data-toast]", (said) => {
    said.remove();
    toast(withLinks(said), { alert: said.dataset["toast"] === "alert" });
  });
}

function show(slip: HTMLElement, alert: boolean): void {
  const region = currentRegion();
  slip.setAttribute("role", alert ? "alert" : "status");
  region.replaceChildren(slip); // one at a time: the newest says what matters now
  enhance(slip);

  let timer = setTimeout(() => slip.remove(), STAYS);
  slip.addEventListener("pointerenter", () => clearTimeout(timer));
  slip.addEventListener("focusin", () => clearTimeout(timer));
  slip.addEventListener("pointerleave", () => (timer = setTimeout(() => slip.remove(), STAYS / 2)));
}

/** Under a modal dialog the rest of the page is inert, so the slip goes into the topmost one. */
function currentRegion(): HTMLElement {
  const host = [...document.querySelectorAll<HTMLElement>("dialog:modal")].at(-1) ?? document.body;
  const here = host.querySelector<HTMLElement>(":scope > .toasts");
  if (here) return here;
  const region = make("div", "toasts");
  host.append(region);
  return region;
}

function actionButton(action: Action, slip: HTMLElement): HTMLButtonElement {
  const button = make("button", "", action.label);
  button.type = "button";
  button.addEventListener("click", () => {
    slip.remove();
    action.do();
  });
  return button;
}

function withLinks(said: Element): DocumentFragment {
  const content = document.createDocumentFragment();
  content.append(...said.childNodes);
  return content;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
