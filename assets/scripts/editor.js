/** The editor of a course page: buttons and keys that write the marks, dialogs that ask for what is needed. */
import { addressOf, marks, mediaLines, tableLines } from './parts/write-marks.js'

for (const editor of document.querySelectorAll('[data-editor]')) start(editor)

function start(editor) {
  const text = editor.querySelector('textarea')
  const { form } = text
  const toolbar = editor.querySelector('[data-toolbar]')
  toolbar.hidden = false

  const press = (name) => {
    const dialog = document.querySelector(`[data-dialog="${name}"]`)
    if (dialog) return open(dialog, name, text)
    // It stands before the text and is no part of it: a field of its own, further down.
    if (name === 'notice') return form.elements.content_notice.focus()
    write(text, marks[name])
  }
  toolbar.addEventListener('click', (event) => {
    const button = event.target.closest('[data-write]')
    if (button) press(button.dataset.write)
  })
  walkToolbar(toolbar, text)
  text.addEventListener('keydown', (event) => {
    const name = shortcut(event)
    if (name) {
      event.preventDefault()
      press(name)
    } else if (event.key === 'F10' && event.altKey) {
      event.preventDefault()
      toolbar.querySelector('[tabindex="0"]').focus()
    } else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.isComposing) carryOn(event, text)
  })
  form.addEventListener('keydown', (event) => {
    const save = form.querySelector('[data-save]')
    if (!save || event.code !== 'KeyS' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    form.requestSubmit(save)
  })
  for (const dialog of document.querySelectorAll('[data-dialog]'))
    dialog.querySelector('[data-dialog-close]').addEventListener('click', () => dialog.close())
}

function shortcut({ ctrlKey, metaKey, shiftKey, altKey, code }) {
  if (!ctrlKey && !metaKey) return null
  if (altKey && !shiftKey) return { Digit2: 'heading', Digit3: 'subheading' }[code]
  if (shiftKey && !altKey) return { Digit7: 'numbers', Digit8: 'bullets', Digit9: 'quote' }[code]
  return altKey || shiftKey ? null : { KeyB: 'bold', KeyI: 'italic', KeyK: 'link' }[code]
}

/** Arrow keys go from button to button, as in every toolbar; Escape goes back to the text. */
function walkToolbar(toolbar, text) {
  const buttons = [...toolbar.querySelectorAll('button')]
  toolbar.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (event.key === 'Escape') return text.focus()
    if (to === undefined || at === -1) return
    event.preventDefault()
    focus(buttons[(to + buttons.length) % buttons.length])
  })
  toolbar.addEventListener('focusin', (event) => {
    for (const button of buttons) button.tabIndex = button === event.target ? 0 : -1
  })
  const focus = (button) => button.focus()
}

/** In a list the Enter key begins the next item; on an empty item it ends the list. */
function carryOn(event, text) {
  if (text.selectionStart !== text.selectionEnd) return
  const before = text.value.slice(0, text.selectionStart)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  const [, indent, mark, words] = /^(\s*)([-*] (?:\[ ?\] )?|\d+\. |> )(.*)$/.exec(line) ?? []
  if (mark === undefined) return
  event.preventDefault()
  if (words.trim() === '') return replace(text, text.selectionStart - line.length, text.selectionStart, '\n')
  const next = /^\d/.test(mark) ? `${Number.parseInt(mark, 10) + 1}. ` : mark
  replace(text, text.selectionStart, text.selectionStart, `\n${indent}${next}`)
}

function write(text, { whole, apart, words, write: make }) {
  let { selectionStart: from, selectionEnd: to } = text
  const { value } = text
  if (whole) {
    from = value.lastIndexOf('\n', from - 1) + 1
    const end = value.indexOf('\n', to)
    to = end === -1 ? value.length : end
  }
  const made = make(value.slice(from, to))
  const select = words && made.includes(words) ? words : whole ? null : made
  if (apart) return insertBlock(text, from, to, made, select)
  replace(text, from, to, made, select)
}

/** A block stands by itself: an empty line on both sides. */
function insertBlock(text, from, to, made, select = null) {
  const before = text.value.slice(0, from).replace(/\n+$/, '')
  const after = text.value.slice(to).replace(/^\n+/, '')
  const lead = before === '' ? '' : '\n\n'
  replace(text, before.length, text.value.length - after.length, `${lead}${made}\n${after === '' ? '' : '\n'}`, select)
}

/** As if typed, so that undoing works; what was made is selected, to be written over. */
function replace(text, from, to, made, select = null) {
  text.focus()
  text.setSelectionRange(from, to)
  // Deprecated, and still the only way that keeps the browser's undo.
  if (!document.execCommand('insertText', false, made)) {
    text.setRangeText(made, from, to, 'end')
    text.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  if (select === null) return
  const at = from + made.indexOf(select)
  text.setSelectionRange(at, at + select.length)
}

function open(dialog, name, text) {
  const { selectionStart: from, selectionEnd: to } = text
  const selected = text.value.slice(from, to)
  const form = dialog.querySelector('form')
  const fault = dialog.querySelector('[data-dialog-fault]')
  form.reset()
  clear(fault)
  if (name === 'link' && selected)
    form.elements[/^(https?:|mailto:|tel:|\/)/.test(selected) ? 'href' : 'text'].value = selected
  dialog.onclose = () => text.focus()
  form.onsubmit = async (event) => {
    event.preventDefault()
    clear(fault)
    const submit = form.querySelector('[type="submit"]')
    submit.disabled = true
    try {
      const made = await makers[name](form)
      dialog.onclose = null
      dialog.close()
      if (name === 'link' || name === 'file') replace(text, from, to, made)
      else insertBlock(text, from, to, made)
      if (name === 'table') toFirstCell(text)
    } catch (error) {
      tell(fault, error, form.elements[error.field])
    } finally {
      submit.disabled = false
    }
  }
  dialog.showModal()
}

/** From below a new table into its first empty cell, to write on there. */
function toFirstCell(text) {
  const rows = text.value.lastIndexOf('\n|', text.value.lastIndexOf('---', text.selectionStart))
  const cell = text.value.indexOf('\n|', rows + 1) + 3
  text.setSelectionRange(cell, cell)
}

/** Above the field it is about, as on every page; what is about no field stands above the buttons. */
function tell(fault, { message }, field) {
  if (field) {
    field.before(fault)
    field.setAttribute('aria-invalid', 'true')
    field.closest('.govuk-form-group').classList.add('govuk-form-group--error')
    field.focus()
  }
  fault.textContent = message
  fault.scrollIntoView({ block: 'nearest' })
}

function clear(fault) {
  const form = fault.closest('form')
  for (const group of form.querySelectorAll('.govuk-form-group--error'))
    group.classList.remove('govuk-form-group--error')
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
  fault.textContent = ''
  form.querySelector('.govuk-button-group').before(fault)
}

const value = (form, name) => form.elements[name].value.trim()

function needed(form, name, sentence) {
  const given = value(form, name)
  if (!given) throw missing(name, sentence)
  return given
}

const missing = (field, sentence) => Object.assign(new Error(sentence), { field })

const makers = {
  link: (form) => {
    const words = needed(form, 'text', 'Enter the words of the link')
    return `[${words.replace(/[[\]]/g, '')}](${addressOf(needed(form, 'href', 'Enter the address'))})`
  },
  table: (form) => {
    const headings = needed(form, 'headings', 'Enter the headings, with a comma between them')
    return tableLines(headings, Math.min(50, Math.max(1, Number.parseInt(value(form, 'rows'), 10) || 1)))
  },
  image: async (form) => {
    const isDecorative = form.elements.is_decorative.checked
    const known = form.elements['known-image'].selectedOptions[0]
    if (!form.elements['new-image'].files[0] && known?.value) return known.dataset.markdown
    if (!isDecorative) needed(form, 'alt', 'Enter what the image shows, or say that it is decorative')
    const file = await fileOf(form, 'image', 'Select an image', {
      alt: isDecorative ? '' : value(form, 'alt'),
      ...(isDecorative && { is_decorative: 'yes' }),
    })
    return file.markdown
  },
  video: async (form) => {
    const title = needed(form, 'title', 'Enter the title of the video')
    const transcript = needed(form, 'transcript', 'Enter what is said and shown, for people who cannot hear or see it')
    const href = value(form, 'href')
    const source = href || (await fileOf(form, 'video', 'Select a video, or enter a link to it')).href
    const hasCaptions = form.elements['new-captions'].files[0] || value(form, 'known-captions')
    if (!href && !hasCaptions) throw missing('new-captions', 'Select the captions of the video: a WebVTT file')
    const captions = hasCaptions ? (await fileOf(form, 'captions', '')).href : 'yes'
    return mediaLines({ kind: 'video', title, source, captions, transcript })
  },
  audio: async (form) => {
    const title = needed(form, 'title', 'Enter the title of the recording')
    const transcript = needed(form, 'transcript', 'Enter what is said, for people who cannot hear it')
    const source =
      value(form, 'href') || (await fileOf(form, 'audio', 'Select a recording, or enter a link to it')).href
    return mediaLines({ kind: 'audio', title, source, transcript })
  },
  file: async (form) => (await fileOf(form, 'file', 'Select a file')).markdown,
}

/** The file that the page has, or the new one once the server has it. */
async function fileOf(form, name, sentence, fields = {}) {
  const known = form.elements[`known-${name}`]
  const chosen = form.elements[`new-${name}`].files[0]
  if (!chosen) {
    if (!known.value) throw missing(`new-${name}`, sentence)
    return { href: known.value, markdown: known.selectedOptions[0].dataset.markdown }
  }
  const body = new FormData()
  for (const [field, text] of Object.entries(fields)) body.append(field, text)
  body.append('file', chosen)
  const response = await fetch(form.dataset.upload, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { Accept: 'application/json' },
  }).catch(() => {
    throw new Error('There is no connection. Try again in a moment')
  })
  if (response.type === 'opaqueredirect')
    throw new Error('You are signed out. Sign in again in another tab, then try again')
  const answer = await response.json().catch(() => ({ error: 'That did not work. Try again' }))
  if (!response.ok) throw missing(`new-${name}`, answer.error)
  remember(answer.file, name, known)
  form.elements[`new-${name}`].value = ''
  return answer.file
}

/** So that it can be chosen again, here and after a mistake further down the form. */
function remember({ href, file_name, markdown }, name, known) {
  const option = [...known.options].find((one) => one.value === href) ?? new Option(file_name, href)
  option.dataset.markdown = markdown
  known.add(option)
  known.value = href
  known.closest('[data-known]').hidden = false
}
