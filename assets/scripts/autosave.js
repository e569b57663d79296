/** Keeps quiz answers as they are given: posts the form after each change, says so, and tries again when it fails. */
import { clock } from './parts/clock.js'
import { startTimeLimit } from './parts/time-limit.js'

const sentences = {
  saving: () => 'Saving…',
  saved: (time) => `Saved at ${time}`,
  offline: (count) => `Not saved yet: you are offline, ${answers(count)} waiting`,
  failed: (count) => `Not saved yet: ${answers(count)} waiting. Trying again`,
  signedOut: (count) => `Not saved yet: you are signed out, ${answers(count)} waiting. Sign in again in another tab`,
  closed: () => 'Not saved: these answers can no longer be changed',
  locked: (count) => `Not changed: ${answers(count)} had been checked already. Load this page again to see`,
  refused: () => 'Not saved: hand in your answers to keep them',
}
const answers = (count) => (count === 1 ? '1 answer' : `${count} answers`)

// How long after the last key what was typed is sent; leaving the field sends it at once.
const typingWait = 1_200
const firstWait = 2_000
const longestWait = 60_000

for (const form of document.querySelectorAll('form[data-autosave-url]')) autosave(form)

function autosave(form) {
  const status = form.querySelector('[data-autosave-status]') ?? document.querySelector('[data-autosave-status]')
  const waiting = new Set()
  // All that was changed on this page: changed back is a change too, if a save in between got through.
  const touched = new Set()
  // Rises with each save, whatever the computer's clock does; the server gives each page its own `_tab`.
  let seq = Date.now()
  let busy = false
  let stopped = false
  let leaving = false
  let wait = firstWait
  let timer
  let typing

  const say = (state, sentence) => {
    if (!status) return
    status.dataset.state = state
    status.textContent = sentence
  }

  const nextSeq = () => {
    seq = Math.max(seq + 1, Date.now())
    return String(seq)
  }

  const body = () => {
    const data = new URLSearchParams(new FormData(form))
    data.set('_seq', nextSeq())
    // Which questions were touched here: lets the server leave alone what another tab has answered.
    for (const name of waiting) data.append('_changed', name)
    return data
  }

  const send = async () => {
    clearTimeout(timer)
    clearTimeout(typing)
    if (busy || stopped || leaving || waiting.size === 0) return
    if (!navigator.onLine) return say('waiting', sentences.offline(waiting.size))
    busy = true
    const sent = [...waiting]
    say('saving', sentences.saving())
    const { outcome, told } = await post(form.dataset.autosaveUrl, body(), sent, waiting)
    busy = false
    if (leaving) return
    if (outcome === 'saved') {
      wait = firstWait
      time.update(told.ends_at, told.now)
      if (waiting.size > 0) return send()
      if (told.locked?.length > 0) return say('waiting', sentences.locked(told.locked.length))
      return say('saved', sentences.saved(clock(new Date())))
    }
    for (const name of sent) waiting.add(name)
    if (outcome === 'closed' || outcome === 'refused') {
      stopped = true
      return say('stopped', sentences[outcome]())
    }
    const sentence = navigator.onLine ? sentences[outcome] : sentences.offline
    say('waiting', sentence(waiting.size))
    timer = setTimeout(send, wait * (0.75 + Math.random() / 2))
    wait = Math.min(wait * 2, longestWait)
  }

  // Whatever waits goes with the form. Where the server was away meanwhile, it answers with the time that is left.
  const time = startTimeLimit(form, async function whenOver() {
    if (stopped || leaving) return
    const { outcome, told } = await post(form.dataset.autosaveUrl, body(), [...waiting], waiting)
    // Leaving for a server that is not there would lose what waits.
    if (outcome === 'failed') return void setTimeout(whenOver, firstWait)
    if (told && time.update(told.ends_at, told.now)) return
    form.elements._time_up.value = 'yes'
    form.requestSubmit()
  })

  const change = ({ name }) => {
    waiting.add(name)
    touched.add(name)
  }
  const isTyped = (field) => field.matches('input[type=text], textarea')

  form.addEventListener('change', (event) => {
    if (!event.target.name) return
    change(event.target)
    void send()
  })
  form.addEventListener('input', (event) => {
    if (!event.target.name || !isTyped(event.target)) return
    change(event.target)
    clearTimeout(typing)
    typing = setTimeout(send, typingWait)
  })
  // In a field the Enter key keeps the answer; only the button hands in.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input[type=text]')) return
    event.preventDefault()
    void send()
  })
  form.addEventListener('submit', () => {
    leaving = true
    // A save that is still on its way must not arrive after the form and undo it.
    if (form.elements._seq) form.elements._seq.value = nextSeq()
    if (form.elements._touched) form.elements._touched.value = [...touched].join(',')
    clearTimeout(timer)
    clearTimeout(typing)
  })
  window.addEventListener('online', () => {
    wait = firstWait
    void send()
  })
  window.addEventListener('offline', () => {
    if (waiting.size > 0) say('waiting', sentences.offline(waiting.size))
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && waiting.size > 0 && !leaving && !stopped)
      navigator.sendBeacon(form.dataset.autosaveUrl, body())
    else void send()
  })
  window.addEventListener('beforeunload', (event) => {
    if (waiting.size > 0 && !leaving && !stopped) event.preventDefault()
  })
  // Back from the next page: the form is alive again.
  window.addEventListener('pageshow', () => {
    leaving = false
  })
}

/** Takes the names off the waiting list before sending, so that a change made meanwhile is put on it anew. */
async function post(url, data, sent, waiting) {
  for (const name of sent) waiting.delete(name)
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: data,
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    })
    if (response.ok) return { outcome: 'saved', told: await response.json() }
    return { outcome: refusal(response) }
  } catch {
    return { outcome: 'failed' }
  }
}

function refusal(response) {
  // A redirect can only lead to the sign-in page.
  if (response.type === 'opaqueredirect' || response.status === 401 || response.status === 403) return 'signedOut'
  if (response.status === 409 || response.status === 404 || response.status === 410) return 'closed'
  if (response.status === 400 || response.status === 422) return 'refused'
  return 'failed'
}
