/** Questions from the room: asked and voted for without leaving the page; the list is the same for all, the votes are one's own. */
import { post } from './room-post.js'

export function followQuestions(room) {
  const list = room.querySelector('[data-questions]')
  const ask = room.querySelector('[data-ask]')
  const voted = new Set([...list.querySelectorAll('[data-voted]')].map((form) => form.dataset.vote))

  const mark = () => {
    for (const form of list.querySelectorAll('[data-vote]')) {
      const has = voted.has(form.dataset.vote)
      form.querySelector('button').value = has ? 'no' : 'yes'
      form.querySelector('[data-vote-words]').textContent = has ? 'Take back my vote' : 'I ask that too'
    }
  }

  list.addEventListener('submit', (event) => {
    const form = event.target.closest('[data-vote]')
    if (!form) return
    event.preventDefault()
    void vote(form.action, form.dataset.vote)
  })

  const vote = async (url, id) => {
    const answer = await post(url, { vote: voted.has(id) ? 'no' : 'yes' })
    if (answer?.result === 'voted') voted.add(id)
    if (answer?.result === 'taken-back') voted.delete(id)
    mark()
  }

  ask?.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })

  const send = async () => {
    const said = ask.querySelector('[data-ask-said]')
    const button = ask.querySelector('button')
    button.disabled = true
    said.textContent = 'Sending…'
    const answer = await post(ask.action, new FormData(ask))
    button.disabled = false
    if (answer?.result !== 'asked') {
      said.textContent = answer
        ? `${answer.sentence}.`
        : 'Not sent: there is no connection. Your words are still here: try again.'
      return
    }
    ask.reset()
    // A new form may ask anew.
    const id = ask.elements.id
    if (id) id.value = crypto.randomUUID?.() ?? ''
    said.textContent = 'Your question is in the list.'
  }

  return {
    show: (html) => {
      const focused = list.contains(document.activeElement) ? document.activeElement.id : ''
      list.innerHTML = html
      mark()
      if (focused) document.getElementById(focused)?.focus()
    },
  }
}
