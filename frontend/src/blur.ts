/** Until a picture has come, its box shows the few colours that its thumbhash remembers. */

import { thumbHashToDataURL } from "thumbhash";
import { whenFound } from "./page";

export function startBlur(): void {
  whenFound<HTMLImageElement>("img[data-thumbhash]", (picture) => {
    const hash = picture.dataset["thumbhash"];
    if (!hash || picture.complete) return;
    const bytes = Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0));
    picture.style.background = `center / cover no-repeat url(${thumbHashToDataURL(bytes)})`;
    picture.addEventListener("load", () => (picture.style.background = ""), { once: true });
  });
}
