/** The comment box: grows with its text, takes a picture, answers a comment, sends without leaving the page. */

import htmx from "htmx.org";
import { make, meta, whenFound } from "./page";
import { signIn } from "./request";
import { text } from "./strings";

const MARKED = 2400; // milliseconds

export function startComposer(): void {
  whenFound<HTMLFormElement>("form[data-composer]", (form) => {
    const words = form.querySelector<HTMLTextAreaElement>('textarea[name="text"]');
    const file = form.querySelector<HTMLInputElement>('input[type="file"]');
    if (!words) return;
    words.addEventListener("input", () => grow(words));
    words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    words.addEventListener("paste", (event) => {
      if (file && event.clipboardData?.files.length) takeFiles(file, event.clipboardData.files);
    });
    file?.addEventListener("change", () => preview(form, file.files?.[0] ?? null));
    form.querySelector("[data-picture-remove]")?.addEventListener("click", () => preview(form, null));
    form.querySelector("[data-reply-cancel]")?.addEventListener("click", () => answer(form, "", ""));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (meta("viewer")) submit(form, words);
      else signIn();
    });
    form.addEventListener("htmx:afterRequest", (event) => {
      form.removeAttribute("aria-busy");
      if (!(event as CustomEvent<{ successful?: boolean }>).detail.successful) return;
      form.reset();
      preview(form, null);
      answer(form, "", "");
      grow(words);
    });
  });

  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-reply]");
    const form = (link?.closest(".note") ?? document).querySelector<HTMLFormElement>("form[data-composer]");
    if (!link || !form) return;
    event.preventDefault();
    answer(form, link.dataset["reply"] ?? "", link.dataset["name"] ?? "");
    form.querySelector("textarea")?.focus();
  });
}

function submit(form: HTMLFormElement, words: HTMLTextAreaElement): void {
  const hasPicture = (form.querySelector<HTMLInputElement>('input[type="file"]')?.files?.length ?? 0) > 0;
  if (form.hasAttribute("aria-busy")) return;
  if (words.value.trim() === "" && !hasPicture) return words.focus(); // that is where something is missing
  form.setAttribute("aria-busy", "true");
  const comment = form.querySelector<HTMLInputElement>('input[name="parent_id"]')?.value ?? "";
  const target = comment ? replies(comment) : document.getElementById("comments-list");
  if (!target) return form.submit();
  const newest = () => (comment ? target.lastElementChild : target.firstElementChild) as HTMLElement | null;
  const before = newest();
  const sent = htmx.ajax("post", form.action, { source: form, target, swap: comment ? "beforeend" : "afterbegin" });
  sent.then(
    () => newest() !== before && shownTo(newest()),
    () => undefined, // a slip has said that the line is gone
  );
}

/** What was just said comes into sight, marked for a moment. It takes the focus, so the counts have their room again. */
function shownTo(said: HTMLElement | null): void {
  if (!said) return;
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
  said.addEventListener("blur", () => said.removeAttribute("tabindex"), { once: true });
  said.setAttribute("data-new", "");
  setTimeout(() => said.removeAttribute("data-new"), MARKED);
  said.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
}

/** The list of answers under the first-level comment that `comment` is, or belongs to. */
function replies(comment: string): HTMLElement | null {
  const own = document.getElementById(`comment-${comment}`);
  const known = document.getElementById(`replies-${comment}`) ?? own?.closest<HTMLElement>(".comment__replies");
  if (known || !own) return known ?? null;
  const list = make("ol", "comment__replies");
  list.id = `replies-${comment}`;
  own.append(list);
  return list;
}

function answer(form: HTMLFormElement, comment: string, name: string): void {
  const parent = form.querySelector<HTMLInputElement>('input[name="parent_id"]');
  const line = form.querySelector<HTMLElement>(".composer__reply");
  if (parent) parent.value = comment;
  if (!line) return;
  line.hidden = comment === "";
  const to = line.querySelector("[data-reply-to]");
  if (to) to.textContent = text("replying_to", { name });
}

function takeFiles(input: HTMLInputElement, files: FileList): void {
  input.files = files;
  input.dispatchEvent(new Event("change"));
}

function preview(form: HTMLFormElement, file: File | null): void {
  const box = form.querySelector<HTMLElement>(".composer__picture");
  const picture = box?.querySelector("img");
  const input = form.querySelector<HTMLInputElement>('input[type="file"]');
  if (input && !file) input.value = "";
  if (!box || !picture) return;
  if (picture.src) URL.revokeObjectURL(picture.src);
  if (file) picture.src = URL.createObjectURL(file);
  else picture.removeAttribute("src");
  box.hidden = !file;
}

function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight}px`;
}
