/** Keeps the draft by itself: a second and a half after the last change, one save at a time. */

import { sendJson } from "../request";
import { language, text } from "../strings";
import { field, tiles } from "./tiles";

const WAIT = 1500;

export interface Draft {
  title: string;
  text: string;
  category: string;
  language: string | null;
  visibility: string;
  media: { id: string; alt: string }[];
  cover_id: string | null;
  wants_correction: boolean;
}

/** What the form holds now. */
export function content(form: HTMLFormElement): Draft {
  const values = new FormData(form);
  const value = (name: string) => String(values.get(name) ?? "");
  const media = tiles(form)
    .map((tile) => ({ id: field(tile, "media")?.value ?? "", alt: field(tile, "alt")?.value ?? "" }))
    .filter(({ id }) => id !== "");
  return {
    title: value("title"),
    text: value("text"),
    category: value("category"),
    language: value("language") || null,
    visibility: value("visibility"),
    media,
    cover_id: value("cover_id") || null,
    wants_correction: values.has("wants_correction"),
  };
}

/** Starts keeping; the returned function stops it (the note is on its way). */
export function startDraft(form: HTMLFormElement, tell: (words: string) => void): () => void {
  const field = form.querySelector<HTMLInputElement>('input[name="draft_id"]');
  let last = JSON.stringify(content(form));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving = false;
  let over = false;

  const later = () => {
    clearTimeout(timer);
    if (!over) timer = setTimeout(() => void save(), WAIT);
  };
  const save = async () => {
    const body = JSON.stringify(content(form));
    if (over || body === last) return;
    if (saving) return later();
    saving = true;
    try {
      const id = field?.value;
      const draft = await sendJson<{ id: string }>(id ? `/v1/drafts/${id}` : "/v1/drafts", { method: id ? "PUT" : "POST", body, keepalive: true }); // also when the page is left
      last = body;
      if (!id) begin(field, draft.id);
      tell(text("draft_kept", { time: new Intl.DateTimeFormat(language(), { timeStyle: "short" }).format() }));
    } catch {
      tell(text("draft_waiting"));
      later();
    } finally {
      saving = false;
    }
  };

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("tiles:change", later);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void save());
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

/** A reload comes back to the draft. */
function begin(field: HTMLInputElement | null, id: string): void {
  if (field) field.value = id;
  history.replaceState(history.state, "", `?draft=${id}`);
}
