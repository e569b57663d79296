/** Keeps what an author types every few seconds, says so, and shows who else is on the page. Saving is another matter. */
import { clock } from './parts/clock.js'

const typingWait = 1_500
const retryWait = 5_000
const presenceWait = 20_000

for (const form of document.querySelectorAll('form[data-draft-url]')) keep(form)

function keep(form) {
  const status = form.querySelector('[data-draft-status]')
  const authors = document.querySelector('[data-authors]')
  const next = form.dataset.draftNext ?? 'Save to put it into the draft'
  let number = form.dataset.draftNumber
  // One may have typed while this script was on its way.
  let changes = isTyped(form) ? 1 : 0
  let kept = 0
  let busy = false
  let stopped = false
  let timer

  const say = (state, sentence) => {
    status.dataset.state = state
    status.textContent = sentence
  }
  const body = () => {
    const data = new URLSearchParams(new FormData(form))
    data.set('_number', number)
    if (changes > kept) data.set('_typed', 'yes')
    return data
  }
  const plan = (wait) => {
    clearTimeout(timer)
    timer = setTimeout(send, wait)
  }

  const send = async () => {
    clearTimeout(timer)
    if (busy || stopped) return
    busy = true
    const sent = changes
    const hasTyped = changes > kept
    const answer = await post(form.dataset.draftUrl, body())
    busy = false
    if (stopped) return
    if (answer.error) {
      if (answer.error === 'other-tab' || answer.error === 'closed') stopped = true
      if (hasTyped || stopped) say(stopped ? 'stopped' : 'waiting', sentences[answer.error])
      return stopped ? undefined : plan(hasTyped ? retryWait : presenceWait)
    }
    ;({ number } = answer)
    show(authors, answer.words)
    if (hasTyped) {
      kept = sent
      say('saved', `Kept for you at ${clock(new Date())}. ${next}`)
    }
    plan(changes > kept ? typingWait : presenceWait)
  }

  form.addEventListener('input', ({ target }) => {
    // A file is sent with the form, or not at all.
    if (target.type === 'file') return
    changes += 1
    if (!busy) plan(typingWait)
  })
  form.addEventListener('submit', () => {
    stopped = true
    clearTimeout(timer)
  })
  // Back from the next page: the form is alive again.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    stopped = false
    plan(0)
  })
  window.addEventListener('beforeunload', (event) => {
    if (changes > kept && !stopped) event.preventDefault()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && changes > kept) void send()
  })
  plan(0)
}

function isTyped(form) {
  return [...form.querySelectorAll('input:not([type=file]), textarea, select')].some((field) => {
    if (field.options)
      return (
        field.selectedIndex !==
        Math.max(
          0,
          [...field.options].findIndex((one) => one.defaultSelected),
        )
      )
    return field.checked !== field.defaultChecked || field.value !== field.defaultValue
  })
}

const sentences = {
  'other-tab': 'Not kept any more: you went on writing this page in another tab. Save here, or close this one',
  closed: 'Not kept: this draft was published, sent for review or thrown away. Copy your text before you leave',
  'signed-out': 'Not kept yet: you are signed out. Sign in again in another tab',
  failed: 'Not kept yet: there is no connection. Trying again',
}

/** Told once: a status that changes to the same words would be read out again. */
function show(place, words) {
  if ([...place.children].map((one) => one.textContent).join() === words.join()) return
  place.replaceChildren(...words.map((text) => Object.assign(document.createElement('p'), { textContent: text })))
}

async function post(url, body) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    })
    if (response.ok) return await response.json()
    if (response.type === 'opaqueredirect' || response.status === 401) return { error: 'signed-out' }
    if (response.status === 409) {
      const answer = await response.json().catch(() => ({}))
      return { error: answer.error === 'other-tab' ? 'other-tab' : 'closed' }
    }
    return { error: response.status === 404 ? 'closed' : 'failed' }
  } catch {
    return { error: 'failed' }
  }
}
