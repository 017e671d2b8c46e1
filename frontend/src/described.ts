/** What pictures show is said in the language that a note was put into. */

import { whenFound } from "./page";

export function startDescribed(): void {
  whenFound("[data-alts]", (words) => {
    const said = JSON.parse(words.dataset.alts ?? "[]") as string[];
    const pictures = words.closest(".note")?.querySelectorAll<HTMLImageElement>(".carousel__track img") ?? [];
    pictures.forEach((picture, place) => {
      picture.alt = said[place] ?? picture.alt;
      picture.lang = words.dataset.altsLang ?? "";
    });
  });
}
