/** Sheets: report, collection picker, delete. Pages of their own without scripts, a sheet over this one with them. */

import { enhance, make } from "./page";
import { fragment, send } from "./request";
import { toastRefused } from "./toast";
import { Refused } from "./request";
import htmx from "htmx.org";

export function startDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>("a[data-dialog]");
    const sheet = target.closest<HTMLDialogElement>("dialog.sheet");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      void openSheet(link.href);
    } else if (sheet && (target === sheet || target.closest("[data-close]"))) {
      event.preventDefault();
      sheet.close();
    }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const sheet = form.closest<HTMLDialogElement>("dialog.sheet[data-fetched]");
    if (!sheet || form.method === "dialog" || form.matches("[data-toggle]")) return;
    event.preventDefault();
    void submit(sheet, form, event.submitter);
  });
}

/** Fetches `url` and shows it as a sheet. */
export async function openSheet(url: string): Promise<void> {
  try {
    const answer = await send(url, { target: "sheet" });
    const sheet = make("dialog", "sheet");
    sheet.dataset["fetched"] = "";
    sheet.addEventListener("close", () => sheet.remove());
    document.body.append(sheet);
    sheet.showModal();
    fill(sheet, await answer.text());
  } catch (error) {
    toastRefused(error, () => void openSheet(url));
  }
}

async function submit(sheet: HTMLDialogElement, form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const body = new FormData(form, submitter);
  const isGet = form.method === "get";
  const query = new URLSearchParams([...body].map(([name, value]) => [name, String(value)]));
  const url = isGet ? `${form.action.split("?")[0]}?${query}` : form.action;
  sheet.setAttribute("aria-busy", "true");
  try {
    const answer = await send(url, isGet ? { target: "sheet" } : { method: "POST", body, target: "sheet" });
    const html = answer.status === 204 ? "" : await answer.text();
    if (answer.redirected) location.href = answer.url;
    else if (html === "" || fragment(html).querySelector("[data-toast]")) finish(sheet, html);
    else fill(sheet, html);
  } catch (error) {
    if (error instanceof Refused && error.status === 422 && error.html) fill(sheet, error.html);
    else toastRefused(error);
  } finally {
    sheet.removeAttribute("aria-busy");
  }
}

/** Done: close, then say so in the page. What else the answer holds (out-of-band places) is htmx's to put there. */
function finish(sheet: HTMLDialogElement, html: string): void {
  sheet.close();
  const rest = fragment(html);
  enhance(rest);
}

function fill(sheet: HTMLDialogElement, html: string): void {
  sheet.replaceChildren(fragment(html));
  const title = sheet.querySelector("h1, h2");
  if (title) sheet.setAttribute("aria-labelledby", (title.id ||= "sheet-title"));
  htmx.process(sheet);
  enhance(sheet);
  sheet.querySelector<HTMLElement>('[autofocus], [aria-invalid="true"], input:not([type="hidden"]), button')?.focus();
}
