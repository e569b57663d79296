/** Marks that wait on this device until the server has them: kept across reloads, sent in batches, each with its own id. */
import { readKept, writeKept } from './device.js'
import { postForm } from './post-form.js'

const firstWait = 2_000
const longestWait = 60_000
const mostAtOnce = 200

function deviceId() {
  const known = readKept('register-device', null)
  if (typeof known === 'string') return known
  const id = crypto.randomUUID()
  writeKept('register-device', id)
  return id
}

/**
 * `key` names the register and the person: nobody sends what somebody else has marked on the same device.
 * `onChange({ waiting, state, refused })` after whatever happens; `onAnswer` with how the register stands.
 */
export function markQueue({ key, url, seenAt, onChange, onAnswer }) {
  const device = deviceId()
  let waiting = readKept(key, [])
  let refused = readKept(`${key} refused`, [])
  // How the register stood when the server last answered: a page kept for a reload may be older.
  const standing = readKept(`${key} standing`, null)
  const isNewer = standing !== null && standing.seen_at > seenAt
  let seen = isNewer ? standing.seen_at : seenAt
  let busy
  let state = 'saved'
  let wait = firstWait
  let timer

  const answered = new Set()
  const store = () => {
    // Another tab of the same register keeps its marks in the same place: both send them, the server takes them once.
    const own = new Set(waiting.map((one) => one.mark_id))
    const others = readKept(key, []).filter(({ mark_id }) => !own.has(mark_id) && !answered.has(mark_id))
    waiting = [...others, ...waiting]
    writeKept(key, waiting)
    writeKept(`${key} refused`, refused)
  }
  const tell = (next) => {
    state = next ?? state
    onChange({ waiting, state, refused })
  }

  /** Whoever asks while a batch is on its way waits for that one. */
  function flush() {
    clearTimeout(timer)
    if (waiting.length === 0) return Promise.resolve()
    busy ??= send().finally(() => (busy = undefined))
    return busy
  }

  async function send() {
    const sent = waiting.slice(0, mostAtOnce)
    const body = new URLSearchParams({
      device_id: device,
      sent_at: new Date().toISOString(),
      marks: JSON.stringify(sent),
    })
    const { outcome, answer } = await postForm(url, body)
    if (outcome === 'kept') {
      for (const id of [...answer.kept, ...answer.refused.map((one) => one.mark_id)]) answered.add(id)
      waiting = waiting.filter((one) => !answered.has(one.mark_id))
      refused = [...refused, ...answer.refused.map((one) => one.words)]
      seen = answer.seen_at
      writeKept(`${key} standing`, answer)
      wait = firstWait
      store()
      tell('saved')
      onAnswer(answer)
      return waiting.length > 0 ? send() : undefined
    }
    tell(['closed', 'not-theirs', 'refused'].includes(outcome) ? 'failed' : outcome)
    timer = setTimeout(flush, wait * (0.75 + Math.random() / 2))
    wait = Math.min(wait * 2, longestWait)
  }

  window.addEventListener('online', () => {
    wait = firstWait
    void flush()
  })
  window.addEventListener('offline', () => tell('offline'))
  // Whoever turns away gets no prompt on a phone: what waits is on the device anyway.
  window.addEventListener('beforeunload', (event) => {
    if (waiting.length > 0 && state === 'failed') event.preventDefault()
  })

  return {
    add(marks) {
      const at = new Date().toISOString()
      const added = marks.map((one) => ({ ...one, mark_id: crypto.randomUUID(), marked_at: at, seen_at: seen }))
      waiting = [...waiting, ...added]
      store()
      tell(navigator.onLine ? 'sending' : 'offline')
      clearTimeout(timer)
      timer = setTimeout(flush, 600)
    },
    flush,
    waiting: () => waiting,
    standing: () => (isNewer ? standing : null),
    forgetRefused() {
      refused = []
      store()
      tell()
    },
    start() {
      tell(navigator.onLine ? 'sending' : 'offline')
      void flush()
    },
  }
}
