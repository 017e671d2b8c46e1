/** Finds the hooks of every module in the page, and again in each fragment that comes later. */

type Improver = (root: ParentNode) => void;

const improvers: Improver[] = [];

/** Registers `improve` to run once for each element that matches, now or whenever it arrives. */
export function whenFound<E extends HTMLElement>(selector: string, improve: (element: E) => void): void {
  const known = new WeakSet<E>();
  improvers.push((root) => {
    for (const element of all<E>(root, selector)) {
      if (known.has(element)) continue;
      known.add(element);
      improve(element);
    }
  });
}

/** Runs every module over `root`, itself included. */
export function enhance(root: ParentNode): void {
  for (const improver of improvers) improver(root);
}

/** The elements under `root` that match, `root` itself included. */
export function all<E extends Element>(root: ParentNode, selector: string): E[] {
  const found = [...root.querySelectorAll<E>(selector)];
  if (root instanceof Element && root.matches(selector)) found.unshift(root as Element as E);
  return found;
}

/** What `<meta name=…>` says; empty where there is none. */
export function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

/** An icon of the sprite. */
export function icon(name: string): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(namespace, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** An element with a class and what it holds. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}
