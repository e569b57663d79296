/** Shows the certificate as it would be printed while its words are typed, and asks before unsaved ones are left. */
const pause = 400

for (const form of document.querySelectorAll('form[data-design-url]')) design(form)

function design(form) {
  const target = form.querySelector('[data-design-target]')
  let timer
  let asked
  // A page that came back with faults, or a preview without a script, shows words that are kept nowhere.
  let typed = 'designUnsaved' in form.dataset

  const show = async () => {
    asked?.abort()
    const mine = (asked = new AbortController())
    target.setAttribute('aria-busy', 'true')
    try {
      const response = await fetch(form.dataset.designUrl, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        credentials: 'same-origin',
        redirect: 'manual',
        headers: { Accept: 'text/html' },
        signal: mine.signal,
      })
      const html = response.ok ? await response.text() : null
      if (html !== null && mine === asked) showParts(target, html)
    } catch {
      // Overtaken, or no network: the picture stays as it was, and what was typed is safe in the form.
    }
    if (mine === asked) target.setAttribute('aria-busy', 'false')
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

/** The picture is looked at; of what changes only faults are read out, and only those that were not there before. */
function showParts(target, html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html')
  for (const part of ['[data-design-notes]', '[data-design-picture]']) {
    const [there, made] = [target.querySelector(part), fresh.querySelector(part)]
    if (there.innerHTML !== made.innerHTML) there.replaceChildren(...made.childNodes)
  }
}
