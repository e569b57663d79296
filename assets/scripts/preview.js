/** Shows how Markdown will look while it is being written. */
import { startScenarios } from './parts/scenario.js'

const pause = 400

for (const textarea of document.querySelectorAll('textarea[data-preview-url]')) {
  const target = (textarea.closest('form') ?? document).querySelector('[data-preview-target]')
  if (target) preview(textarea, target)
}

function preview(textarea, target) {
  let timer
  let latest = 0

  const show = async () => {
    const mine = ++latest
    try {
      const response = await fetch(textarea.dataset.previewUrl, {
        method: 'POST',
        body: new URLSearchParams({ markdown: textarea.value }),
        credentials: 'same-origin',
        redirect: 'manual',
        headers: { Accept: 'text/html' },
      })
      // The server renders and cleans it as it does for learners; an answer overtaken by a later one is dropped.
      const html = response.ok ? await response.text() : null
      if (html === null || mine !== latest) return
      target.innerHTML = html
      startScenarios(target)
    } catch {
      // The preview stays as it was; what was typed is safe in the form.
    }
  }

  textarea.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(show, pause)
  })
  if (textarea.value) void show()
}
