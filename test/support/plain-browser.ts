/**
 * A browser without JavaScript: keeps cookies, follows redirects and links, fills in forms by their labels and presses
 * buttons by their words. It counts what a person would: pages loaded, and clicks.
 */
import { Page } from './page.ts'
import type { Found, Place, Words } from './page.ts'
import type { Upload } from './page-form.ts'
import { multipart, readFields, urlencoded } from './page-form.ts'

export interface Answer {
  status: number
  headers: Headers
  body: Buffer
}

/** How a request reaches the server: over the network, or into an app in this process. */
export type Send = (request: {
  method: string
  url: URL
  headers: Record<string, string>
  body?: Buffer
}) => Promise<Answer>

/** Over the network. A redirect is followed as soon as its head has come, as browsers do. */
export const overHttp: Send = async ({ method, url, headers, body }) => {
  const sent = body ? { body: new Uint8Array(body) } : {}
  const answer = await fetch(url, { method, headers, redirect: 'manual', ...sent }).catch((error: Error) => {
    throw new Error(`${url.href} cannot be reached: ${String(error.cause ?? error.message)}`, { cause: error })
  })
  const { status } = answer
  if (status < 300 || status > 399)
    return { status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
  answer.body?.cancel().catch(() => {})
  return { status, headers: answer.headers, body: Buffer.alloc(0) }
}

/** What came when it was no page: a PDF, a CSV, a workbook. */
export interface Download {
  url: URL
  type: string
  file_name: string | null
  bytes: Buffer
}

export class PlainBrowser {
  baseUrl: string
  send: Send
  cookies = new Map<string, string>()
  loads = 0
  clicks = 0
  /** Another site's address, where the last button or link led away. */
  leftFor: string | null = null
  downloaded: Download | null = null
  #page: Page | null = null
  #uploads = new Map<string, Upload>()

  constructor(baseUrl: string, send: Send = overHttp) {
    this.baseUrl = baseUrl
    this.send = send
  }

  get page(): Page {
    if (!this.#page) throw new Error('No page is open yet')
    return this.#page
  }

  /** Goes to an address that was typed, bookmarked or opened from an email. */
  async open(address: string, { status = 200 }: { status?: number } = {}): Promise<Page> {
    await this.#go('GET', new URL(address, this.baseUrl), { 'sec-fetch-site': 'none' })
    return this.#expect(status)
  }

  async follow(words: Words, place: Place = {}): Promise<Page> {
    return this.#followLink(this.page.getLink(words, place))
  }

  /** Follows a link, or presses a button that leads to a file; answers with the file. */
  async download(words: Words, place: Place = {}): Promise<Download> {
    const link = this.page.findLink(words, place)
    if (link) await this.#followLink(link)
    else await this.press(words, place)
    if (!this.downloaded) throw new Error(`${this.page.path}: ${String(words)} led to a page, not to a file`)
    return this.downloaded
  }

  async type(label: Words, text: string, place: Place = {}): Promise<void> {
    const field = this.page.getField(label, place)
    if (field.is('textarea')) field.text(text)
    else if (field.is('select') || /^(radio|checkbox|file)$/.test(field.attr('type') ?? ''))
      throw new Error(`${String(label)} is not a field to type in`)
    else field.attr('value', text)
  }

  /** Chooses a radio or checkbox by the words of its question and its own, or an option of a select. */
  async choose(question: Words, answer: Words): Promise<void> {
    if (this.page.hasField(question)) {
      const field = this.page.getField(question)
      if (field.is('select')) return this.#select(field, answer)
    }
    await this.tick(answer, { within: question })
  }

  /** Chooses a radio or ticks a checkbox by its own words; what is ticked already is left as it is. */
  async tick(label: Words, place: Place = {}): Promise<void> {
    const field = this.page.getField(label, place)
    if (field.attr('checked') !== undefined) return
    this.#openDetails(field)
    this.clicks += 1
    if (field.attr('type') === 'radio') {
      const group = this.#formOf(field).find('input[type=radio]').toArray()
      for (const other of group.map((one) => this.page.$(one)))
        if (other.attr('name') === field.attr('name')) other.removeAttr('checked')
    }
    field.attr('checked', 'checked')
  }

  async attach(label: Words, upload: Upload): Promise<void> {
    const field = this.page.getField(label)
    this.clicks += 1
    this.#uploads.set(field.attr('name') ?? '', upload)
  }

  async press(words: Words, { status = 200, ...place }: Place & { status?: number } = {}): Promise<Page> {
    const button = this.page.getButton(words, place)
    if (button.is('a')) return this.#followLink(button)
    this.#openDetails(button)
    this.clicks += 1
    const form = this.#formOf(button)
    const method = (button.attr('formmethod') ?? form.attr('method') ?? 'get').toUpperCase()
    const target = new URL(button.attr('formaction') ?? form.attr('action') ?? this.page.url.href, this.page.url)
    const fields = readFields(this.page, form, button)
    if (method === 'GET') {
      target.search = new URLSearchParams(fields).toString()
      await this.#go('GET', target, { 'sec-fetch-site': 'same-origin' })
    } else {
      const { type, body } =
        form.attr('enctype') === 'multipart/form-data'
          ? await multipart(this.page, form, fields, this.#uploads)
          : urlencoded(fields)
      // A page that keeps its address to itself hides its origin too (Fetch, "append a request Origin header").
      const origin = this.page.headers.get('referrer-policy') === 'no-referrer' ? 'null' : new URL(this.baseUrl).origin
      await this.#go('POST', target, { 'sec-fetch-site': 'same-origin', origin, 'content-type': type }, body)
    }
    return this.#expect(status)
  }

  /** The Cookie header of the next request, for a browser that takes over. */
  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async #followLink(link: Found): Promise<Page> {
    this.#openDetails(link)
    this.clicks += 1
    const target = new URL(link.attr('href') ?? '', this.page.url)
    if (target.origin !== new URL(this.baseUrl).origin) {
      this.leftFor = target.href
      return this.page
    }
    await this.#go('GET', target, { 'sec-fetch-site': 'same-origin' })
    return this.#expect(200)
  }

  async #go(method: string, first: URL, headers: Record<string, string>, body?: Buffer): Promise<void> {
    this.leftFor = null
    this.downloaded = null
    const policy = this.#page?.headers.get('content-security-policy') ?? ''
    let [verb, url, sent] = [method, first, body]
    for (let hops = 0; hops < 10; hops++) {
      const answer = await this.send({
        method: verb,
        url,
        headers: {
          ...headers,
          accept: 'text/html,*/*',
          ...(this.cookies.size > 0 ? { cookie: this.cookieHeader } : {}),
        },
        ...(sent ? { body: sent } : {}),
      })
      this.#keepCookies(answer.headers)
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || !location) return this.#show(url, answer)
      url = new URL(location, url)
      if (url.origin !== first.origin) {
        // Chromium holds the redirects of a form to form-action too.
        if (method === 'POST' && /form-action/.test(policy) && !formActionTakes(policy, url))
          throw new Error(`${first.pathname} leads to ${url.origin}, which its page's form-action does not allow`)
        this.leftFor = url.href
        return
      }
      ;[verb, sent] = ['GET', undefined]
      delete headers['content-type']
    }
    throw new Error(`${first.pathname}: too many redirects`)
  }

  #show(url: URL, answer: Answer): void {
    const type = answer.headers.get('content-type') ?? ''
    if (!type.startsWith('text/html')) {
      if (answer.status !== 200) throw new Error(`${url.pathname} answered ${answer.status}`)
      const file_name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? null
      this.downloaded = { url, type, file_name, bytes: answer.body }
      return
    }
    this.loads += 1
    this.#uploads.clear()
    this.#page = new Page({ url, status: answer.status, headers: answer.headers, html: answer.body.toString('utf8') })
  }

  /** Every page has a title, says nothing that only a fault would print, and has the status one expects of it. */
  #expect(status: number): Page {
    const page = this.page
    if (this.downloaded || this.leftFor) return page
    const said = page.faults.length > 0 ? ` It says: ${page.faults.join('; ')}` : ` It says: ${page.text.slice(0, 300)}`
    if (page.status !== status) throw new Error(`${page.path} answered ${page.status}, not ${status}.${said}`)
    if (!page.title) throw new Error(`${page.path} has no title`)
    const slip = /\[object \w+\]|\bundefined\b|\bNaN\b|Invalid Date/.exec(page.text)
    if (slip) throw new Error(`${page.path} shows “${slip[0]}”`)
    return page
  }

  #keepCookies(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? []
      if (!name) continue
      const expires = /expires=([^;]+)/i.exec(line)?.[1]
      if (value === '' || (expires && Date.parse(expires) < Date.now())) this.cookies.delete(name)
      else this.cookies.set(name, value ?? '')
    }
  }

  #formOf(control: Found): Found {
    const id = control.attr('form')
    const form = id ? this.page.$(`form[id="${id}"]`) : control.closest('form')
    if (form.length !== 1) throw new Error(`${this.page.path}: a button outside any form`)
    return form
  }

  #select(field: Found, answer: Words): void {
    const options = field.find('option').toArray()
    const wanted = options.find((one) => {
      const text = this.page.textOf(this.page.$(one))
      return typeof answer === 'string' ? text === answer : answer.test(text)
    })
    if (!wanted)
      throw new Error(
        `${this.page.path}: no option ${String(answer)} among ${this.page.textsOf(field.find('option')).join(' | ')}`,
      )
    this.clicks += 1
    for (const one of options) this.page.$(one).removeAttr('selected')
    this.page.$(wanted).attr('selected', 'selected')
  }

  /** What is folded away is opened with a click first. */
  #openDetails(control: Found): void {
    const closed = control.closest('details:not([open])')
    if (closed.length === 0) return
    this.clicks += 1
    closed.attr('open', '')
  }
}

function formActionTakes(policy: string, url: URL): boolean {
  const sources = /form-action ([^;]+)/.exec(policy)?.[1]?.split(/\s+/) ?? []
  return sources.some((source) => {
    if (source === 'https:') return url.protocol === 'https:'
    const [scheme, host = ''] = source.split('://')
    const takesHost = host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.host === host
    return takesHost && url.protocol === `${scheme}:`
  })
}
