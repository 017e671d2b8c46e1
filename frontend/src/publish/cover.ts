/** Which picture is the cover: the first, until another is chosen; of a video, any of its moments. */

import { isVideo, tiles } from "./tiles";
import { processed, upload } from "./upload";

/** The tile whose picture is the cover. */
export function coverOf(form: HTMLFormElement): HTMLElement | undefined {
  const all = tiles(form);
  return all.find((tile) => tile.hasAttribute("data-chosen")) ?? all[0];
}

export function setCover(form: HTMLFormElement, chosen: HTMLElement): void {
  for (const tile of tiles(form)) tile.toggleAttribute("data-chosen", tile === chosen);
}

/** Takes up the choice that the form came with. */
export function readCover(form: HTMLFormElement): void {
  const id = form.querySelector<HTMLInputElement>('input[name="cover_id"]')?.value;
  if (!id) return;
  const all = tiles(form);
  const chosen = all.find((tile) => tile.dataset["media"] === id);
  if (chosen) setCover(form, chosen);
  else if (all[0]) all[0].dataset["frame"] = id; // a video's own
}

/** Draws the choice into the page and the form. */
export function showCover(form: HTMLFormElement): void {
  const cover = coverOf(form);
  for (const tile of tiles(form)) {
    tile.classList.toggle("upload--cover", tile === cover);
    const mark = tile.querySelector<HTMLElement>("[data-cover-mark]");
    if (mark) mark.hidden = tile !== cover;
  }
  const id = form.querySelector<HTMLInputElement>('input[name="cover_id"]');
  if (id && cover) id.value = isVideo(cover) ? (cover.dataset["frame"] ?? "") : (cover.dataset["media"] ?? "");
}

/** Takes the moment that `video` shows as its cover. */
export async function addCover(form: HTMLFormElement, video: HTMLVideoElement): Promise<void> {
  const tile = tiles(form).find(isVideo);
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  const frame = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", 0.92));
  if (!tile || !frame) throw new Error("no frame to take");
  const picture = tile.querySelector("img");
  if (picture) picture.src = URL.createObjectURL(frame);
  const never = new AbortController().signal;
  const sent = await upload(new File([frame], "cover.webp", { type: frame.type }), "cover", () => undefined, never);
  const media = await processed(sent, () => undefined, never);
  if (media.state !== "ready") throw new Error("the frame was refused");
  tile.dataset["frame"] = media.id;
  showCover(form);
}
