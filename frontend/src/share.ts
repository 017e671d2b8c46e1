/** Share by the system's sheet where there is one, else copy the link; the server counts it. */

import { send } from "./request";
import { text } from "./strings";
import { toast } from "./toast";

export function startShare(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-share]");
    if (button) void share(button);
  });
}

async function share(button: HTMLElement): Promise<void> {
  const { share: record = "", url = location.href, title = document.title } = button.dataset;
  let channel = "link";
  try {
    if (matchMedia("(pointer: coarse)").matches && "share" in navigator) {
      await navigator.share({ url, title });
      channel = "system";
    } else {
      await navigator.clipboard.writeText(url);
      toast(text("link_copied"));
    }
  } catch {
    return; // they thought better of it
  }
  if (record) await send(record, { method: "POST", body: JSON.stringify({ channel }), json: true }).catch(() => undefined);
}
