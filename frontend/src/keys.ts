/** Keys of one letter for the note that is open, and its ways past what is long. They wait while somebody writes, and
    a device can do without them (Settings, Language and appearance). */

import { meta, whenFound } from "./page";
import { text } from "./strings";
import { toast } from "./toast";

const OFF = "keys-off";
const WRITING = "input, textarea, select, [contenteditable]";
const BOX = '.composer textarea[name="text"], .composer__box--link';
const LIKE = '.composer form[data-toggle="like"] button';

export function startKeys(): void {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onSkip);
  whenFound("[data-keys]", (section) => {
    const control = section.querySelector<HTMLInputElement>('input[name="keys"]');
    if (!control) return;
    section.hidden = false;
    control.checked = !keysAreOff();
    control.addEventListener("change", () => turn(control.checked));
  });
}

/** Whether this device wants no keys of one letter. */
export function keysAreOff(): boolean {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false; // a browser that keeps nothing for pages
  }
}

function turn(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if ((event.target as Element).closest?.(WRITING) || document.querySelector("dialog[open]:not(.note)") || keysAreOff()) return;
  const note = document.querySelector("dialog.note[open], .note--page");
  if (event.key === "c") go(note?.querySelector<HTMLElement>(BOX), event);
  else if (event.key === "l") like(note?.querySelector<HTMLElement>(LIKE));
}

/** The reader stays where they are, and hears what became of it. */
function like(button: HTMLElement | null | undefined): void {
  if (!button || !meta("viewer")) return;
  button.click();
  toast(text(button.getAttribute("aria-pressed") === "true" ? "liked" : "unliked"));
}

/** An address with # would be one more page to go back through. */
function onSkip(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>(".note__skips a");
  const note = link?.closest(".note");
  if (link && note) go(note.querySelector<HTMLElement>(link.matches('[href="#comment"]') ? BOX : LIKE), event);
}

function go(to: HTMLElement | null | undefined, event: Event): void {
  if (!to) return;
  event.preventDefault();
  to.focus();
}
