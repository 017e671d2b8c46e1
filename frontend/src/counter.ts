/** 41/100: how much room is left, in characters as the server counts them. */

import { whenFound } from "./page";

export function startCounters(): void {
  whenFound<HTMLInputElement | HTMLTextAreaElement>("[data-counter]", (field) => {
    const line = document.getElementById(field.dataset["counter"] ?? "");
    if (!line) return;
    const tell = () => {
      const length = [...field.value].length;
      line.textContent = `${length}/${field.maxLength}`;
      line.toggleAttribute("data-full", length >= field.maxLength);
    };
    field.addEventListener("input", tell);
    tell();
  });
}
