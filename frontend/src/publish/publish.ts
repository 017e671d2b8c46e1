/** The page where a note is written: files in, order, cover, draft, and off it goes when all is through. */

import { text } from "../strings";
import { toast } from "../toast";
import { startArrange } from "./arrange";
import { readCover, showCover } from "./cover";
import { startDraft } from "./draft";
import { startEdit } from "./edit";
import { addTile, adoptTile, field, isVideo, removeTile, retry, tiles } from "./tiles";

export function startPublish(form: HTMLFormElement): void {
  const list = form.querySelector<HTMLElement>("[data-uploads]");
  const input = form.querySelector<HTMLInputElement>('input[type="file"][name="files"]');
  const line = form.querySelector<HTMLElement>("[data-saved]");
  if (!list || !input) return;
  const most = Number(form.dataset["max"]) || 18;
  const tell = (words: string) => {
    if (line) line.textContent = words;
  };

  const take = (files: Iterable<File>) => receive(list, [...files], most);
  const takeChosen = () => {
    take(input.files ?? []);
    input.value = ""; // they are on their way by themselves
  };
  input.addEventListener("change", takeChosen);
  takeDropped(form, take);
  list.addEventListener("click", (event) => {
    const target = event.target as Element;
    const tile = target.closest<HTMLElement>("li[data-state]");
    if (tile && target.closest("[data-remove]")) removeTile(tile);
    else if (tile && target.closest("[data-retry]")) retry(tile);
  });

  const count = form.querySelector("[data-upload-count]");
  const settle = () => {
    const now = tiles(list).length;
    if (count) count.textContent = text("upload_count", { n: now, max: most });
    showCover(form);
    const full = now >= most || tiles(list).some(isVideo);
    input.closest<HTMLElement>("li")?.toggleAttribute("hidden", full);
  };
  form.addEventListener("tiles:change", settle);
  readCover(form);
  void Promise.all(tiles(list).map(adoptTile)).then(settle);

  startArrange(list, tell);
  startEdit(list, form, tell);
  const isEdit = form.elements.namedItem("version") !== null; // what is published already is not kept as a draft
  const stopDraft = isEdit ? () => undefined : startDraft(form, tell);
  startSubmit(form, list, tell, stopDraft);
  takeChosen(); // a quick hand on a slow line chose before this was there
  form.querySelector(".field__error")?.scrollIntoView({ block: "nearest" }); // its field has the focus, the bars may hide why
}

/** Up to `most` pictures, or one video alone. */
function receive(list: HTMLElement, files: File[], most: number): void {
  const isMedia = (file: File) => /^(image|video)\//.test(file.type) || /\.hei[cf]$/i.test(file.name);
  const videos = files.filter((file) => file.type.startsWith("video/"));
  const now = tiles(list);
  if (now.some(isVideo) || (videos.length > 0 && (now.length > 0 || files.length > 1))) {
    toast(text("one_video"), { alert: true });
    return;
  }
  const room = most - now.length;
  const fitting = files.filter(isMedia);
  for (const file of fitting.slice(0, room)) addTile(list, file);
  if (fitting.length > room) toast(text("too_many", { max: most, left: fitting.length - room }), { alert: true });
}

function takeDropped(form: HTMLFormElement, take: (files: Iterable<File>) => void): void {
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.toggleAttribute("data-over", true);
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) form.removeAttribute("data-over");
  });
  form.addEventListener("drop", (event) => {
    form.removeAttribute("data-over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) take(event.clipboardData.files);
  });
}

/** Pressed too early, Publish waits for the pictures; a failed one stops it. A draft is kept with what has come through. */
function startSubmit(form: HTMLFormElement, list: HTMLElement, tell: (words: string) => void, stopDraft: () => void): void {
  let wanted = false;
  const waiting = () => tiles(list).filter(({ dataset }) => dataset["state"] === "sending" || dataset["state"] === "processing").length;
  const failed = () => tiles(list).find(({ dataset }) => dataset["state"] === "failed");

  form.addEventListener("submit", (event) => {
    const isDraft = (event.submitter as HTMLButtonElement | null)?.value === "draft";
    if (isDraft) {
      for (const tile of tiles(list)) if (!field(tile, "media")?.value) tile.remove();
      stopDraft();
      removeEventListener("beforeunload", ask);
    } else if (failed()) {
      event.preventDefault();
      failed()?.focus();
      toast(text("publish_failed_picture"), { alert: true });
    } else if (waiting() > 0) {
      event.preventDefault();
      wanted = true;
      tell(text("publish_waiting", { n: waiting() }));
    } else {
      stopDraft();
      removeEventListener("beforeunload", ask);
    }
  });
  form.addEventListener("tiles:change", () => {
    if (!wanted) return;
    if (failed()) wanted = false;
    else if (waiting() === 0) form.requestSubmit();
    else tell(text("publish_waiting", { n: waiting() }));
  });
  const ask = (event: BeforeUnloadEvent) => {
    if (waiting() > 0) event.preventDefault();
  };
  addEventListener("beforeunload", ask);
}
