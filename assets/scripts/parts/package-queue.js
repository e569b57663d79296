/** What a package committed and the server has not acknowledged: the last of each part, sent one after the other, numbered. */

const firstWait = 2_000
const longestWait = 15_000
/** A request that outlives its page may carry about this much, in bytes. */
const mostToOutlive = 60_000

export function startQueue({ onSaved, onWaiting, onRefused, onTokenNeeded, onElsewhere }) {
  const pending = new Map()
  let token
  let seq = 0
  let isBusy = false
  let isOver = false
  let isLeaving = false
  let wait = firstWait
  let timer

  const bodyOf = ({ item_id, seq, cmi }) => JSON.stringify({ token, item_id, seq, cmi })

  async function flush() {
    clearTimeout(timer)
    if (isBusy || isOver || !token) return
    isBusy = true
    let outcome = 'saved'
    while (pending.size > 0 && outcome === 'saved') {
      const [entry] = pending.values()
      outcome = await send(entry)
    }
    isBusy = false
    if (outcome === 'waiting') {
      onWaiting()
      timer = setTimeout(flush, wait)
      wait = Math.min(longestWait, wait * 2)
    }
  }

  async function send(entry) {
    const body = bodyOf(entry)
    const forget = () => {
      if (pending.get(entry.item_id) === entry) pending.delete(entry.item_id)
    }
    let response
    try {
      response = await post(body)
    } catch {
      return 'waiting'
    }
    switch (response.status) {
      case 200:
        forget()
        wait = firstWait
        onSaved(await response.json().catch(() => ({})))
        return 'saved'
      case 401:
        onWaiting()
        onTokenNeeded()
        return 'token'
      case 409:
        isOver = true
        onElsewhere()
        return 'over'
      case 413:
      case 422:
        forget()
        onRefused()
        return 'saved'
      default:
        return 'waiting'
    }
  }

  window.addEventListener('online', () => void flush())

  return {
    takeToken: (given) => {
      token = given
      void flush()
    },
    add: (item_id, cmi) => {
      seq += 1
      const entry = { item_id, seq, cmi }
      // Last of all in line: parts are sent in the order in which they spoke.
      pending.delete(item_id)
      pending.set(item_id, entry)
      if (isLeaving) sendLast(entry)
      else void flush()
    },
    leave: (lastWords) => {
      isLeaving = true
      lastWords()
      for (const entry of pending.values()) sendLast(entry)
      // Hidden is not gone: a page that is shown again, or a part that speaks as it closes, goes on as before.
      setTimeout(() => {
        isLeaving = false
        void flush()
      }, 1_000)
    },
  }

  function sendLast(entry) {
    if (!isOver && token) post(bodyOf(entry)).catch(() => {})
  }
}

/** Not sendBeacon: under this host's Referrer-Policy its POST comes from "Origin: null" in some browsers, which is refused. */
const post = (body) =>
  fetch('/c', {
    method: 'POST',
    body,
    credentials: 'omit',
    headers: { 'Content-Type': 'text/plain' },
    keepalive: new Blob([body]).size < mostToOutlive,
  })
