/** One page as a person without JavaScript meets it: found by what it says, filled in by its labels. */
import { load } from 'cheerio'
import type { CheerioAPI } from 'cheerio'

export type Words = string | RegExp
export type Found = ReturnType<CheerioAPI>

/** Where to look on the page: `within` is the fieldset, table row, card or section that has these words. */
export interface Place {
  within?: Words
}

/** Something is not on the page that a person would look for; the message says what is there instead. */
export class NotOnPage extends Error {
  override name = 'NotOnPage'
}

export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()

const fits = (text: string, wanted: Words): boolean =>
  typeof wanted === 'string' ? text === tidy(wanted) : wanted.test(text)

const inputs = 'input:not([type=hidden]), textarea, select'

export class Page {
  url: URL
  status: number
  headers: Headers
  $: CheerioAPI

  constructor(answer: { url: URL; status: number; headers: Headers; html: string }) {
    this.url = answer.url
    this.status = answer.status
    this.headers = answer.headers
    this.$ = load(answer.html, { scriptingEnabled: false })
    this.$('template, script, style, [hidden]').remove()
  }

  get path(): string {
    return this.url.pathname + this.url.search
  }

  get title(): string {
    return tidy(this.$('head > title').text())
  }

  get heading(): string {
    return tidy(this.$('h1').first().text())
  }

  /** The words of the page's main part, in one line. */
  get text(): string {
    return this.textOf(this.$('main').length > 0 ? this.$('main') : this.$('body'))
  }

  /** What the banner at the top says was just done. */
  get message(): string {
    return tidy(this.$('.govuk-notification-banner__content').text())
  }

  get faults(): string[] {
    return this.textsOf(this.$('.govuk-error-summary__list li'))
  }

  textsOf(found: Found): string[] {
    return found.toArray().map((one) => this.textOf(this.$(one)))
  }

  /** Block by block, so that neighbouring cells and items do not run together. */
  textOf(found: Found): string {
    const copy = found.clone()
    copy.find('td, th, li, dt, dd, p, h1, h2, h3, h4, div, br, option').after(' ')
    return tidy(copy.text())
  }

  links(place: Place = {}): { text: string; href: string }[] {
    return this.all('a[href]', place).map((link) => ({ text: this.textOf(link), href: link.attr('href') ?? '' }))
  }

  /** The rows of the table with that caption (or the only one): heading -> text. */
  table(caption?: Words): Record<string, string>[] {
    const tables = this.all('table', {}).filter(
      (table) => caption === undefined || fits(this.textOf(table.find('caption')), caption),
    )
    const table = this.one(tables, 'a table', caption, () =>
      this.all('table', {}).map((table) => this.textOf(table.find('caption'))),
    )
    const headings = this.textsOf(table.find('thead tr').last().children('th, td'))
    return table
      .find('tbody tr')
      .toArray()
      .map((row) => {
        const cells = this.textsOf(this.$(row).children('th, td'))
        return Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? '']))
      })
  }

  /** The pairs of every summary list on the page: key -> value. */
  summary(): Record<string, string> {
    const keys = this.all('.govuk-summary-list__key, dl > dt', {})
    return Object.fromEntries(keys.map((key) => [this.textOf(key), this.textOf(key.next('dd'))]))
  }

  findLink(words: Words, place: Place = {}): Found | undefined {
    return this.all('a[href]', place).find((link) => fits(this.textOf(link), words))
  }

  getLink(words: Words, place: Place = {}): Found {
    const found = this.all('a[href]', place).filter((link) => fits(this.textOf(link), words))
    // The same address behind two links is no question.
    const addresses = new Set(found.map((link) => link.attr('href')))
    return this.one(addresses.size === 1 ? found.slice(0, 1) : found, 'a link', words, () =>
      this.links(place).map((link) => link.text),
    )
  }

  findButton(words: Words, place: Place = {}): Found | undefined {
    return this.buttons(place).find((button) => fits(this.wordsOfButton(button), words))
  }

  getButton(words: Words, place: Place = {}): Found {
    const found = this.buttons(place).filter((button) => fits(this.wordsOfButton(button), words))
    return this.one(found, 'a button', words, () => this.buttons(place).map((button) => this.wordsOfButton(button)))
  }

  /** The field with that label; "(optional)" after a label need not be said. */
  getField(label: Words, place: Place = {}): Found {
    const found = this.fields(place).filter((field) => this.labelsOf(field).some((text) => fits(text, label)))
    return this.one(found, 'a field', label, () => this.fields(place).map((field) => this.labelsOf(field)[0] ?? '?'))
  }

  hasField(label: Words, place: Place = {}): boolean {
    return this.fields(place).some((field) => this.labelsOf(field).some((text) => fits(text, label)))
  }

  /** The questions of a form: the words above each group of fields. */
  legends(): string[] {
    return this.textsOf(this.$('fieldset > legend'))
  }

  /** The words beside the radios or checkboxes of a group, or the options of a select. */
  options(question: Words): string[] {
    const select = this.fields({}).find(
      (field) => field.is('select') && this.labelsOf(field).some((text) => fits(text, question)),
    )
    if (select) return this.textsOf(select.find('option'))
    return this.fields({ within: question }).map((field) => this.labelsOf(field)[0] ?? '')
  }

  /** Everything that matches the selector in that place. */
  all(selector: string, { within }: Place): Found[] {
    const scope = within === undefined ? this.$.root() : this.scope(within)
    return scope
      .find(selector)
      .toArray()
      .map((one) => this.$(one))
  }

  private scope(within: Words): Found {
    const groups: [selector: string, words: (group: Found) => string[]][] = [
      ['fieldset', (group) => [this.textOf(group.children('legend').first())]],
      ['[role=radiogroup], [role=group]', (group) => this.textsOf(this.labelledBy(group))],
      ['tr', (group) => this.textsOf(group.children('th, td'))],
      [
        'li, section, article, details, .app-card, .govuk-summary-list__row',
        (group) => this.textsOf(group.find('h1, h2, h3, h4, dt, a, summary, strong, [class*=__title]')),
      ],
    ]
    for (const [selector, words] of groups) {
      const found = this.all(selector, {}).filter((group) =>
        words(group).some((text) => fits(text, within) || fits(withoutOptional(text), within)),
      )
      // The innermost: a row inside a section.
      const innermost = found.filter((group) => !found.some((other) => this.$.contains(group[0]!, other[0]!)))
      if (innermost.length > 0)
        return this.one(innermost, 'a part', within, () => innermost.map((part) => this.textOf(part)))
    }
    throw new NotOnPage(
      `${this.where}: nothing here is about ${String(within)}. The page says: ${this.text.slice(0, 600)}`,
    )
  }

  private fields(place: Place): Found[] {
    return this.all(inputs, place).filter((field) => !/^(submit|button|image)$/.test(field.attr('type') ?? ''))
  }

  private labelsOf(field: Found): string[] {
    const id = field.attr('id')
    const labels = [
      ...(id ? this.all('label', {}).filter((label) => label.attr('for') === id) : []),
      ...(field.closest('label').length ? [field.closest('label')] : []),
    ].map((label) => this.textOf(label))
    const named = [field.attr('aria-label'), ...this.textsOf(this.labelledBy(field))].filter((text) => !!text)
    return [...labels, ...(named as string[])].flatMap((text) => [text, withoutOptional(text)])
  }

  private labelledBy(field: Found): Found {
    const ids = (field.attr('aria-labelledby') ?? '').split(/\s+/).filter((id) => id !== '')
    return this.$(ids.map((id) => `[id="${id}"]`).join(', ') || 'never')
  }

  private buttons(place: Place): Found[] {
    return this.all('button, input[type=submit], a[role=button]', place).filter(
      (button) => button.attr('type') !== 'button' && button.attr('aria-hidden') !== 'true',
    )
  }

  private wordsOfButton(button: Found): string {
    return button.attr('aria-label') ?? (button.is('input') ? (button.attr('value') ?? '') : this.textOf(button))
  }

  private get where(): string {
    return `${this.path} (“${this.heading || this.title}”)`
  }

  private one(found: Found[], what: string, wanted: Words | undefined, listed: () => string[]): Found {
    if (found.length === 1) return found[0]!
    const there = listed().slice(0, 40).join(' | ')
    const faults = this.faults.length > 0 ? ` It says: ${this.faults.join('; ')}.` : ''
    throw new NotOnPage(
      `${this.where} has ${found.length === 0 ? 'no' : found.length} such: ${what} ${String(wanted ?? '')}.${faults} There are: ${there}`,
    )
  }
}

const withoutOptional = (text: string): string => text.replace(/ \(optional\)$/, '')
