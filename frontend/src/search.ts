/** The search field: "/" from anywhere, and topics and people while typing. */

import { keysAreOff } from "./keys";
import { listbox } from "./listbox";
import { afterPause, people, topics } from "./lookup";
import { whenFound } from "./page";
import { text } from "./strings";

export function startSearch(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || keysAreOff()) return;
    if ((event.target as Element).closest("input, textarea, select, [contenteditable], dialog")) return;
    const field = document.querySelector<HTMLInputElement>('form.search input[name="q"]');
    if (!field) return;
    event.preventDefault();
    field.select();
  });

  whenFound<HTMLInputElement>('form.search input[name="q"]', (field) => {
    const ask = afterPause();
    const list = listbox(field, text("suggestions"), ({ value }) => {
      location.href = value.startsWith("#") ? `/topics/${encodeURIComponent(value.slice(1))}` : `/people/${value.slice(1)}`;
    }, false);
    field.addEventListener("input", (event) => {
      const typed = field.value.trim().replace(/^[#@]/, "");
      if (typed === "" || (event as InputEvent).isComposing) return ask(async () => [], list.show);
      ask(() => both(typed), list.show);
    });
  });
}

async function both(typed: string) {
  const [named, who] = await Promise.all([topics(typed), people(typed)]);
  return [...named.slice(0, 5), ...who.slice(0, 3)];
}
