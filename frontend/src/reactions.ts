/** Like, collect, follow: the press shows at once and is taken back if the server refuses. */

import { meta } from "./page";
import { openSheet } from "./dialog";
import { Refused, fragment, send, signIn } from "./request";
import { language, text } from "./strings";
import { short } from "./numbers";
import { toast, toastRefused } from "./toast";

/** One press after the other for each thing, so that the last one stands. */
const sending = new Map<string, Promise<void>>();

export function startReactions(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("form[data-toggle]")) return;
    event.preventDefault();
    if (meta("viewer")) press(form);
    else signIn();
  });
}

function press(form: HTMLFormElement): void {
  const on = !isOn(form);
  show(form.action, on);
  const body = new FormData(form);
  body.set("on", on ? "1" : "0");
  const before = sending.get(form.action) ?? Promise.resolve();
  sending.set(
    form.action,
    before.then(() => settle(form, on, body)),
  );
}

async function settle(form: HTMLFormElement, on: boolean, body: FormData): Promise<void> {
  try {
    const answer = await send(form.action, { method: "POST", body, target: "toggle" });
    const said = answer.status === 204 ? null : fragment(await answer.text()).querySelector("[data-toast]");
    if (said) toast(document.importNode(said, true));
    else if (on) offerPicker(form);
  } catch (error) {
    show(form.action, !on);
    if (!(error instanceof Refused && error.status === 401)) toastRefused(error);
  }
}

/** After the first tap has saved it, a second step picks or makes a collection. */
function offerPicker(form: HTMLFormElement): void {
  const { picker } = form.dataset;
  if (!picker) return;
  toast(text("collected"), { action: { label: text("choose_collection"), do: () => void openSheet(picker) } });
}

function isOn(form: HTMLFormElement): boolean {
  return form.querySelector("[aria-pressed]")?.getAttribute("aria-pressed") === "true";
}

/** Every form of the same thing on the page (its card, its open note) says the same. */
function show(action: string, on: boolean): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-toggle]")) {
    if (form.action !== action || isOn(form) === on) continue;
    const button = form.querySelector<HTMLElement>("[aria-pressed]");
    button?.setAttribute("aria-pressed", String(on));
    button?.toggleAttribute("data-just", on);
    const wanted = form.querySelector<HTMLInputElement>('input[name="on"]');
    if (wanted) wanted.value = on ? "0" : "1";
    for (const count of form.querySelectorAll<HTMLElement>("[data-count]")) add(count, on ? 1 : -1);
    for (const label of form.querySelectorAll<HTMLElement>("[data-label]")) {
      label.textContent = label.dataset[on ? "on" : "off"] ?? "";
    }
  }
}

function add(element: HTMLElement, by: number): void {
  const count = Math.max(0, Number(element.dataset["count"]) + by);
  element.dataset["count"] = String(count);
  element.textContent = count === 0 ? "" : short(count, language());
  const titled = element.closest<HTMLElement>("[title]");
  if (titled) titled.title = count.toLocaleString(language());
}
