/** A stream of events that takes itself up again where it broke, also when the browser's own EventSource has given up. */
export function openLine(url, after, { on, state }) {
  let last = after
  let source
  let timer
  let isOver = false

  const open = () => {
    source = new EventSource(`${url}?after=${encodeURIComponent(last)}`)
    source.onopen = () => {
      state('live')
      on('here', {})
    }
    source.onerror = () => {
      if (isOver) return
      state('broken')
      // A refusal (a process that ends, a signed-out person) is final for the browser; a break in the line is not.
      if (source.readyState !== EventSource.CLOSED) return
      clearTimeout(timer)
      timer = setTimeout(open, 1500 + Math.random() * 4000)
    }
    for (const name of ['room', 'questions', 'figures', 'here', 'bye'])
      source.addEventListener(name, (event) => {
        if (event.lastEventId) last = event.lastEventId
        if (name === 'bye') close()
        on(name, JSON.parse(event.data))
      })
  }

  const close = () => {
    isOver = true
    clearTimeout(timer)
    source.close()
  }

  open()
  // A page that lies in the browser's memory must not hold a line; back on the screen it asks for what it missed.
  window.addEventListener('pagehide', () => source.close())
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && !isOver) open()
  })
}
