/** Everything that scripts ask of the server goes out here, with its token, and comes back as a fragment. */

import { meta } from "./page";

/** The server said no, or could not be reached (`status` 0). `wait` in seconds, where it said for how long. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly html: string,
    readonly wait = 0,
  ) {
    super(`refused: ${status}`);
  }
}

export interface Sent {
  method?: string;
  body?: BodyInit;
  /** What will hold the answer: `HX-Target`. */
  target?: string;
  json?: boolean;
  keepalive?: boolean;
  signal?: AbortSignal;
}

/** Sends and returns the answer; throws `Refused`. An answer of "who are you?" leaves for the sign-in page. */
export async function send(url: string, sent: Sent = {}): Promise<Response> {
  const headers = new Headers({ "X-CSRF-Token": meta("csrf-token") });
  if (sent.json) headers.set("Accept", "application/json");
  else headers.set("HX-Request", "true");
  if (sent.target) headers.set("HX-Target", sent.target);
  if (typeof sent.body === "string") headers.set("Content-Type", "application/json");

  const { method = "GET", body = null, keepalive = false, signal = null } = sent;
  const response = await fetch(url, { method, body, headers, keepalive, signal }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(0, "");
  });
  if (response.status === 401 || asksForSignIn(response.url)) {
    signIn();
    throw new Refused(401, "");
  }
  if (!response.ok) throw new Refused(response.status, await response.text());
  return response;
}

/** A JSON answer of the API. */
export async function sendJson<T>(url: string, sent: Sent = {}): Promise<T> {
  const response = await send(url, { ...sent, json: true });
  return (await response.json()) as T;
}

/** HTML of the server as nodes. */
export function fragment(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** True where a request of ours ended on the sign-in page. */
export function asksForSignIn(url: string): boolean {
  return url !== "" && new URL(url, location.href).pathname === "/sign-in" && location.pathname !== "/sign-in";
}

/** Leaves for the sign-in page, which leads back here. */
export function signIn(): void {
  location.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
}
