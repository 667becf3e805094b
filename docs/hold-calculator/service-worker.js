// Keeps the files of one build, so that the page opens without a network. It keeps no answer.
// With a network the newest page is shown: the law on file changes.

// Written by the build: its name, and each file with the digest of its bytes.
const BUILD = "";
const FILES = {};

const OURS = `${self.registration.scope} `;
const CACHE = OURS + BUILD;

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(
    Object.entries(FILES).map(([name, integrity]) => new Request(name, { integrity, cache: "no-cache" })),
  );
}

async function forget() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function page(request) {
  try {
    return await fetch(request);
  } catch (offline) {
    const kept = await caches.open(CACHE).then((cache) => cache.match("index.html"));
    if (kept) return kept;
    throw offline;
  }
}

async function file(request) {
  const kept = await caches.open(CACHE).then((cache) => cache.match(request));
  return kept ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forget()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});
