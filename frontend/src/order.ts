/** The languages one reads, the most fluent first: add, move, remove. */

import { all, whenFound } from "./page";

export function startOrder(): void {
  whenFound<HTMLElement>("[data-order]", (list) => {
    const scope = list.closest("form") ?? document.body;
    list.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-move]");
      const line = button?.closest<HTMLElement>("li");
      if (!button || !line) return;
      const next = line.nextElementSibling as HTMLElement | null;
      if (button.dataset["move"] === "up") line.previousElementSibling?.before(line);
      else if (button.dataset["move"] === "down") next?.after(line);
      else if (list.childElementCount > 1) line.remove();
      number(list);
      const where = line.isConnected ? line : (next ?? list.lastElementChild);
      const near = all<HTMLElement>(where ?? list, "button").filter((other) => other.checkVisibility({ visibilityProperty: true }));
      (near.includes(button) ? button : near[0])?.focus();
      settle(scope, list);
    });
    scope.addEventListener("click", (event) => {
      const chip = (event.target as Element).closest<HTMLElement>("[data-add]");
      if (!chip) return;
      append(list, chip.dataset["add"] ?? "", chip.dataset["name"] ?? "");
      settle(scope, list);
    });
    number(list);
    settle(scope, list);
  });
}

function append(list: HTMLElement, value: string, name: string): void {
  const template = document.querySelector<HTMLTemplateElement>("template[data-order-item]");
  const line = template?.content.querySelector("li")?.cloneNode(true) as HTMLElement | undefined;
  if (!line) return;
  const words = line.querySelector<HTMLElement>(".fluency__name");
  const input = line.querySelector("input");
  if (words) {
    words.textContent = name;
    words.lang = value;
  }
  if (input) input.value = value;
  list.append(line);
  number(list);
}

function number(list: HTMLElement): void {
  [...list.children].forEach((line, i) => {
    const place = line.querySelector("[data-place]");
    if (place) place.textContent = String(i + 1);
  });
}

/** A language that is in the list is not offered again. */
function settle(scope: ParentNode, list: HTMLElement): void {
  const chosen = new Set(all<HTMLInputElement>(list, "input").map((input) => input.value));
  for (const chip of all<HTMLElement>(scope, "[data-add]")) chip.hidden = chosen.has(chip.dataset["add"] ?? "");
}
