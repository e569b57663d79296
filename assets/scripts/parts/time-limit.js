/** Counts down to the end of a quiz by the server's clock, says so at five minutes and at one, and tells when it is over. */
const announced = [300, 60]

export function startTimeLimit(form, whenOver) {
  const left = form.querySelector('[data-time-left]')
  const said = form.querySelector('[data-time-said]')
  if (!form.dataset.endsAt || !left) return { update: () => false }
  let end
  let isOver = false
  const secondsLeft = () => Math.max(0, Math.ceil((end - performance.now()) / 1000))

  /** The end as the server says it now; whether there is time left. */
  const update = (endsAt, now) => {
    if (endsAt) end = performance.now() + (Date.parse(endsAt) - Date.parse(now))
    if (secondsLeft() > 0) isOver = false
    return !isOver
  }
  update(form.dataset.endsAt, form.dataset.now)
  // What is left when the page opens is on it in words.
  let before = secondsLeft()
  const tick = () => {
    const seconds = secondsLeft()
    left.textContent = seconds > 0 ? `${words(seconds)} left` : 'Time is up'
    for (const at of announced) if (before > at && seconds <= at && seconds > 0) said.textContent = `${spoken(at)} left`
    before = seconds
    if (seconds > 0 || isOver) return
    isOver = true
    whenOver()
  }
  setInterval(tick, 1000)
  tick()
  return { update }
}

const words = (seconds) =>
  seconds < 60
    ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} minutes`
const spoken = (seconds) => (seconds < 120 ? '1 minute' : `${seconds / 60} minutes`)
