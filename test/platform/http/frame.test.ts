/** The frame around a page: what is kept for strangers is what would be rendered for them. */
import { renderFrame } from '../../../src/platform/http/frame.ts'
import { govuk } from '../../../src/platform/http/govuk.ts'

const stranger = {
  title: 'Certificate <A> & "B"',
  body: '<h1>Certificate</h1>',
  actor: null,
  force: { name: 'Hertfordshire Constabulary', logo_url: null },
  product_name: 'Upstander',
  navigation: [],
  back: { href: '/verify', text: 'Check another certificate' },
  errors: [],
  flash: [],
  exit_page: false,
  wide: false,
  refresh_seconds: null,
  sign_in_ends_at: null,
  development: false,
  govuk,
}
const rendered = (locals: object = {}) => renderFrame('page', { ...stranger, ...locals }, { cache: false })
const kept = (locals: object = {}) => renderFrame('page', { ...stranger, ...locals }, { cache: true })

test.each([
  ['a page', {}],
  ['another title and body in the same frame', { title: 'O’Brien $& $1', body: '<p>$& \\u{f0001}</p>' }],
  ['another way back', { back: { href: '/help' } }],
  ['no way back', { back: null }],
  ['a page to leave quickly', { exit_page: true }],
  ['a force with another name', { force: { name: 'Kent Police', logo_url: '/logo/1' } }],
  ['a wide page that comes again', { wide: true, refresh_seconds: 5 }],
])('%s', (_, locals) => {
  expect(kept(locals)).toBe(rendered(locals))
  expect(kept(locals)).toBe(rendered(locals))
})

test('what is said to one person is in nobody else’s frame', () => {
  const errors = [{ field: 'number', text: 'No such certificate' }]
  const flash = [{ kind: 'success', text: 'Signed out' }]
  const actor = { id: 'a', full_name: 'Martin Hale', large_print: true }
  for (const locals of [{ errors }, { flash }, { actor }]) {
    expect(kept(locals)).toBe(rendered(locals))
    expect(kept()).toBe(rendered())
  }
})
