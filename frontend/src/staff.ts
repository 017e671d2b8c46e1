/** The desk: every key that is drawn presses what it is drawn on. */

import "./css/staff.css";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if ((event.target as Element).closest("input:not([type=radio], [type=checkbox]), textarea, select, dialog")) return;
  const key = event.key.toLowerCase();
  const wanted = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
  if (wanted.matches("a, button")) wanted.focus();
});
