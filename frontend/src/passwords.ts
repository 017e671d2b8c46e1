/** A password can be looked at while it is typed. It is covered again before it is sent. */

import { icon, make, whenFound } from "./page";
import { text } from "./strings";

export function startPasswords(): void {
  whenFound<HTMLInputElement>('input[type="password"]', (field) => {
    const button = make("button", "icon-button", icon("eye"));
    button.type = "button";
    button.title = text("password_show");
    button.setAttribute("aria-label", text("password_show"));
    const show = (on: boolean) => {
      field.type = on ? "text" : "password";
      button.setAttribute("aria-pressed", String(on));
    };
    show(false);
    button.addEventListener("click", () => show(field.type === "password"));
    field.form?.addEventListener("submit", () => show(false));

    const active = document.activeElement === field;
    const box = make("div", "covered");
    field.replaceWith(box);
    box.append(field, button);
    field.autocapitalize = "none";
    field.spellcheck = false;
    if (active) field.focus();
  });
}
