/** The words that scripts show. They come with the page, in its language (strings.json names them). */

import type known from "./strings.json";

export type Key = keyof typeof known;

let strings: Partial<Record<Key, string>> | null = null;

/** The text of `key`, `{name}`s filled in. */
export function text(key: Key, values: Record<string, string | number> = {}): string {
  strings ??= read();
  return (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** The language of the page: numbers and times follow it. */
export function language(): string {
  return document.documentElement.lang || "en";
}

function read(): Partial<Record<Key, string>> {
  const block = document.getElementById("strings");
  return block?.textContent ? (JSON.parse(block.textContent) as Partial<Record<Key, string>>) : {};
}
