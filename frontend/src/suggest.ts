/** While a #topic or a @mention is being written: what it may become. */

import { type Listbox, listbox } from "./listbox";
import { afterPause, people, topics } from "./lookup";
import { whenFound } from "./page";
import { text } from "./strings";

export interface Typing {
  kind: "topic" | "person";
  prefix: string;
  /** Where its sign stands in the text. */
  from: number;
}

const BEING_TYPED = /(?<![A-Za-z0-9_/&#@])([#@])([\p{L}\p{N}_.]{0,40})$/u;

/** What is being typed just before the caret; null for plain text. */
export function typing(before: string): Typing | null {
  const match = BEING_TYPED.exec(before);
  if (!match) return null;
  return { kind: match[1] === "#" ? "topic" : "person", prefix: match[2] ?? "", from: match.index };
}

export function startSuggest(): void {
  whenFound<HTMLTextAreaElement>("textarea[data-suggest]", (field) => {
    const ask = afterPause();
    const list: Listbox = listbox(field, text("suggestions"), ({ value }) => {
      const found = typing(field.value.slice(0, field.selectionStart));
      if (!found) return;
      field.setRangeText(`${value} `, found.from, field.selectionStart, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.addEventListener("input", (event) => {
      const found = (event as InputEvent).isComposing ? null : typing(field.value.slice(0, field.selectionStart));
      if (!found || found.prefix === "") return ask(async () => [], list.show);
      ask(() => (found.kind === "topic" ? topics : people)(found.prefix), list.show);
    });
  });
}
