/** The register by keyboard: everyone present at once, arrows between people, one letter a mark, live counts. */
for (const register of document.querySelectorAll('[data-register]')) start(register)

function start(register) {
  const rows = [...register.querySelectorAll('[data-register-row]')]
  const radios = (row) => [...row.querySelectorAll('input[type=radio]')]

  const count = () => {
    const counts = new Map()
    const marks = rows.map((row) => radios(row).find((radio) => radio.checked)?.value ?? 'none')
    for (const row of register.querySelectorAll('[data-register-fixed]')) marks.push(row.dataset.registerFixed)
    for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1)
    for (const place of register.querySelectorAll('[data-register-count]'))
      place.textContent = String(counts.get(place.dataset.registerCount) ?? 0)
  }

  const mark = (radio) => {
    if (radio.disabled || radio.checked) return
    radio.checked = true
    radio.dispatchEvent(new Event('change', { bubbles: true }))
  }

  const focus = (row) => {
    const choices = radios(row)
    const choice = choices.find((radio) => radio.checked) ?? choices[0]
    choice?.focus()
    row.scrollIntoView({ block: 'nearest' })
  }

  for (const button of register.querySelectorAll('[data-register-all]')) {
    button.hidden = false
    button.addEventListener('click', (event) => {
      // Without this script the button sends the form and the server marks them.
      event.preventDefault()
      for (const row of rows) {
        const radio = radios(row).find(({ value }) => value === button.dataset.registerAll)
        if (radio) radio.checked = true
      }
      count()
      register.dispatchEvent(new Event('change'))
      const announcement = register.querySelector('[data-register-status]')
      if (announcement) announcement.textContent = button.dataset.registerSaid ?? button.textContent.trim()
      if (rows[0]) focus(rows[0])
    })
  }

  register.addEventListener('change', count)
  // Marks that came from elsewhere, or were kept on the device.
  register.addEventListener('counted', count)
  register.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== 'radio') return
    const row = event.target.closest('[data-register-row]')
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const next = rows[rows.indexOf(row) + step]
      if (next) focus(next)
      return
    }
    const radio = radios(row).find(({ dataset }) => dataset.key?.toLowerCase() === event.key.toLowerCase())
    if (!radio) return
    event.preventDefault()
    mark(radio)
    radio.focus()
  })
  count()
}
