/** What one searched for of late, under the empty field. It stays in this browser, for nobody but whoever searched, and
    goes when they sign out. */

import { icon, make, meta, whenFound } from "./page";
import { text } from "./strings";

interface Kept {
  viewer: string;
  words: string[];
}

const KEPT = "recent-searches";
const MOST = 8;
const LEAVING = 'form[action="/sign-out"], form[action="/settings/delete"]';

export function startRecent(): void {
  document.addEventListener("submit", ({ target }) => (target as Element).matches(LEAVING) && keep([]));
  whenFound<HTMLFormElement>("form.search", (form) => {
    const field = form.querySelector<HTMLInputElement>('input[name="q"]');
    if (!field) return;
    const list = make("ul", "");
    const box = make("div", "recent", make("p", "recent__head", text("recent_searches")), list);
    box.hidden = true;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", text("recent_searches"));
    form.append(box);
    const show = () => {
      const words = field.value === "" ? read() : [];
      list.replaceChildren(...words.map((one) => line(one, () => forget(one))));
      box.hidden = words.length === 0;
    };
    const forget = (one: string) => {
      const at = read().indexOf(one);
      keep(read().filter((other) => other !== one));
      show();
      const rest = list.querySelectorAll("button");
      (rest[Math.min(at, rest.length - 1)] ?? field).focus();
    };

    form.addEventListener("submit", () => {
      const typed = field.value.trim();
      if (typed) keep([typed, ...read().filter((other) => other !== typed)].slice(0, MOST));
    });
    field.addEventListener("focus", show);
    field.addEventListener("input", show);
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!form.contains(relatedTarget as Node | null)) box.hidden = true;
    });
    box.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    form.addEventListener("keydown", (event) => {
      if (box.hidden || event.isComposing) return;
      if (event.key === "Escape") {
        field.focus();
        box.hidden = true;
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") move(field, list, event.key === "ArrowDown" ? 1 : -1);
      else return;
      event.preventDefault();
    });
  });
}

/** From the field through the lines and back to it. */
function move(field: HTMLElement, list: HTMLElement, by: number): void {
  const stops = [field, ...list.querySelectorAll("a")];
  const line = document.activeElement?.closest("li")?.querySelector("a") ?? field;
  stops[(stops.indexOf(line) + by + stops.length) % stops.length]?.focus();
}

function line(words: string, forget: () => void): HTMLLIElement {
  const link = make("a", "", icon("clock"), make("span", "", words));
  link.href = `/search?q=${encodeURIComponent(words)}`;
  link.dir = "auto";
  const button = make("button", "icon-button", icon("close"));
  button.type = "button";
  button.setAttribute("aria-label", text("recent_forget", { words }));
  button.addEventListener("click", forget);
  return make("li", "", link, button);
}

function read(): string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as Kept | null;
    if (!kept || kept.viewer === meta("viewer")) return kept?.words ?? [];
    if (meta("viewer")) localStorage.removeItem(KEPT); // of whoever was here before
  } catch {
    // a browser that keeps nothing for pages
  }
  return [];
}

function keep(words: string[]): void {
  try {
    if (words.length === 0) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, JSON.stringify({ viewer: meta("viewer"), words } satisfies Kept));
  } catch {
    // then there is nothing to show
  }
}
