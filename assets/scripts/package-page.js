/** The page around a training package: opens it in a frame of the other host, hands it fresh tokens, and says what is saved. */
import { clock } from './parts/clock.js'

const renewal = 4 * 60_000
const retryWait = 5_000

const box = document.querySelector('[data-package]')
const { package: href, packageOrigin: origin, packageTitle: title } = box.dataset
const place = box.querySelector('[data-package-place]')
const status = box.querySelector('[data-package-status]')
const again = box.querySelector('[data-package-again]')
const large = box.querySelector('[data-package-large]')
const parts = box.querySelector('[data-package-parts]')
const done = document.querySelector('[data-package-done]')
const others = new BroadcastChannel(`package ${href}`)

let frame = null
let opened = null
let unsaved = false
let timer

const say = (text, state = 'saved') => {
  status.textContent = text
  status.dataset.state = state
}

const tell = (message) => frame?.contentWindow?.postMessage(message, origin)

async function open() {
  again.hidden = true
  say('Opening…')
  const answer = await post('opening')
  if (answer.status === 'signed-out') return stop('You are signed out. Sign in again, then carry on here.')
  if (answer.status === 409) return stop('This part is not open for you yet.')
  if (!answer.body) {
    say('It could not be opened yet. Trying again', 'waiting')
    timer = setTimeout(open, retryWait)
    return
  }
  opened = answer.body
  others.postMessage(opened.tab)
  frame = document.createElement('iframe')
  frame.title = title
  // Its own host is another one than ours: “same origin” gives it that, and nothing of ours.
  frame.sandbox = 'allow-scripts allow-same-origin allow-forms'
  frame.allow = 'fullscreen; autoplay'
  frame.src = `${origin}/w`
  place.replaceChildren(frame)
  large.hidden = !document.fullscreenEnabled
  say(opened.token === null ? 'Preview: nothing is saved.' : 'Open. What you do is saved as you go.')
  if (parts) {
    parts.hidden = false
    showParts(opened.parts.filter((part) => part.is_done).map((part) => part.id))
  }
  if (opened.token !== null) timer = setTimeout(renew, renewal)
}

function stop(text) {
  clearTimeout(timer)
  unsaved = false
  frame?.remove()
  frame = null
  large.hidden = true
  say(text, 'stopped')
  again.hidden = false
}

async function renew() {
  clearTimeout(timer)
  const answer = await post('token')
  if (!frame) return
  if (answer.body) tell({ kind: 'token', token: answer.body.token })
  else if (answer.status === 409) return stop(elsewhere)
  else if (answer.status === 'signed-out')
    say('Not saved yet: you are signed out. Sign in again in another tab, and leave this one open.', 'waiting')
  timer = setTimeout(renew, answer.body ? renewal : retryWait)
}

const elsewhere = 'This package was opened on another page. Go on there: nothing is saved from here any more.'

async function post(path) {
  try {
    const response = await fetch(`${href}/${path}`, {
      method: 'POST',
      body: new URLSearchParams(opened ? { tab: opened.tab } : {}),
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    })
    if (response.ok) return { status: response.status, body: await response.json() }
    return { status: response.type === 'opaqueredirect' || response.status === 401 ? 'signed-out' : response.status }
  } catch {
    return { status: 0 }
  }
}

function showParts(ids, current) {
  for (const button of parts?.querySelectorAll('[data-package-part]') ?? []) {
    const id = button.dataset.packagePart
    button.parentElement.querySelector('[data-package-part-state]').textContent = ids.includes(id) ? 'done' : ''
    if (current === undefined) continue
    if (id === current) button.setAttribute('aria-current', 'step')
    else button.removeAttribute('aria-current')
  }
}

const answers = {
  ready: () => tell({ kind: 'open', opened }),
  saved: ({ at }) => {
    unsaved = false
    say(`Saved ${clock(new Date(at))}`)
  },
  waiting: () => {
    unsaved = true
    say('Not saved yet. Trying again', 'waiting')
  },
  refused: () => say('The last of what you did could not be saved. Go on: what comes next is tried again.', 'waiting'),
  'token-needed': renew,
  elsewhere: () => stop(elsewhere),
  parts: ({ done: ids, current }) => showParts(ids, current),
  finished: () => {
    if (done?.hidden) done.hidden = false
  },
}

window.addEventListener('message', (event) => {
  if (event.origin === origin && event.source === frame?.contentWindow) answers[event.data?.kind]?.(event.data)
})
others.addEventListener('message', (event) => {
  if (event.data !== opened?.tab && frame && opened.token !== null) stop(elsewhere)
})
window.addEventListener('beforeunload', (event) => {
  if (unsaved) event.preventDefault()
})
again.addEventListener('click', open)
large.addEventListener('click', () => void frame?.requestFullscreen())
parts?.addEventListener('click', (event) => {
  const { packagePart } = event.target.dataset
  if (packagePart) tell({ kind: 'part', id: packagePart })
})

if (origin) void open()
else say('Packages cannot be opened here.', 'stopped')
