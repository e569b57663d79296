/** The trainer's pages of a room: read anew when something happens there, without losing place, focus or what is open. */
import { openLine } from './parts/event-line.js'

const page = document.querySelector('[data-room-refresh]')
if (page) follow(page)

function follow(page) {
  let timer
  let isReading = false

  const soon = (milliseconds = 200) => {
    clearTimeout(timer)
    timer = setTimeout(refresh, milliseconds)
  }

  const refresh = async () => {
    if (isReading) return soon()
    isReading = true
    try {
      const headers = { 'X-Background': 'yes' }
      const response = await fetch(location.href, { credentials: 'same-origin', redirect: 'manual', headers })
      if (response.ok) put(new DOMParser().parseFromString(await response.text(), 'text/html'))
    } catch {
      // The next event, or the next round, tries again.
    }
    isReading = false
    next()
  }

  // A page that changes by the clock (a code, who is here) says after how many seconds.
  const next = () => {
    const seconds = Number(page.querySelector('[data-again-in]')?.dataset.againIn ?? page.dataset.every)
    if (seconds > 0) soon(seconds * 1000)
  }

  if (page.dataset.stream)
    openLine(page.dataset.stream, page.dataset.sequence, {
      state: () => {},
      on: (name, data) => {
        // Asked by the server whether somebody is here; or the line is new, and answers may have come before it.
        if (name === 'here' && data.asked !== undefined) return
        if (name !== 'bye') soon()
        else if (data.reason === 'access') location.reload()
      },
    })
  next()
}

/** Every region that the server made anew takes the place of the old one. */
function put(fresh) {
  for (const region of document.querySelectorAll('[data-live]')) {
    const made = fresh.getElementById(region.id)
    if (!made || made.innerHTML === region.innerHTML) continue
    const focused = region.contains(document.activeElement) ? keyOf(document.activeElement) : undefined
    const open = [...region.querySelectorAll('details[open]')].map((details) => details.dataset.key)
    region.innerHTML = made.innerHTML
    for (const details of region.querySelectorAll('details')) details.open = open.includes(details.dataset.key)
    if (focused) [...region.querySelectorAll('a, button, summary')].find((one) => keyOf(one) === focused)?.focus()
  }
}

const keyOf = (element) =>
  `${element.tagName} ${element.getAttribute('href') ?? ''} ${element.form?.action ?? ''} ${element.value ?? ''} ${element.closest('details')?.dataset.key ?? ''}`
