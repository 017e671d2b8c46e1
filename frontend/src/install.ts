/** The service worker, and the button that puts Vermilion on the home screen. */

interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}

export function startInstall(): void {
  if ("serviceWorker" in navigator && isSecureContext) {
    addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined));
  }
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    for (const place of document.querySelectorAll<HTMLElement>("[data-install]")) {
      place.hidden = false;
      place.addEventListener("click", () => void (event as InstallPrompt).prompt(), { once: true });
    }
    for (const how of document.querySelectorAll<HTMLElement>("[data-install-by-hand]")) how.hidden = true;
  });
}
