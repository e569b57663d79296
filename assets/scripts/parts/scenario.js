/** A scenario one step at a time: choosing shows why it was a good or a bad choice, then the step it leads to. */
export function startScenarios(root) {
  for (const scenario of root.querySelectorAll('[data-scenario]:not([data-started])')) start(scenario)
}

function start(scenario) {
  const steps = [...scenario.querySelectorAll('[data-step]')]
  if (steps.length < 2) return
  scenario.dataset.started = ''
  const again = document.createElement('button')
  again.type = 'button'
  again.className = 'govuk-button govuk-button--secondary'
  again.textContent = 'Begin again'
  scenario.append(again)

  const begin = () => {
    steps.forEach((step, index) => {
      step.hidden = index > 0
      step.querySelectorAll('[data-choice]').forEach((choice) => {
        choice.hidden = false
        choice.querySelector('[data-explanation]').hidden = true
        choice.querySelector('a').removeAttribute('aria-disabled')
      })
    })
    scenario.prepend(scenario.querySelector('h2'))
    again.hidden = true
  }

  scenario.addEventListener('click', (event) => {
    const link = event.target.closest('[data-choice] a.app-scenario__choice')
    if (!link) return
    event.preventDefault()
    if (link.getAttribute('aria-disabled') === 'true') return
    const choice = link.closest('[data-choice]')
    const next = steps.find((step) => `#${step.id}` === link.getAttribute('href'))
    // The others stay readable after the story has gone on, but only what was chosen counts.
    for (const other of choice.parentElement.children) other.querySelector('a').setAttribute('aria-disabled', 'true')
    for (const other of choice.parentElement.children) if (other !== choice) other.hidden = true
    choice.querySelector('[data-explanation]').hidden = false
    again.hidden = false
    if (!next) return
    again.before(next)
    next.hidden = false
    next.focus()
  })
  again.addEventListener('click', () => {
    begin()
    steps[0].focus()
  })
  begin()
}
