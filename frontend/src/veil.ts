/** What is veiled is shown to those who ask. */

export function startVeils(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest(".veil [data-show]");
    button?.closest(".veil")?.toggleAttribute("data-shown", true);
  });
}
