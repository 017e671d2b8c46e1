/** Sends a file to /v1/media with its progress, then waits until the server has made it ready. */

import { meta } from "../page";
import { Refused, asksForSignIn, sendJson, signIn } from "../request";

export interface Media {
  id: string;
  kind: "picture" | "video";
  state: string;
  progress: number;
  error: string | null;
  picture: { small: string; medium: string; large: string } | null;
  video: { url: string; poster: { medium: string } } | null;
}

const AT_ONCE = 2;
const SLOWEST = 3000;
const LONGEST_WAIT = 900; // seconds: nobody waits longer before an open page

let running = 0;
const queue: (() => void)[] = [];
/** When the server takes more, as it said when it had enough (milliseconds). */
let resumes = 0;

/** Sends `file`, two at a time at most; `tell` hears how many bytes are through, `hold` how many seconds are left while
    the server wants a pause. Throws `Refused`. */
export async function upload(
  file: File,
  purpose: "note" | "cover",
  tell: (sent: number, total: number) => void,
  signal: AbortSignal,
  hold: (seconds: number) => void = () => undefined,
): Promise<Media> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  running++;
  try {
    for (;;) {
      signal.throwIfAborted();
      await resumed(hold, signal);
      try {
        return await post(file, purpose, tell, signal);
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 429 || error.wait === 0 || error.wait > LONGEST_WAIT) throw error;
        resumes = Date.now() + error.wait * 1000;
      }
    }
  } finally {
    running--;
    queue.shift()?.();
  }
}

/** Ends the pause: somebody wants to try now. */
export function resume(): void {
  resumes = 0;
}

async function resumed(hold: (seconds: number) => void, signal: AbortSignal): Promise<void> {
  for (let left = resumes - Date.now(); left > 0; left = resumes - Date.now()) {
    hold(Math.ceil(left / 1000));
    await pause(Math.min(left, 1000), signal);
  }
}

/** Asks again and again, ever slower, until `media` is ready or has failed. */
export async function processed(media: Media, tell: (percent: number) => void, signal: AbortSignal): Promise<Media> {
  let now = media;
  for (let wait = 400; now.state !== "ready" && now.state !== "failed"; wait = Math.min(wait * 1.4, SLOWEST)) {
    tell(now.progress);
    await pause(wait, signal);
    now = await sendJson<Media>(`/v1/media/${media.id}`, { signal }).catch((error: unknown) => {
      if (error instanceof Refused && (error.status === 0 || error.status === 429 || error.status >= 500)) return now; // ask again
      throw error;
    });
  }
  return now;
}

/** XMLHttpRequest, because fetch does not say how far an upload has come. */
function post(file: File, purpose: string, tell: (sent: number, total: number) => void, signal: AbortSignal): Promise<Media> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    request.open("POST", `/v1/media?purpose=${purpose}`);
    request.setRequestHeader("X-CSRF-Token", meta("csrf-token"));
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => tell(loaded, total));
    request.addEventListener("load", () => {
      if (request.status === 401 || asksForSignIn(request.responseURL)) signIn();
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as Media);
      else reject(new Refused(request.status, request.responseText, Number(request.getResponseHeader("Retry-After"))));
    });
    request.addEventListener("error", () => reject(new Refused(0, "")));
    signal.addEventListener("abort", () => {
      request.abort();
      reject(signal.reason as Error);
    });
    request.send(body);
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
