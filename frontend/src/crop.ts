/** Cropping, by cropperjs; this file and the library are fetched when someone crops. */

import Cropper, { type CropperImage, type CropperSelection } from "cropperjs";

const LONGEST = 4096;

export interface Cropping {
  /** Width to height; null leaves it free. */
  shape(ratio: number | null): void;
  /** What was chosen as a new file; null while nothing was changed. */
  result(): Promise<Blob | null>;
}

const TEMPLATE = `
<cropper-canvas class="crop__canvas">
  <cropper-image initial-center-size="contain" translatable scalable></cropper-image>
  <cropper-shade theme-color="rgba(20, 17, 15, .6)"></cropper-shade>
  <cropper-selection initial-coverage="1" movable resizable keyboard outlined theme-color="#fff">
    <cropper-grid aria-hidden="true" bordered covered theme-color="rgba(255, 255, 255, .55)"></cropper-grid>
    <cropper-handle action="move" theme-color="transparent"></cropper-handle>
    ${["n", "e", "s", "w", "ne", "nw", "se", "sw"].map((side) => `<cropper-handle action="${side}-resize" theme-color="#fff"></cropper-handle>`).join("")}
  </cropper-selection>
</cropper-canvas>`;

/** Puts a cropper for the picture at `source` into `area`. */
export async function startCrop(area: HTMLElement, source: string, ratio: number | null): Promise<Cropping> {
  const picture = new Image();
  picture.src = source;
  picture.alt = "";
  await picture.decode();
  area.replaceChildren(picture);
  const cropper = new Cropper(picture, { container: area, template: TEMPLATE });
  const image = cropper.getCropperImage() as CropperImage;
  const selection = cropper.getCropperSelection() as CropperSelection;
  await image.$ready();
  await placed(image);

  let touched = ratio !== null;
  const bounds = () => boxIn(area, image);
  const shape = (to: number | null) => {
    const box = bounds();
    selection.aspectRatio = to ?? NaN;
    const width = to ? Math.min(box.width, box.height * to) : box.width;
    const height = to ? width / to : box.height;
    selection.$change(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height);
  };
  selection.addEventListener("change", (event) => {
    const { x, y, width, height } = (event as CustomEvent<DOMRect>).detail;
    const box = bounds();
    const inside = x >= box.x - 1 && y >= box.y - 1 && x + width <= box.x + box.width + 1 && y + height <= box.y + box.height + 1;
    if (!inside) event.preventDefault();
  });
  area.addEventListener("pointerdown", () => (touched = true));
  area.addEventListener("keydown", () => (touched = true));
  shape(ratio);

  return {
    shape(to) {
      touched = true;
      shape(to);
    },
    async result() {
      if (!touched) return null;
      const [a, b] = image.$getTransform(); // not measured: the sheet may be closed by now
      const scale = 1 / Math.hypot(a ?? 1, b ?? 0);
      const longest = Math.max(selection.width, selection.height) * scale;
      const width = Math.round(selection.width * scale * Math.min(1, LONGEST / longest));
      const canvas = await selection.$toCanvas({ width });
      return new Promise((resolve) => canvas.toBlob(resolve, "image/webp", 0.92));
    },
  };
}

/** A picture is ready a little before it is scaled and put into the middle. */
async function placed(image: CropperImage): Promise<void> {
  for (let frames = 30; frames > 0 && image.$getTransform().join() === "1,0,0,1,0,0"; frames--) {
    await new Promise(requestAnimationFrame);
  }
}

/** Where the picture lies within the canvas. */
function boxIn(area: HTMLElement, image: CropperImage): { x: number; y: number; width: number; height: number } {
  const canvas = area.querySelector("cropper-canvas")?.getBoundingClientRect() ?? area.getBoundingClientRect();
  const { left, top, width, height } = image.getBoundingClientRect();
  return { x: left - canvas.left, y: top - canvas.top, width, height };
}
