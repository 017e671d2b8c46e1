/** The sheet of one picture: what it shows in words, its crop, its place, whether it is the cover. */

import type { Cropping } from "../crop";
import { all } from "../page";
import { text } from "../strings";
import { toast } from "../toast";
import { move } from "./arrange";
import { addCover, coverOf, setCover } from "./cover";
import { changed, field, fileOf, isVideo, replaceFile } from "./tiles";

export function startEdit(list: HTMLElement, form: HTMLFormElement, tell: (words: string) => void): void {
  const dialog = document.querySelector<HTMLDialogElement>("#tile-dialog");
  const words = dialog?.querySelector<HTMLTextAreaElement>("[data-alt]");
  const cover = dialog?.querySelector<HTMLInputElement>("[data-cover]");
  const area = dialog?.querySelector<HTMLElement>("[data-crop-area]");
  if (!dialog || !words || !cover || !area) return;
  const ratios = dialog.querySelector<HTMLElement>("[data-crop-ratios]");

  let tile: HTMLElement | null = null;
  let cropping: Cropping | null = null;

  const open = async (of: HTMLElement) => {
    tile = of;
    cropping = null;
    words.value = field(of, "alt")?.value ?? "";
    cover.checked = coverOf(form) === of;
    area.replaceChildren();
    if (ratios) ratios.hidden = isVideo(of);
    for (const radio of all<HTMLInputElement>(dialog, '[name="ratio"]')) radio.checked = radio.defaultChecked;
    dialog.returnValue = "";
    dialog.showModal();
    if (isVideo(of)) return showVideo(area, of);
    try {
      const { startCrop } = await import("../crop");
      cropping = await startCrop(area, source(of), null);
    } catch {
      area.replaceChildren(); // not to be drawn here: the words are still worth writing
    }
  };

  list.addEventListener("click", (event) => {
    const target = event.target as Element;
    const of = target.closest<HTMLElement>("li[data-state]");
    if (of && (target.closest("[data-edit]") || target.matches("img"))) void open(of);
  });
  list.addEventListener("keydown", (event) => {
    const of = event.target as HTMLElement;
    if (event.key === "Enter" && of.matches("li[data-state]")) {
      event.preventDefault();
      void open(of);
    }
  });
  ratios?.addEventListener("change", (event) => {
    const ratio = Number((event.target as HTMLInputElement).value);
    cropping?.shape(ratio > 0 ? ratio : null);
  });
  for (const [name, by] of [["earlier", -1], ["later", 1]] as const) {
    dialog.querySelector(`[data-${name}]`)?.addEventListener("click", (event) => {
      event.preventDefault(); // the sheet stays
      if (tile) tell(move(list, tile, by));
    });
  }
  dialog.addEventListener("close", () => {
    const alt = tile && field(tile, "alt");
    if (alt && alt.value !== words.value) {
      alt.value = words.value;
      changed(list);
    }
    if (tile && dialog.returnValue === "keep") void keep(tile);
    area.querySelector("video")?.pause();
  });

  async function keep(of: HTMLElement): Promise<void> {
    if (isVideo(of)) {
      const video = area?.querySelector("video");
      if (cover?.checked && video) await addCover(form, video).catch(() => toast(text("cover_failed"), { alert: true }));
    } else {
      if (cover?.checked) setCover(form, of);
      const part = await cropping?.result();
      if (part) replaceFile(of, new File([part], "crop.webp", { type: part.type }));
    }
    changed(list);
  }
}

function showVideo(area: HTMLElement, tile: HTMLElement): void {
  const video = document.createElement("video");
  video.controls = true;
  video.playsInline = true;
  const file = fileOf(tile);
  video.src = file ? URL.createObjectURL(file) : (tile.dataset["url"] ?? "");
  area.replaceChildren(video);
}

function source(tile: HTMLElement): string {
  const file = fileOf(tile);
  const shown = tile.querySelector("img");
  return file && shown?.src.startsWith("blob:") ? shown.src : (tile.dataset["large"] ?? shown?.src ?? "");
}
