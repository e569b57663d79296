/** Keeps quiz answers as they are given: on this device at once, and at the server as soon as it has them; says which. */
import { clock } from './parts/clock.js'
import { keepBesides, keepPage, readBesides } from './parts/kept-pages.js'
import { postForm } from './parts/post-form.js'
import { startTimeLimit } from './parts/time-limit.js'
import { unsentAnswers } from './parts/unsent-answers.js'

const sentences = {
  saving: () => 'Saving…',
  saved: (time) => `Saved at ${time}`,
  offline: (count, kept) => `You are offline: ${answers(count)} not sent yet. ${kept} until there is a network`,
  failed: (count, kept) => `${answers(count)} not sent yet: our website could not be reached. ${kept}. Trying again`,
  'signed-out': (count, kept) =>
    `${answers(count)} not sent yet: you are signed out. ${kept}. Sign in again in another tab`,
  'not-theirs': (count, kept) =>
    `${answers(count)} not sent yet: somebody else is signed in here. ${kept}. Sign in again in another tab`,
  closed: () => 'Not saved: these answers can no longer be changed',
  locked: (count) => `Not changed: ${answers(count)} had been checked already. Load this page again to see`,
  older: (count) => `${answers(count)} had been changed elsewhere since. You see here what is saved now`,
  refused: () => 'Not saved: hand in your answers to keep them',
}
const answers = (count) => (count === 1 ? '1 answer' : `${count} answers`)
const keptWords = (count, isStored) =>
  isStored
    ? `${count === 1 ? 'It is' : 'They are'} kept on this device`
    : 'This device cannot keep what you answer: leave this page open'

// How long after the last key what was typed is sent; leaving the field sends it at once.
const typingWait = 1_200
const firstWait = 2_000
const longestWait = 60_000

for (const form of document.querySelectorAll('form[data-autosave-url]')) autosave(form)

function autosave(form) {
  const { autosaveUrl: url, autosaveBy: person, now: renderedAt } = form.dataset
  const status = form.querySelector('[data-autosave-status]')
  // A page that was kept on the device has the name of an earlier one: each load is a tab of its own.
  const tab = `${form.elements._tab.value.slice(0, 30)}-${Math.random().toString(36).slice(2, 10)}`
  form.elements._tab.value = tab
  const unsent = unsentAnswers(url.split('/').at(-2), person, tab)
  // Of pages that were closed or reloaded before theirs were sent; another open tab sends its own with the same numbers.
  let left = unsent.left()
  // What the server has acknowledged since this page was made, for a reload without a network.
  let since = {}
  // All that was changed on this page: changed back is a change too, if a save in between got through.
  const touched = new Set()
  // Shown from the device or as another has answered: what the page was made with says nothing of them.
  const restored = new Set()
  const asked = form.elements._asked.value.split(',')
  // Rises with each change, whatever the computer's clock does; numbers count within a tab.
  let seq = Date.now()
  let busy
  let stopped = false
  let leaving = false
  let wait = firstWait
  let timer
  let typing

  const say = (state, sentence) => {
    status.dataset.state = state
    if (status.textContent !== sentence) status.textContent = sentence
  }
  const sayWaiting = (why) => say('waiting', sentences[why](waiting(), keptWords(waiting(), unsent.isStored())))
  const waiting = () =>
    new Set([...Object.keys(unsent.own), ...Object.values(left).flatMap((one) => Object.keys(one))]).size
  const nextSeq = () => (seq = Math.max(seq + 1, Date.now()))

  /** One tab's answers as the server takes them: each with all fields of its question, and how long it has waited. */
  const body = (from, sent) => {
    const data = new URLSearchParams({
      _tab: from,
      _seq: String(Math.max(0, ...Object.values(sent).map((answer) => answer.seq))),
      _asked: Object.keys(sent)
        .map((question) => question.replace('question-', ''))
        .join(','),
    })
    for (const [question, { at, fields }] of Object.entries(sent)) {
      data.append('_changed', question)
      data.append('_ages', `${question}:${Math.max(0, Date.now() - at)}`)
      for (const [name, value] of fields) data.append(name, value)
    }
    return data
  }

  const batches = () => [
    ...Object.entries(left).map(([from, answersOf]) => [from, { ...answersOf }]),
    ...(Object.keys(unsent.own).length > 0 ? [[tab, { ...unsent.own }]] : []),
  ]

  /** Whoever asks while answers are on their way waits for those. */
  const send = () => {
    clearTimeout(timer)
    clearTimeout(typing)
    if (stopped || leaving || waiting() === 0) return Promise.resolve()
    if (!navigator.onLine && !busy) return Promise.resolve(sayWaiting('offline'))
    busy ??= sendAll().finally(() => (busy = undefined))
    return busy
  }

  async function sendAll() {
    say('saving', sentences.saving())
    let older = 0
    let locked = 0
    for (let next = batches(); next.length > 0; next = batches()) {
      const [from, sent] = next[0]
      const { outcome, answer: told } = await postForm(url, body(from, sent))
      if (outcome !== 'kept') return failed(outcome)
      wait = firstWait
      time.update(told.ends_at, told.now)
      const taken = take(from, sent, told)
      older += taken.older
      locked += taken.locked
      await keepBesides(since)
    }
    if (leaving) return
    if (older > 0) return say('waiting', sentences.older(older))
    if (locked > 0) return say('waiting', sentences.locked(locked))
    say('saved', sentences.saved(clock(new Date())))
  }

  /** The server has decided on these: where it keeps another, that is shown, unless it was changed here meanwhile. */
  function take(from, sent, told) {
    unsent.drop(from, sent)
    delete left[from]
    const older = told.older.filter((one) => !unsent.own[one.field])
    for (const one of older) show(one.field, one.fields)
    for (const { field, fields } of told.older) since[field] = { saved_at: told.saved_at, fields }
    const notKept = new Set([...told.older.map((one) => one.field), ...told.locked])
    for (const [question, { fields }] of Object.entries(sent))
      if (!notKept.has(question)) since[question] = { saved_at: told.saved_at, fields }
    return { older: older.length, locked: told.locked.length }
  }

  function failed(outcome) {
    if (outcome === 'closed' || outcome === 'refused') {
      stopped = true
      if (outcome === 'closed') {
        unsent.forget()
        left = {}
      }
      return say('stopped', sentences[outcome]())
    }
    sayWaiting(outcome)
    timer = setTimeout(send, wait * (0.75 + Math.random() / 2))
    wait = Math.min(wait * 2, longestWait)
  }

  // Where the server was away meanwhile, it answers with the time that is left.
  const time = startTimeLimit(form, async function whenOver() {
    if (stopped || leaving) return
    // Nothing to send asks for the time all the same.
    const last = batches()
    for (const [from, sent] of last.length > 0 ? last : [[tab, {}]]) {
      const { outcome, answer: told } = await postForm(url, body(from, sent))
      // Leaving for a server that is not there, or as somebody else, would lose what waits.
      if (['failed', 'offline', 'not-theirs'].includes(outcome)) return void setTimeout(whenOver, firstWait)
      if (!told) break
      take(from, sent, told)
      if (time.update(told.ends_at, told.now)) return void send()
    }
    form.elements._time_up.value = 'yes'
    stopped = true
    form.requestSubmit()
  })

  const questionOf = (name) => /^question-\d+/.exec(name)?.[0]
  const fieldsOf = (question) =>
    [...new FormData(form)].filter(([name]) => name === question || name.startsWith(`${question}-`))

  /** Puts an answer into its fields, where they are on this page. */
  function show(question, fields) {
    restored.add(question)
    for (const field of form.elements) {
      if (questionOf(field.name) !== question || field.type === 'hidden' || field.type === 'submit') continue
      const values = fields.flatMap(([name, value]) => (name === field.name ? [value] : []))
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = values.includes(field.value)
      else field.value = values[0] ?? ''
    }
  }

  const change = ({ name }) => {
    const question = questionOf(name)
    if (!question) return false
    unsent.put(question, { seq: nextSeq(), at: Date.now(), fields: fieldsOf(question) })
    for (const [from, answersOf] of Object.entries(left)) {
      if (!answersOf[question]) continue
      // On the device too, or the next page would show it again.
      unsent.drop(from, { [question]: answersOf[question] })
      delete answersOf[question]
      if (Object.keys(answersOf).length === 0) delete left[from]
    }
    touched.add(name)
    restored.delete(question)
    return true
  }
  const isTyped = (field) => field.matches('input[type=text], textarea')

  form.addEventListener('change', (event) => {
    // What was typed was taken down key by key: leaving the field only sends it.
    if (isTyped(event.target) ? questionOf(event.target.name) : change(event.target)) void send()
  })
  form.addEventListener('input', (event) => {
    if (!isTyped(event.target) || !change(event.target)) return
    clearTimeout(typing)
    typing = setTimeout(send, typingWait)
  })
  // In a field the Enter key keeps the answer; only the button hands in.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input[type=text]')) return
    event.preventDefault()
    void send()
  })
  form.addEventListener('submit', (event) => {
    // What waits goes first; where nothing arrives, leaving the page would only lead to an error.
    if (!stopped && !leaving && (waiting() > 0 || !navigator.onLine)) {
      event.preventDefault()
      const by = event.submitter
      void send().then(() => {
        if (navigator.onLine && (waiting() === 0 || stopped)) {
          leaving = true
          form.requestSubmit(by)
        } else if (waiting() === 0)
          say('waiting', 'You are offline. Everything here is saved: go on when there is a network')
      })
      return
    }
    leaving = true
    // A save that is still on its way must not arrive after the form and undo it.
    form.elements._seq.value = String(nextSeq())
    form.elements._asked.value = asked.filter((position) => !restored.has(`question-${position}`)).join(',')
    form.elements._touched.value = [...touched].join(',')
    clearTimeout(timer)
    clearTimeout(typing)
  })
  window.addEventListener('online', () => {
    wait = firstWait
    if (waiting() > 0) void send()
    else if (status.dataset.state === 'waiting') say('saved', 'You are online again, and everything is saved')
  })
  window.addEventListener('offline', () => {
    if (waiting() > 0) sayWaiting('offline')
  })
  document.addEventListener('visibilitychange', () => {
    if (leaving || stopped || waiting() === 0) return
    if (document.visibilityState === 'visible') return void send()
    for (const [from, sent] of batches()) navigator.sendBeacon(url, body(from, sent))
  })
  // They are on the device; but nobody hands in what is only there.
  window.addEventListener('beforeunload', (event) => {
    if (waiting() > 0 && !leaving && !stopped) event.preventDefault()
  })
  // Back from the next page: the form is alive again.
  window.addEventListener('pageshow', () => {
    leaving = false
  })

  /** Kept on the device, this page may be older than what was saved from it: that is shown, then what waits. */
  async function begin() {
    // What was saved while this was being read counts too.
    since = { ...(await readBesides()), ...since }
    for (const [question, { saved_at, fields }] of Object.entries(since)) {
      // The page may have been made while the answer was on its way in.
      if (Date.parse(saved_at) < Date.parse(renderedAt) - 60_000) delete since[question]
      else if (!unsent.own[question]) show(question, fields)
    }
    for (const answersOf of Object.values(left))
      for (const [question, { fields }] of Object.entries(answersOf)) show(question, fields)
    void send()
    await keepPage('/my-training/attempts/')
  }
  void begin()
}
