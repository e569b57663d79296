/** Pages that are kept on this device for a reload without a network: open registers and open quizzes. */
import { keptKeys, writeKept } from './device.js'

const cacheName = 'kept-pages'
const isPossible = () => 'serviceWorker' in navigator && 'caches' in window

/** Keeps this page, whose address begins with `scope`. */
export async function keepPage(scope) {
  if (!isPossible()) return
  try {
    const cache = await caches.open(cacheName)
    await navigator.serviceWorker.register('/js/pages-worker.js', { scope })
    await navigator.serviceWorker.ready
    const own = performance
      .getEntriesByType('resource')
      .map((entry) => entry.name)
      .filter(
        (name) => /^\/((css|js|images)\/|theme\.css)/.test(new URL(name).pathname) && name.startsWith(location.origin),
      )
    await Promise.allSettled([...new Set(own), location.pathname].map((name) => keep(cache, name)))
  } catch {
    // An open page works without it.
  }
}

async function keep(cache, name) {
  const response = await fetch(name, { credentials: 'same-origin', headers: { 'X-Background': 'yes' } })
  if (response.ok && !response.redirected) await cache.put(name, response)
}

/** What was learnt since the page was kept lies beside it, and goes when it goes. */
const besides = () => `${location.pathname}?since`

export async function keepBesides(value) {
  if (!isPossible()) return
  try {
    const cache = await caches.open(cacheName)
    await cache.put(besides(), new Response(JSON.stringify(value)))
  } catch {
    // Then a reload without a network shows the page as it was loaded.
  }
}

export async function readBesides() {
  if (!isPossible()) return null
  try {
    return (await (await (await caches.open(cacheName)).match(besides()))?.json()) ?? null
  } catch {
    return null
  }
}

/** What this page was is over. */
export async function forgetPage() {
  if (!isPossible()) return
  const cache = await caches.open(cacheName)
  await Promise.all([cache.delete(location.pathname), cache.delete(besides())])
}

/** Signed out, however it came about: no page stays, and no names. Unsent marks have none; unsent answers wait for their owner. */
export function forgetPages() {
  // The second is what earlier versions called it.
  for (const name of [cacheName, 'registers']) void globalThis.caches?.delete(name)
  for (const key of keptKeys('register ')) if (/ (refused|standing)$/.test(key)) writeKept(key, null)
}
