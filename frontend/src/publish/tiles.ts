/** The pictures of a note being written. The list in the page is the truth; this reads and changes it. */

import { Refused, sendJson } from "../request";
import { text } from "../strings";
import { clock } from "../video";
import { type Media, processed, resume, upload } from "./upload";

/** What the page cannot hold: the file itself and the way to stop its upload. */
interface Held {
  file: File | null;
  stop: AbortController;
}

const held = new WeakMap<HTMLElement, Held>();

/** The tiles of a list, or of the form around it, in order. */
export function tiles(around: HTMLElement): HTMLElement[] {
  return [...around.querySelectorAll<HTMLElement>("li[data-state]")];
}

export function isVideo(tile: HTMLElement): boolean {
  return tile.dataset["kind"] === "video";
}

export function fileOf(tile: HTMLElement): File | null {
  return held.get(tile)?.file ?? null;
}

/** A tile for `file`, before the one that adds. Its upload starts at once. */
export function addTile(list: HTMLElement, file: File): HTMLElement | null {
  const tile = fromTemplate();
  if (!tile) return null;
  tile.dataset["kind"] = file.type.startsWith("video/") ? "video" : "picture";
  const add = list.querySelector(":scope > li:has(.upload__add)");
  if (add) add.before(tile);
  else list.append(tile);
  preview(tile, file);
  void start(tile, file);
  return tile;
}

/** A tile that the page came with: learns what it is, and waits on if it is still being prepared. */
export async function adoptTile(tile: HTMLElement): Promise<void> {
  const stop = new AbortController();
  held.set(tile, { file: null, stop });
  const known = await sendJson<Media>(`/v1/media/${tile.dataset["media"]}`, { signal: stop.signal }).catch(() => null);
  if (!known) return;
  tile.dataset["kind"] = known.kind;
  await follow(tile, known, stop.signal).catch(() => undefined);
}

/** Puts another file (a cropped one) in the place of a tile's. */
export function replaceFile(tile: HTMLElement, file: File): void {
  held.get(tile)?.stop.abort();
  preview(tile, file);
  void start(tile, file);
}

export function removeTile(tile: HTMLElement): void {
  held.get(tile)?.stop.abort();
  const list = tile.parentElement;
  tile.remove();
  changed(list);
}

/** Tries again what stopped halfway, or what the server put off. */
export function retry(tile: HTMLElement): void {
  const known = held.get(tile);
  known?.stop.abort();
  resume();
  if (known?.file) void start(tile, known.file);
}

export function field(tile: HTMLElement, name: "media" | "alt"): HTMLInputElement | null {
  return tile.querySelector<HTMLInputElement>(`input[name="${name}"]`);
}

/** Tells the form that a tile has changed. */
export function changed(list: Element | null): void {
  list?.dispatchEvent(new CustomEvent("tiles:change", { bubbles: true }));
}

async function start(tile: HTMLElement, file: File): Promise<void> {
  const stop = new AbortController();
  held.set(tile, { file, stop });
  set(tile, "sending", text("upload_waiting"), 0);
  try {
    const tell = (now: number, total: number) => set(tile, "sending", progressText(now, total), (now / total) * 100);
    const sent = await upload(file, "note", tell, stop.signal, (seconds) => putOff(tile, seconds));
    await follow(tile, sent, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return;
    fail(tile, reason(error), !(error instanceof Refused) || error.status === 0 || error.status === 429 || error.status >= 500);
  }
}

async function follow(tile: HTMLElement, sent: Media, signal: AbortSignal): Promise<void> {
  const media = await processed(sent, (percent) => set(tile, "processing", processingText(tile, percent), percent), signal);
  if (media.state === "failed") fail(tile, media.error ?? text("upload_unreadable"), false);
  else ready(tile, media);
}

function ready(tile: HTMLElement, media: Media): void {
  const id = field(tile, "media");
  const picture = tile.querySelector("img");
  const small = media.picture?.medium ?? media.video?.poster.medium;
  if (id) id.value = media.id;
  if (picture && small && !picture.getAttribute("src")) picture.src = small; // HEIC, video: now there is something to show
  tile.dataset["media"] = media.id;
  if (media.picture) tile.dataset["large"] = media.picture.large;
  if (media.video) tile.dataset["url"] = media.video.url;
  set(tile, "ready", "", 100);
}

/** It goes on by itself; who does not want to wait may try. */
function putOff(tile: HTMLElement, seconds: number): void {
  set(tile, "sending", text("upload_held", { time: clock(seconds) }), 0);
  const button = tile.querySelector<HTMLElement>("[data-retry]");
  if (button) button.hidden = false;
}

function fail(tile: HTMLElement, why: string, again: boolean): void {
  set(tile, "failed", why, 0);
  const button = tile.querySelector<HTMLElement>("[data-retry]");
  if (button) button.hidden = !again;
}

function set(tile: HTMLElement, state: string, words: string, percent: number): void {
  const cover = tile.querySelector<HTMLElement>(".upload__state");
  const line = tile.querySelector("[data-state-text]");
  const bar = tile.querySelector("progress");
  const before = tile.dataset["state"];
  tile.dataset["state"] = state;
  if (cover) cover.hidden = state === "ready";
  if (line) line.textContent = words;
  if (bar) {
    bar.value = percent;
    bar.hidden = state === "failed";
    bar.setAttribute("aria-label", words);
  }
  const button = tile.querySelector<HTMLElement>("[data-retry]");
  if (button && state !== "failed") button.hidden = true;
  if (before !== state) changed(tile.parentElement);
}

function preview(tile: HTMLElement, file: File): void {
  const picture = tile.querySelector("img");
  if (!picture || isVideo(tile)) return;
  picture.src = URL.createObjectURL(file);
  picture.addEventListener("error", () => picture.removeAttribute("src"), { once: true });
}

function fromTemplate(): HTMLElement | null {
  const template = document.querySelector<HTMLTemplateElement>("template#upload-tile");
  const tile = template?.content.querySelector("li");
  return tile ? (document.importNode(tile, true) as HTMLElement) : null;
}

function progressText(now: number, total: number): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return text("uploading", { now: megabytes(now), total: megabytes(total) });
}

function processingText(tile: HTMLElement, percent: number): string {
  return isVideo(tile) ? text("processing_video", { percent: Math.round(percent) }) : text("processing_picture");
}

/** The server's own sentence (problem+json `detail`) where it has one. */
function reason(error: unknown): string {
  if (!(error instanceof Refused) || error.status === 0) return text("upload_stopped");
  try {
    return (JSON.parse(error.html) as { detail?: string }).detail ?? text("upload_stopped");
  } catch {
    return text("upload_stopped");
  }
}
