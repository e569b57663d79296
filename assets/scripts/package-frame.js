/**
 * On the host of packages: holds the interface that a package looks for in the windows around it, keeps what the package
 * says until the server has acknowledged it, and tells the page around how that stands. It knows a token for this attempt
 * and nothing of who is signed in.
 */
import { startQueue } from './parts/package-queue.js'

const { main } = document.documentElement.dataset
const tell = (message) => window.parent.postMessage(message, main)

let opened
let current
let api
let isOver = false
/** By part: what it said last, as it is loaded when the part is opened again. */
const said = new Map()
const done = new Set()

const queue = startQueue({
  onSaved: ({ saved_at, is_done }) => {
    tell({ kind: 'saved', at: saved_at })
    if (is_done) tell({ kind: 'finished' })
  },
  onWaiting: () => tell({ kind: 'waiting' }),
  onRefused: () => tell({ kind: 'refused' }),
  onTokenNeeded: () => tell({ kind: 'token-needed' }),
  onElsewhere: () => {
    isOver = true
    document.body.replaceChildren()
    tell({ kind: 'elsewhere' })
  },
})

async function open(given) {
  opened = given
  queue.takeToken(given.token)
  for (const part of given.parts) {
    said.set(part.id, part.cmi)
    if (part.is_done) done.add(part.id)
  }
  const name = given.scorm === '1.2' ? 'scorm12' : 'scorm2004'
  const { Api } = await import(new URL(`/js/package-${name}.js`, window.location.origin).href)
  opened.Api = Api
  show((given.parts.find((part) => !part.is_done) ?? given.parts[0]).id)
}

/** Closes the part that is open, which says its last words as it goes, and opens this one. */
function show(id) {
  const part = opened.parts.find((one) => one.id === id)
  if (!part || isOver) return
  close()
  current = part
  tell({ kind: 'parts', done: [...done], current: id })
  if (part.is_sco) offerInterface(part)
  else
    keep(part, opened.scorm === '1.2' ? { core: { lesson_status: 'completed' } } : { completion_status: 'completed' })
  const address = new URL(opened.files_url + part.address)
  if (address.origin !== window.location.origin) return
  const frame = document.createElement('iframe')
  Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%', border: '0' })
  frame.title = document.title
  frame.allow = 'fullscreen; autoplay'
  frame.src = address.href
  document.body.replaceChildren(frame)
}

function close() {
  document.body.replaceChildren()
  lastWords()
  api = undefined
}

/** What was set and not committed yet; a part that has ended has nothing more to say. */
function lastWords() {
  if (!api?.isInitialized()) return
  if (opened.scorm === '1.2') api.LMSCommit('')
  else api.Commit('')
}

function offerInterface(part) {
  api = new opened.Api({
    lmsCommitUrl: '/c',
    autocommit: true,
    autocommitSeconds: 2,
    alwaysSendTotalTime: true,
    mastery_override: part.has_mastery_score,
    logLevel: 5,
    httpService: {
      processHttpRequest: (_url, { cmi }) => {
        keep(part, cmi)
        return { result: 'true', errorCode: 0 }
      },
      updateSettings: () => {},
    },
  })
  api.loadFromJSON(said.get(part.id), 'cmi')
  const go = (step) => () => setTimeout(() => neighbour(part, step))
  api.on('SequenceNext', go(1))
  api.on('SequencePrevious', go(-1))
  if (opened.scorm === '1.2') window.API = api
  else window.API_1484_11 = api
}

function neighbour(part, step) {
  const next = opened.parts[opened.parts.indexOf(part) + step]
  if (current === part && next) show(next.id)
}

function keep(part, cmi) {
  // What is loaded again begins a time of its own.
  const { session_time: _, exit: __, ...rest } = cmi
  const { session_time: ___, exit: ____, ...core } = cmi.core ?? {}
  said.set(part.id, { ...rest, entry: 'resume', ...(cmi.core ? { core: { ...core, entry: 'resume' } } : {}) })
  const status = cmi.core?.lesson_status
  if (/^(completed|passed)$/.test(status) || cmi.completion_status === 'completed' || cmi.success_status === 'passed')
    done.add(part.id)
  if (opened.token !== null) queue.add(part.id, cmi)
  tell({ kind: 'parts', done: [...done], current: current?.id })
}

window.addEventListener('message', (event) => {
  if (event.origin !== main || event.source !== window.parent) return
  const { kind, ...message } = event.data ?? {}
  if (kind === 'open' && !opened) void open(message.opened)
  if (kind === 'token') queue.takeToken(message.token)
  if (kind === 'part' && opened) show(message.id)
})

// A page that is left may never come back: what is not acknowledged goes once more, in a way that outlives it.
for (const name of ['pagehide', 'visibilitychange'])
  window.addEventListener(
    name,
    () => {
      if (name === 'visibilitychange' && document.visibilityState !== 'hidden') return
      queue.leave(lastWords)
    },
    true,
  )

tell({ kind: 'ready' })
