/** Follows a long job: moves the bar, then goes on to where the result is. */
const every = 1_000
const longest = 15_000

for (const element of document.querySelectorAll('[data-progress-url]')) void follow(element)

async function follow(element) {
  const bar = element.querySelector('progress')
  const text = element.querySelector('[data-progress-text]')
  const number = new Intl.NumberFormat('en-GB')
  let wait = every
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    const state = await ask(element.dataset.progressUrl)
    if (!state) {
      wait = Math.min(wait * 2, longest)
      continue
    }
    wait = every
    if (bar && state.total > 0) {
      bar.max = state.total
      bar.value = state.done
    }
    if (text) text.textContent = `${number.format(state.done)} of ${number.format(state.total)}`
    if (!state.finished) continue
    // Only ever to a page of our own.
    const href = new URL(state.href ?? location.href, location.href)
    if (href.origin === location.origin) location.replace(href.href)
    return
  }
}

async function ask(url) {
  try {
    const response = await fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}
