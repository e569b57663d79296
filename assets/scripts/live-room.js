/** The room's page follows the trainer: what is shown comes down a stream, answers go up without leaving the page. */
import { openLine } from './parts/event-line.js'
import { startClocks } from './parts/countdown.js'

const room = document.querySelector('[data-room]')
if (room) follow(room)

function follow(room) {
  const stage = room.querySelector('[data-stage]')
  const line = room.querySelector('[data-room-line]')
  const heard = room.querySelector('[data-room-heard]')
  // What this person answered, by item: the same page is sent to everybody, so it is put back in here.
  const answers = new Map()

  const remember = () => {
    const form = stage.querySelector('[data-answer]')
    const chosen = form?.querySelector('input:checked')
    if (form && form.hasAttribute('data-answered') && chosen) answers.set(form.dataset.answer, chosen.value)
    const results = stage.querySelector('[data-own-answer]')
    if (results?.dataset.own) answers.set(results.dataset.ownAnswer, results.dataset.own)
  }

  const show = ({ stage: html, title }) => {
    if (html === undefined) return
    const chosen = stage.querySelector('[data-answer] input:checked')?.value
    const item = stage.querySelector('[data-answer]')?.dataset.answer
    const focused = stage.contains(document.activeElement) ? document.activeElement.id : ''
    stage.innerHTML = html
    restore(item, chosen)
    if (focused) document.getElementById(focused)?.focus()
    startClocks(stage)
    heard.textContent = title ?? 'Nothing is shown just now'
  }

  const restore = (before, unsent) => {
    const form = stage.querySelector('[data-answer]')
    if (form) {
      const id = form.dataset.answer
      const own = answers.get(id)
      const value = own ?? (before === id ? unsent : undefined)
      const radio = value && form.querySelector(`input[value="${CSS.escape(value)}"]`)
      if (radio) radio.checked = true
      if (own)
        say(
          form,
          isOpen(form) ? 'Your answer is kept. You can change it until this closes.' : 'Closed. Your answer was kept.',
        )
    }
    const results = stage.querySelector('[data-own-answer]')
    const own = results && answers.get(results.dataset.ownAnswer)
    const text = own && stage.querySelector(`[data-option="${CSS.escape(own)}"]`)?.dataset.text
    if (text) {
      results.querySelector('strong').textContent = text
      results.hidden = false
    }
  }

  const isOpen = (form) => form.querySelector('button') !== null

  const say = (form, sentence) => {
    form.querySelector('[data-answer-said]').textContent = sentence
  }

  stage.addEventListener('submit', (event) => {
    const form = event.target.closest('[data-answer]')
    if (!form) return
    event.preventDefault()
    const chosen = form.querySelector('input:checked')
    if (!chosen) return say(form, 'Select an answer, then send it.')
    void send(form, chosen.value)
  })

  const send = async (form, value) => {
    const button = form.querySelector('button')
    button.disabled = true
    say(form, 'Sending…')
    const answer = await post(form.action, { option_id: value })
    button.disabled = false
    if (answer === undefined)
      return say(form, 'Not sent: there is no connection. Your choice is still here, so try again.')
    if (answer.result !== 'kept') return say(form, `${answer.sentence}.`)
    answers.set(form.dataset.answer, value)
    button.textContent = 'Change my answer'
    say(form, 'Your answer is kept. You can change it until this closes.')
  }

  remember()
  startClocks(stage)
  const states = {
    live: 'Live: this page follows the trainer.',
    broken: 'Not connected. Trying again. What you do here is kept as soon as it is sent.',
    over: 'This page no longer follows.',
  }
  const state = (name) => {
    line.dataset.state = name
    if (line.textContent !== states[name]) line.textContent = states[name]
  }
  openLine(`${location.pathname}/stream`, room.dataset.sequence, {
    state,
    on: (name, data) => {
      if (name === 'room') show(data)
      if (name !== 'bye') return
      state('over')
      // Whoever was signed out, lost their place or is at the end reads so on the page itself.
      if (data.reason !== 'elsewhere') location.reload()
    },
  })
}

/** The answer of our own server, or undefined where it could not be reached. */
async function post(url, fields) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    })
    if (response.type === 'opaqueredirect' || response.status === 404)
      return { result: 'gone', sentence: 'Not sent: reload the page' }
    return response.ok || response.status === 409 ? await response.json() : undefined
  } catch {
    return undefined
  }
}
