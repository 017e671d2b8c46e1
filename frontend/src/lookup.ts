/** Topics and people by the beginning of their name, as suggestions. */

import type { Option } from "./listbox";
import { short } from "./numbers";
import { sendJson } from "./request";
import { language, text } from "./strings";

interface Topic {
  name: string;
  /** What the reader calls it, where that is another topic's name. */
  shown: string;
  url: string;
  discussions: number;
}
interface Person {
  id: string;
  avatar: { small: string } | null;
  handle: string;
  name: string;
  url: string;
}

const WAIT = 120;
const kept = new Map<string, Promise<Option[]>>();

export function topics(prefix: string): Promise<Option[]> {
  return keep(`/v1/topics?prefix=${encodeURIComponent(prefix)}&limit=6`, async (url) => {
    const { items } = await sendJson<{ items: Topic[] }>(url);
    return items.map(({ name, shown, discussions }) => ({
      value: `#${name}`,
      label: `#${name}`,
      detail: (shown === name ? "" : `#${shown} · `) + text("discussions", { n: short(discussions, language()) }),
      typed: prefix,
    }));
  });
}

export function people(prefix: string): Promise<Option[]> {
  return keep(`/v1/people?prefix=${encodeURIComponent(prefix)}`, async (url) => {
    const { items } = await sendJson<{ items: Person[] }>(url);
    return items.slice(0, 6).map(({ id, avatar, handle, name }) => ({
      value: `@${handle}`,
      label: name,
      detail: `@${handle}`,
      face: avatar?.small ?? `/static/faces/${BigInt(id) % 6n}.svg`, // as the pages choose one (kit/pictures.html)
      typed: prefix,
    }));
  });
}

/** Runs `find` when typing has paused, and gives its answer on only if nothing was typed since. */
export function afterPause(): (find: () => Promise<Option[]>, then: (options: Option[]) => void) => void {
  let turn = 0;
  return (find, then) => {
    const mine = ++turn;
    setTimeout(() => {
      if (mine !== turn) return;
      find().then(
        (options) => mine === turn && then(options),
        () => mine === turn && then([]), // suggestions are a help, not a promise
      );
    }, WAIT);
  };
}

function keep(url: string, find: (url: string) => Promise<Option[]>): Promise<Option[]> {
  const known = kept.get(url);
  if (known) return known;
  const finding = find(url);
  kept.set(url, finding);
  finding.catch(() => kept.delete(url));
  return finding;
}
