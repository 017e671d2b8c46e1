/** A handle that is being chosen: whether it is free, as the form would say it, before anything is sent. */

import { whenFound } from "./page";
import { fragment, send } from "./request";

const WAIT = 400; // milliseconds without a letter
const SHORTEST = 3; // below that nobody is done typing

export function startHandles(): void {
  whenFound<HTMLInputElement>("input[data-handle]", (field) => {
    const told = field.closest(".field")?.querySelector<HTMLElement>("[data-told]");
    if (!told) return;
    let waiting = 0;
    let asking = new AbortController();
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      asking.abort();
      asking = new AbortController();
      const { signal } = asking;
      const typed = field.value.trim().replace(/^@/, "");
      if (typed.length < SHORTEST) return say(field, told, "");
      waiting = window.setTimeout(() => {
        const url = `${field.dataset["handle"]}?handle=${encodeURIComponent(typed)}`;
        send(url, { target: "handle-told", signal })
          .then((answer) => answer.text())
          .then(
            (html) => signal.aborted || say(field, told, html),
            () => signal.aborted || say(field, told, ""), // a help, not a promise: sending the form tells
          );
      }, WAIT);
    });
  });
}

function say(field: HTMLInputElement, told: HTMLElement, html: string): void {
  told.replaceChildren(fragment(html));
  const line = told.querySelector("[id]");
  const wrong = line?.id === "handle-error";
  field.closest(".field")?.classList.toggle("field--wrong", wrong);
  if (wrong) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  field.setAttribute("aria-describedby", line ? `handle-hint ${line.id}` : "handle-hint");
}
