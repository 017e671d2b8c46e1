/** The browser's own translator, offered where the house has no translation: it works on this device, and what it says
    is neither sent nor kept. Chrome 138 and later have one. */

import { make, whenFound } from "./page";
import { text } from "./strings";
import { toast } from "./toast";

interface Pair {
  sourceLanguage: string;
  targetLanguage: string;
}
interface Translator {
  translate(text: string): Promise<string>;
}
interface TranslatorKind {
  availability(pair: Pair): Promise<"unavailable" | "downloadable" | "downloading" | "available">;
  create(options: Pair & { monitor?: (watched: EventTarget) => void }): Promise<Translator>;
}

const TEXTS = ".note__title, .note__body, .comment__text, .profile__text";

export function startNative(): void {
  const kind = (globalThis as { Translator?: TranslatorKind }).Translator;
  if (kind) whenFound("[data-native]", (line) => void offer(kind, line));
}

async function offer(kind: TranslatorKind, line: HTMLElement): Promise<void> {
  const pair = { sourceLanguage: tag(line.dataset.from), targetLanguage: tag(line.dataset.native) };
  const available = await kind.availability(pair).catch(() => "unavailable");
  if (available === "unavailable") return;
  const button = make("button", "", text("native_translate"));
  button.type = "button";
  line.append(button);
  const nodes = words(line);
  const originals = nodes.map((node) => node.data);
  let said: string[] | null = null;
  let shown = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    try {
      said ??= await translated(await prepared(kind, pair, button), originals);
      shown = !shown;
      const chosen = shown ? said : originals;
      nodes.forEach((node, place) => (node.data = chosen[place] ?? node.data));
      button.textContent = text(shown ? "native_original" : "native_translate");
      line.dataset.kind = shown ? "browser" : "";
    } catch {
      button.textContent = text("native_translate");
      toast(text("native_failed"));
    }
    button.disabled = false;
    button.removeAttribute("aria-busy");
  });
}

/** The first time, the browser fetches a model, which takes its time: the button says how far it is. */
async function prepared(kind: TranslatorKind, pair: Pair, button: HTMLElement): Promise<Translator> {
  button.textContent = text("native_loading");
  const translator = await kind.create({
    ...pair,
    monitor: (watched) =>
      watched.addEventListener("downloadprogress", (event) => {
        const percent = Math.floor((event as ProgressEvent).loaded * 100); // `loaded` is a share here
        button.textContent = percent < 100 ? text("native_fetching", { percent }) : text("native_loading");
      }),
  });
  button.textContent = text("native_working");
  return translator;
}

/** What is said, without the links: topics, names and addresses stay. */
function words(line: HTMLElement): Text[] {
  const found: Text[] = [];
  for (const element of line.closest(".words, .note__words")?.querySelectorAll(TEXTS) ?? []) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      if (node.data.trim() && !node.parentElement?.closest("a")) found.push(node);
    }
  }
  return found;
}

async function translated(translator: Translator, originals: string[]): Promise<string[]> {
  const said: string[] = [];
  for (const original of originals) said.push(await translator.translate(original));
  return said;
}

/** Simplified Chinese is plain `zh` to browsers. */
function tag(language = ""): string {
  return language === "zh-Hans" ? "zh" : language;
}
