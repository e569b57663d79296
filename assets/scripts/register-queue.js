/** The register without a network: each mark is kept on the device at once, sent when there is one, and counted till then. */
import { forgetPage, keepPage } from './parts/kept-pages.js'
import { markQueue } from './parts/mark-queue.js'

const unfinished =
  'There is no network, and no mark waits to be sent. Late and left early are kept once their minutes are there.'

for (const place of document.querySelectorAll('[data-register-queue]')) start(place)

function start(place) {
  const { url, by, part, seen } = place.dataset
  const form = document.querySelector('[data-register]')
  const status = place.querySelector('[data-queue-status]')
  const list = place.querySelector('[data-queue-refused]')
  const rows = form ? [...form.querySelectorAll('[data-register-row]')] : []
  const known = new Map()

  const queue = markQueue({ key: `register ${part} ${by}`, url, seenAt: seen, onChange, onAnswer })

  /** What a row says, or null while something is missing that the server would ask for. */
  function said(row) {
    return read(row, row.querySelector('input[type=radio]:checked'), 'value')
  }
  /** What a row said as the server sent it. */
  function sent(row) {
    const radio = [...row.querySelectorAll('input[type=radio]')].find(({ defaultChecked }) => defaultChecked)
    return read(row, radio, 'defaultValue')
  }
  function read(row, radio, value) {
    if (!radio) return null
    const person_id = radio.name.slice('mark-'.length)
    const minutes = radio.dataset.minutes === undefined ? null : row.querySelector('[name^=minutes-]')[value].trim()
    if (minutes !== null && !/^\d{1,4}$/.test(minutes)) return null
    const field = row.querySelector('[name^=reason-]')
    const reason = field?.[value].trim() || null
    if (field && !reason) return null
    return { person_id, mark: radio.value, minutes: minutes === null ? null : Number(minutes), reason }
  }
  const word = (one) => (one ? `${one.mark} ${one.minutes ?? ''}` : '')
  const idOf = (row) => row.querySelector('input[type=radio]').name.slice('mark-'.length)

  function show(row, { mark, minutes }) {
    for (const radio of row.querySelectorAll('input[type=radio]')) radio.checked = radio.value === mark
    row.querySelector('[name^=minutes-]').value = minutes ?? ''
  }

  /** Queues what differs from what is on record or on its way. */
  function collect() {
    const changed = []
    for (const row of rows) {
      const one = said(row)
      if (!one || known.get(one.person_id) === word(one)) continue
      known.set(one.person_id, word(one))
      changed.push(one)
    }
    if (changed.length > 0) queue.add(changed)
  }

  function onChange({ waiting, state, refused }) {
    place.dataset.state = waiting.length > 0 ? state : 'saved'
    const count = waiting.length === 1 ? '1 mark' : `${waiting.length} marks`
    const sentences = {
      sending: `${count} not sent yet.`,
      offline: `${count} not sent yet: there is no network. They are kept on this device and sent when it is back.`,
      failed: `${count} not sent yet: the server could not be reached. They are kept on this device and tried again.`,
      'signed-out': `${count} not sent yet: you are signed out. They are kept on this device. Sign in again in another tab.`,
    }
    const words = waiting.length > 0 ? (sentences[state] ?? sentences.sending) : ''
    if (status.textContent !== words) status.textContent = words
    list.hidden = refused.length === 0
    list
      .querySelector('ul')
      .replaceChildren(...refused.map((text) => Object.assign(document.createElement('li'), { textContent: text })))
  }

  /** Others' marks come with each answer; what waits here stays as it was marked. */
  function onAnswer({ marks, conflicts }) {
    const mine = new Set(queue.waiting().map((one) => one.person_id))
    const byPerson = new Map(marks.map((one) => [one.person_id, one]))
    for (const row of rows) {
      const one = byPerson.get(idOf(row))
      const isTyping = row.contains(document.activeElement) && document.activeElement.type === 'text'
      // Half typed: minutes or a reason are still missing.
      if (!one || mine.has(one.person_id) || isTyping || (row.querySelector(':checked') && !said(row))) continue
      if (known.get(one.person_id) !== word(one)) show(row, one)
      known.set(one.person_id, word(one))
    }
    form?.dispatchEvent(new Event('counted'))
    place.querySelector('[data-queue-conflicts]').hidden = conflicts === 0
  }

  list.querySelector('button').addEventListener('click', () => queue.forgetRefused())

  for (const row of rows) known.set(idOf(row), word(sent(row)))
  if (queue.standing()) onAnswer(queue.standing())
  // Loaded again before all was sent: the page shows what was marked, not what the server had.
  const latest = new Map(queue.waiting().map((one) => [one.person_id, one]))
  for (const row of rows) {
    const one = latest.get(idOf(row))
    if (!one) continue
    show(row, one)
    known.set(one.person_id, word(one))
  }
  form?.addEventListener('change', collect)
  // Chosen while this script was on its way.
  collect()
  let isSent = false
  form?.addEventListener('submit', (event) => {
    collect()
    if (isSent || (queue.waiting().length === 0 && navigator.onLine)) return
    // What waits goes first; where nothing arrives, leaving the page would only lead to an error.
    event.preventDefault()
    void queue.flush().then(() => {
      if (queue.waiting().length === 0 && navigator.onLine) {
        isSent = true
        form.submit()
      } else if (queue.waiting().length === 0) status.textContent = unfinished
    })
  })
  // Back from the next page: the form is alive again.
  window.addEventListener('pageshow', () => (isSent = false))
  form?.dispatchEvent(new Event('counted'))
  queue.start()
  void (form ? keepPage('/registers/') : forgetPage())
}
