/** A row of tabs that is wider than the screen begins at the one that is shown. */

import { whenFound } from "./page";

export function startTabs(): void {
  whenFound<HTMLElement>(".tabs, .settings__nav", (row) => {
    const current = row.querySelector<HTMLElement>('[aria-current="page"]');
    if (!current || row.scrollWidth <= row.clientWidth) return;
    const from = current.getBoundingClientRect().left - row.getBoundingClientRect().left;
    row.scrollLeft = from - (row.clientWidth - current.offsetWidth) / 2;
  });
}
