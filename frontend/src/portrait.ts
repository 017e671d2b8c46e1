/** A profile picture is cropped before it is sent: `<input type="file" data-crop="1">`. */

import { make, whenFound } from "./page";
import { text } from "./strings";
import { toast } from "./toast";

export function startPortraits(): void {
  whenFound<HTMLInputElement>('input[type="file"][data-crop]', (input) => {
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file) void ask(input, file);
    });
  });
}

async function ask(input: HTMLInputElement, file: File): Promise<void> {
  const source = URL.createObjectURL(file);
  const area = make("div", "crop");
  const keep = make("button", "button button--red", text("crop_keep"));
  const drop = make("button", "button button--quiet", text("cancel"));
  keep.autofocus = true;
  const title = make("h2", "", text("crop_title"));
  const dialog = make("dialog", "sheet", make("div", "sheet__body", make("header", "sheet__head", title), area, make("footer", "sheet__foot", drop, keep)));
  dialog.setAttribute("aria-label", text("crop_title"));
  document.body.append(dialog);
  dialog.showModal();
  dialog.addEventListener("close", () => {
    URL.revokeObjectURL(source);
    dialog.remove();
  });
  drop.addEventListener("click", () => {
    input.value = "";
    dialog.close();
  });
  try {
    const { startCrop } = await import("./crop");
    const cropping = await startCrop(area, source, Number(input.dataset["crop"]));
    keep.addEventListener("click", async () => {
      const part = await cropping.result();
      if (part) put(input, part);
      dialog.close();
    });
  } catch {
    dialog.close(); // a kind this browser cannot draw (HEIC): the server cuts its middle
    toast(text("crop_later"));
  }
}

function put(input: HTMLInputElement, part: Blob): void {
  const files = new DataTransfer();
  files.items.add(new File([part], "portrait.webp", { type: part.type }));
  input.files = files.files;
  const preview = input.closest("form, .field")?.querySelector<HTMLImageElement>("[data-preview]");
  if (preview) preview.src = URL.createObjectURL(part);
}
