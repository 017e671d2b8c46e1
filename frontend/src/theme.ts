/** Light, dark, or as the system has it. The server draws the choice from the cookie, so nothing flashes. */

const YEAR = 365 * 24 * 3600;

type Theme = "light" | "dark" | "system";

export function startTheme(): void {
  tell();
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-theme-set]");
    if (!button) return;
    const wanted = button.dataset["themeSet"];
    set(wanted === "toggle" ? (isDark() ? "light" : "dark") : (wanted as Theme));
  });
}

function set(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  const age = theme === "system" ? 0 : YEAR;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  tell();
}

function tell(): void {
  const now = document.documentElement.dataset["theme"] ?? "system";
  for (const button of document.querySelectorAll<HTMLElement>("[data-theme-set]")) {
    const wanted = button.dataset["themeSet"];
    button.setAttribute("aria-pressed", String(wanted === "toggle" ? isDark() : wanted === now));
  }
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
