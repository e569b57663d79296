/** Says in good time, politely, that a sign-in is about to end, and that it has ended. */
import { clock } from './clock.js'

const warnMinutes = 5

export function warnBeforeSignInEnds() {
  const region = document.querySelector('[data-sign-in-ends-at]')
  if (!region) return
  const endsAt = Date.parse(region.dataset.signInEndsAt)
  if (Number.isNaN(endsAt)) return
  // The server's clock counts, not this computer's.
  const ahead = region.dataset.now ? Date.parse(region.dataset.now) - Date.now() : 0
  let shown = ''

  // Looked at every half minute rather than by one long timer: a laptop that slept must not be late.
  const look = () => {
    const left = endsAt - Date.now() - ahead
    const state = left <= 0 ? 'ended' : left <= warnMinutes * 60_000 ? 'soon' : ''
    if (!state || state === shown) return
    shown = state
    show(region, state, endsAt)
    if (state === 'ended') clearInterval(timer)
  }
  const timer = setInterval(look, 30_000)
  document.addEventListener('visibilitychange', look)
  look()
}

function show(region, state, endsAt) {
  const message = document.createElement('div')
  message.dataset.shown = state
  message.append(region.querySelector(`template[data-message="${state}"]`).content.cloneNode(true))
  const time = message.querySelector('[data-time]')
  if (time) time.textContent = clock(new Date(endsAt))
  message.querySelector('[data-hide]')?.addEventListener('click', () => message.remove())
  region.querySelector('[data-shown]')?.remove()
  region.append(message)
}
