/** `details.menu`: works as it is; with this also by arrow keys, and it closes when one turns away;
    a list that opens below the edge is brought into sight. */

export function startMenus(): void {
  document.addEventListener("click", (event) => {
    for (const menu of opened()) {
      const inside = menu.contains(event.target as Node);
      if (!inside || (event.target as Element).closest(".menu__list a, .menu__list button")) menu.open = false;
    }
  });

  document.addEventListener(
    "toggle", // it does not bubble
    (event) => {
      const menu = event.target as HTMLElement;
      if (menu.matches("details.menu[open]")) menu.querySelector(".menu__list")?.scrollIntoView({ block: "nearest" });
    },
    true,
  );

  document.addEventListener("keydown", (event) => {
    const menu = (event.target as Element).closest<HTMLDetailsElement>("details.menu");
    if (!menu) return;
    if (event.key === "Escape" && menu.open) {
      event.preventDefault(); // the note or sheet around it stays open
      menu.open = false;
      menu.querySelector("summary")?.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      menu.open = true;
      move(menu, event.key === "ArrowDown" ? 1 : -1);
    }
  });
}

function opened(): NodeListOf<HTMLDetailsElement> {
  return document.querySelectorAll("details.menu[open]");
}

function move(menu: HTMLElement, by: number): void {
  const items = [...menu.querySelectorAll<HTMLElement>(".menu__list :is(a, button)")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (by > 0 ? 0 : items.length - 1) : (at + by + items.length) % items.length;
  items[next]?.focus();
}
