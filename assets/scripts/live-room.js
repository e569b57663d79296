/** The room's page follows the trainer: what is shown comes down a stream, answers go up without leaving the page. */
import { startClocks } from './parts/countdown.js'
import { openLine } from './parts/event-line.js'
import { followQuestions } from './parts/room-questions.js'
import { post } from './parts/room-post.js'

const room = document.querySelector('[data-room]')
if (room) follow(room)

const kept = 'Your answer is kept. You can change it until this closes.'

function follow(room) {
  const stage = room.querySelector('[data-stage]')
  const line = room.querySelector('[data-room-line]')
  const heard = room.querySelector('[data-room-heard]')
  const questions = followQuestions(room)
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
    const words = title ?? 'Nothing is shown just now'
    if (heard.textContent !== words) heard.textContent = words
  }

  const restore = (before, unsent) => {
    const form = stage.querySelector('[data-answer]')
    if (form) {
      const id = form.dataset.answer
      const own = answers.get(id)
      const value = (before === id ? unsent : undefined) ?? own
      const radio = value && form.querySelector(`input[value="${CSS.escape(value)}"]`)
      if (radio) radio.checked = true
      if (own && form.querySelector('button')) {
        form.querySelector('button').textContent = 'Change my answer'
        say(form, kept)
      } else if (own) say(form, 'Closed. Your answer was kept.')
    }
    const results = stage.querySelector('[data-own-answer]')
    const own = results && answers.get(results.dataset.ownAnswer)
    const text = own && stage.querySelector(`[data-option="${CSS.escape(own)}"]`)?.dataset.text
    if (text) {
      results.querySelector('strong').textContent = text
      results.hidden = false
    }
  }

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
    if (answer?.result === 'kept') answers.set(form.dataset.answer, value)
    // The page may have been drawn anew meanwhile: what is said belongs to the form that is there now.
    const shown = stage.querySelector(`[data-answer="${CSS.escape(form.dataset.answer)}"]`)
    if (!shown) return
    if (answer === undefined)
      return say(shown, 'Not sent: there is no connection. Your choice is still here: try again.')
    if (answer.result !== 'kept') return say(shown, `${answer.sentence}.`)
    const again = shown.querySelector('button')
    if (again) again.textContent = 'Change my answer'
    say(shown, again ? kept : 'Closed. Your answer was kept.')
  }

  // Asked for by the stream, because a browser slows the timers of a page that lies behind the meeting.
  // With the moment of the asking, so that an answer that comes late still counts from then.
  const here = async (asked, tries = 3) => {
    const answer = await post(`${room.dataset.room}/presence`, asked === undefined ? {} : { asked })
    if (answer === undefined && tries > 1) setTimeout(() => here(asked, tries - 1), 5000)
  }

  remember()
  startClocks(stage)
  const states = {
    live: 'Live: this page follows the trainer.',
    broken: 'Not connected. Trying again. What you do here is kept as soon as it is sent.',
    over: 'This page no longer follows: the room is open in another tab or on another device.',
  }
  const state = (name) => {
    line.dataset.state = name
    if (line.textContent !== states[name]) line.textContent = states[name]
  }
  openLine(`${room.dataset.room}/stream`, room.dataset.sequence, {
    state,
    on: (name, data) => {
      if (name === 'here') void here(data.asked)
      if (name === 'room') show(data)
      if (data.questions !== undefined) questions.show(data.questions)
      if (name !== 'bye') return
      state('over')
      // Whoever was signed out, lost their place or is at the end reads so on the page itself.
      if (data.reason !== 'elsewhere') location.assign(room.dataset.room)
    },
  })
}
