/** A list of suggestions under a field: arrow keys and Enter, or a press. */

import { make } from "./page";

export interface Option {
  /** What choosing it puts in or opens. */
  value: string;
  label: string;
  detail?: string;
  /** The address of a person's face. */
  face?: string;
  /** The letters already typed, to be marked. */
  typed?: string;
}

export interface Listbox {
  show(options: Option[]): void;
  hide(): void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

let made = 0;

const ENDS = ["pointerup", "pointercancel"];
let pressing = false;

function watchPresses(): void {
  addEventListener("pointerdown", () => (pressing = true), true);
  for (const end of ENDS) addEventListener(end, () => (pressing = false), true);
}

/** Runs `then` when a press that is under way has done its part: were the list gone before, the page would move and
 * the press miss its button. */
function afterPress(then: () => void): void {
  if (pressing) for (const end of ENDS) addEventListener(end, () => setTimeout(then), { once: true });
  else setTimeout(then);
}

/** Hangs an empty listbox behind `field`. `eager` points at the first option at once, so that Enter takes it. */
export function listbox(field: Field, name: string, choose: (option: Option) => void, eager = true): Listbox {
  if (made === 0) watchPresses();
  const list = make("ul", "suggest");
  list.id = `suggest-${++made}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", name);
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.autocomplete = "off";

  let shown: Option[] = [];
  let at = -1;

  const point = (to: number) => {
    at = (to + shown.length) % shown.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    field.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const hide = () => {
    list.hidden = true;
    shown = [];
    at = -1;
    field.removeAttribute("aria-activedescendant");
  };
  const take = (i: number) => {
    const option = shown[i];
    hide();
    if (option) choose(option);
  };

  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const item = (event.target as Element).closest("li");
    if (item) take([...list.children].indexOf(item));
  });
  field.addEventListener("blur", () => afterPress(() => document.activeElement !== field && hide()));
  field.addEventListener("keydown", (event) => {
    const { key, isComposing } = event as KeyboardEvent;
    if (shown.length === 0 || isComposing) return;
    if (key === "ArrowDown") point(at + 1);
    else if (key === "ArrowUp") point(Math.max(at, 0) - 1);
    else if ((key === "Enter" || key === "Tab") && at >= 0) take(at);
    else if (key === "Escape") hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    show(options) {
      shown = options;
      list.replaceChildren(...options.map((option, i) => item(option, `${list.id}-${i}`)));
      list.hidden = options.length === 0;
      at = -1;
      if (options.length > 0) list.scrollIntoView({ block: "nearest" });
      if (options.length > 0 && eager) point(0);
      else field.removeAttribute("aria-activedescendant");
    },
    hide,
  };
}

function item({ label, detail, face, typed }: Option, id: string): HTMLLIElement {
  const line = make("li", "", marked(label, typed ?? ""));
  line.id = id;
  line.setAttribute("role", "option");
  if (face) {
    const picture = make("img", "avatar avatar--small");
    Object.assign(picture, { src: face, alt: "", width: 96, height: 96 });
    line.prepend(picture);
  }
  if (detail) line.append(make("small", "", detail));
  return line;
}

function marked(label: string, typed: string): HTMLSpanElement {
  const from = typed ? label.toLowerCase().indexOf(typed.toLowerCase()) : -1;
  const to = from + typed.length;
  const words = from < 0 ? [label] : [label.slice(0, from), make("mark", "", label.slice(from, to)), label.slice(to)];
  const line = make("span", "", ...words);
  line.dir = "auto"; // names say their own direction
  return line;
}
