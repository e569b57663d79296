/** Shows the certificate as it would be printed while its words are typed, and asks before unsaved ones are left. */
const pause = 400

for (const form of document.querySelectorAll('form[data-design-url]')) design(form)

function design(form) {
  const target = form.querySelector('[data-design-target]')
  let timer
  let latest = 0
  let typed = false

  const show = async () => {
    const mine = ++latest
    target.setAttribute('aria-busy', 'true')
    try {
      const response = await fetch(form.dataset.designUrl, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        credentials: 'same-origin',
        redirect: 'manual',
        headers: { Accept: 'text/html' },
      })
      const html = response.ok ? await response.text() : null
      // An answer overtaken by a later one is dropped.
      if (html !== null && mine === latest) target.innerHTML = html
    } catch {
      // The picture stays as it was; what was typed is safe in the form.
    }
    if (mine === latest) target.setAttribute('aria-busy', 'false')
  }

  form.addEventListener('input', (event) => {
    if (!event.target.name.startsWith('look_')) typed = true
    clearTimeout(timer)
    timer = setTimeout(show, pause)
  })
  form.addEventListener('submit', () => (typed = false))
  addEventListener('beforeunload', (event) => {
    if (typed) event.preventDefault()
  })
  // The preview shows itself.
  form.querySelector('[data-design-button]').remove()
  form.dataset.ready = ''
}
