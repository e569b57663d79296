/** Serves an open register or an open quiz from the device while there is no network. Signing out empties it: parts/kept-pages.js. */
const cacheName = 'kept-pages'
const longestMilliseconds = 12 * 60 * 60 * 1000

self.addEventListener('install', () => self.skipWaiting())
// Earlier versions kept registers, with their names, in a cache of another name: nothing else would ever empty it.
self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([self.clients.claim(), caches.delete('registers')])),
)

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate' && /^\/(registers|my-training\/attempts)\/[0-9a-f-]{36}$/.test(url.pathname))
    event.respondWith(networkFirst(request, url.pathname, true))
  else if (/^\/((css|js|images)\/|theme\.css$)/.test(url.pathname))
    event.respondWith(networkFirst(request, request.url, false))
})

async function networkFirst(request, name, isPage) {
  const cache = await caches.open(cacheName)
  try {
    const response = await fetch(request)
    // Signed out, or no longer theirs: it is not kept any longer either.
    if (isPage && !response.ok) await cache.delete(name)
    else if (!isPage && response.ok) await cache.put(name, response.clone())
    return response
  } catch (error) {
    const kept = await cache.match(name)
    const age = kept ? Date.now() - Date.parse(kept.headers.get('Date') ?? '') : 0
    if (!kept || (isPage && !(age < longestMilliseconds))) throw error
    return kept
  }
}
