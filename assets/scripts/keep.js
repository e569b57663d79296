/** Keeps a learner's reflections and ticks as they are given, and says so; without it the button does the same. */
import { clock } from './parts/clock.js'

const typingWait = 1_500
const retryWait = 10_000

for (const form of document.querySelectorAll('form[data-keep]')) keep(form)

function keep(form) {
  const status = form.querySelector('[data-keep-status]')
  let timer
  let changes = 0
  let kept = 0
  let busy = false

  const send = async () => {
    clearTimeout(timer)
    if (busy || kept === changes) return
    busy = true
    const sent = changes
    status.textContent = 'Saving…'
    const outcome = await post(form)
    busy = false
    if (outcome === 'kept') {
      kept = Math.max(kept, sent)
      if (kept < changes) return send()
      status.textContent = `Kept at ${clock(new Date())}, for you alone`
      return
    }
    status.textContent =
      outcome === 'signed-out' ? 'Not kept: sign in again in another tab' : 'Not kept yet. Trying again'
    timer = setTimeout(send, retryWait)
  }

  form.addEventListener('input', (event) => {
    changes += 1
    clearTimeout(timer)
    timer = setTimeout(send, event.target.matches('textarea') ? typingWait : 0)
  })
  form.addEventListener('change', () => void send())
  form.addEventListener('submit', () => {
    kept = changes
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && kept < changes)
      navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)))
  })
  window.addEventListener('beforeunload', (event) => {
    if (kept < changes) event.preventDefault()
  })
}

async function post(form) {
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    })
    if (response.ok) return 'kept'
    return response.type === 'opaqueredirect' || response.status === 401 ? 'signed-out' : 'failed'
  } catch {
    return 'failed'
  }
}
