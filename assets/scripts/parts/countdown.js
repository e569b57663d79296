/** Clocks that count down to a moment of the server's, whatever this computer's own clock says. */
const running = new Set()

export function startClocks(within) {
  for (const timer of running) clearInterval(timer)
  running.clear()
  for (const clock of within.querySelectorAll('[data-clock]')) {
    const left = clock.querySelector('[data-clock-left]')
    const end = performance.now() + (Date.parse(clock.dataset.clock) - Date.parse(clock.dataset.now))
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000))
      left.textContent = seconds > 0 ? `: ${words(seconds)} left` : ': time is up'
      if (seconds === 0) clearInterval(timer)
    }
    const timer = setInterval(tick, 1000)
    running.add(timer)
    tick()
  }
}

const words = (seconds) =>
  seconds < 60 ? `${seconds} seconds` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
