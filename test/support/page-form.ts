/** What a form on a page would send when one of its buttons is pressed. */
import type { Found, Page } from './page.ts'

export interface Upload {
  name: string
  type: string
  bytes: Buffer
}

type Fields = [name: string, value: string][]

export interface Encoded {
  type: string
  body: Buffer
}

const pair = (name: string | undefined, value: string): Fields => (name ? [[name, value]] : [])

/** The fields as filled in, then the button that was pressed. */
export function readFields(page: Page, form: Found, button: Found): Fields {
  const { $ } = page
  const id = form.attr('id')
  const inside = form.find('input, textarea, select').toArray()
  const outside = id ? $(`[form="${id}"]`).filter('input, textarea, select').toArray() : []
  return [
    ...[...inside, ...outside].flatMap((control) => readControl($(control))),
    ...pair(button.attr('name'), button.attr('value') ?? ''),
  ]
}

function readControl(control: Found): Fields {
  const name = control.attr('name')
  const type = control.attr('type') ?? ''
  if (control.attr('disabled') !== undefined || /^(submit|button|image|file|reset)$/.test(type)) return []
  if (control.is('textarea')) return pair(name, control.text().replace(/\r?\n/g, '\r\n'))
  if (control.is('select')) {
    const options = control.find('option')
    const chosen = options.filter('[selected]')
    const option = chosen.length > 0 ? chosen.first() : options.first()
    return pair(name, option.attr('value') ?? option.text())
  }
  const isTicked = control.attr('checked') !== undefined
  if (/^(radio|checkbox)$/.test(type) && !isTicked) return []
  return pair(name, control.attr('value') ?? (type === 'checkbox' ? 'on' : ''))
}

export function urlencoded(fields: Fields): Encoded {
  const body = Buffer.from(new URLSearchParams(fields).toString())
  return { type: 'application/x-www-form-urlencoded', body }
}

/** `uploads` are the files chosen, by the name of their field; an empty one is sent for each of the others, as browsers do. */
export async function multipart(
  page: Page,
  form: Found,
  fields: Fields,
  uploads: Map<string, Upload>,
): Promise<Encoded> {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  for (const field of form.find('input[type=file]').toArray()) {
    const name = page.$(field).attr('name') ?? ''
    const upload = uploads.get(name)
    if (upload) data.append(name, new Blob([new Uint8Array(upload.bytes)], { type: upload.type }), upload.name)
    else data.append(name, new Blob([]), '')
  }
  const encoded = new Response(data)
  return { type: encoded.headers.get('content-type')!, body: Buffer.from(await encoded.arrayBuffer()) }
}
