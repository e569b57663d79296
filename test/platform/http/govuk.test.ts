/** The component helper: real macros, everything escaped, and a clear word for a component that is not here. */
import { govuk, govukComponents, moj, mojComponents } from '../../../src/platform/http/govuk.ts'

const nasty = `"><script>alert('1')</script>&`

describe('govuk()', () => {
  it.each(govukComponents)('renders %s', (component) => {
    expect(govuk(component, { id: 'a', name: 'a', items: [], text: 'A', titleText: 'A' })).toMatch(/^<[a-z]/)
  })

  it.each(['button', 'tag', 'inset-text', 'warning-text', 'back-link', 'hint', 'label'] as const)(
    'escapes the text of %s',
    (component) => {
      const html = govuk(component, { text: nasty, href: nasty, classes: nasty, attributes: { 'data-x': nasty } })
      expect(html).not.toContain('<script')
      expect(html).toContain('&lt;script&gt;')
    },
  )

  it('escapes labels, values, hints, errors and attributes of a field', () => {
    const html = govuk('input', {
      id: 'name',
      name: 'name',
      value: nasty,
      label: { text: nasty },
      hint: { text: nasty },
      errorMessage: { text: nasty },
      attributes: { 'data-x': nasty },
    })
    expect(html).not.toContain('<script')
    expect(html.match(/&lt;script&gt;/g)).toHaveLength(5)
  })

  it('links the field to its hint and its error', () => {
    const html = govuk('input', { id: 'name', hint: { text: 'As on a badge' }, errorMessage: { text: 'Enter a name' } })
    expect(html).toContain('aria-describedby="name-hint name-error"')
  })

  it('puts the caller where a call block would go', () => {
    const html = govuk('fieldset', { legend: { text: 'Where?' } }, '<p>Inside</p>')
    expect(html).toMatch(/<fieldset[\s\S]*<p>Inside<\/p>[\s\S]*<\/fieldset>/)
    expect(govuk('panel', { titleText: 'Booked' }, '<b>10am</b>')).toContain('<b>10am</b>')
  })

  it('gives the same page frame twice, and another one for other parameters', () => {
    const items = (text: string) => ({ navigation: [{ text, href: '/' }] })
    expect(govuk('service-navigation', items('Start'))).toBe(govuk('service-navigation', items('Start')))
    expect(govuk('service-navigation', items('Roster'))).toContain('Roster')
  })

  it('keeps what it has kept, however many different frames are asked for', () => {
    const first = govuk('skip-link', { text: 'Skip', href: '#a' })
    for (let i = 0; i < 600; i++) govuk('skip-link', { text: 'Skip', href: `#${i}` })
    expect(govuk('skip-link', { text: 'Skip', href: '#a' })).toBe(first)
  })

  it('says which components there are when one is unknown', () => {
    const unknown = (name: string) => () => govuk(name as 'button', {})
    expect(unknown('buton')).toThrow('There is no GOV.UK component "buton" here. There are: back-link,')
    expect(unknown('../macros/logo')).toThrow('There is no GOV.UK component')
  })

  it.each(['header', 'footer', 'generic-header'])('leaves the %s, and its crown, to gov.uk', (name) => {
    expect(() => govuk(name as 'button', {})).toThrow('There is no GOV.UK component')
  })
})

describe('moj()', () => {
  it.each(mojComponents)('renders %s', (component) => {
    const html = moj(component, { items: [], rows: [], label: { text: 'A' }, results: { count: 3 } })
    expect(html).toMatch(/^<[a-z]/)
  })

  it('escapes text', () => {
    expect(moj('badge', { text: nasty })).not.toContain('<script')
    expect(moj('alert', { variant: 'information', title: 'Note', text: nasty })).not.toContain('<script')
  })

  it('makes a sortable table from a GOV.UK table', () => {
    const html = moj('sortable-table', { rows: [[{ text: 'B' }]], attributes: { id: 'people' } })
    expect(html).toContain('data-module="moj-sortable-table"')
    expect(html).toContain('id="people"')
  })

  it('says which components there are when one is unknown', () => {
    expect(() => moj('header' as 'badge', {})).toThrow('There is no MoJ component "header" here. There are: alert,')
  })
})
