/** Service worker: files that never change come from the cache; when the line is gone, a page says so. */

export {};

declare const __BUILD__: string;
declare const self: ServiceWorkerGlobalScope;

interface ServiceWorkerGlobalScope extends EventTarget {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const CACHE = `vermilion-${__BUILD__}`;
const OFFLINE = "/offline";
const LASTING = "/static/dist/assets/";

self.addEventListener("install", (event) => {
  (event as Waiting).waitUntil(prepare());
});

self.addEventListener("activate", (event) => {
  (event as Waiting).waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request, respondWith } = event as Fetching;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (url.pathname.startsWith(LASTING)) respondWith.call(event, lasting(request));
  else if (url.pathname.startsWith("/static/")) respondWith.call(event, fresh(request));
  else if (request.mode === "navigate") respondWith.call(event, page(request));
});

/** Keeps the offline page with the styles it links. */
async function prepare(): Promise<void> {
  const cache = await caches.open(CACHE);
  const response = await fetch(OFFLINE, { credentials: "omit" });
  if (response.ok) {
    const html = await response.clone().text();
    await cache.put(OFFLINE, response);
    const files = [...html.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map(([, file = ""]) => file);
    await cache.addAll([...new Set([...files, "/static/icons.svg"])]);
  }
  await self.skipWaiting();
}

async function tidy(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function lasting(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

/** Icons and marks keep their address when they change: the line first, the cache when it is gone. */
async function fresh(request: Request): Promise<Response> {
  return fetch(request).catch(async () => (await caches.match(request)) ?? Response.error());
}

async function page(request: Request): Promise<Response> {
  return fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error());
}
