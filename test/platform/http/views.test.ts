/** Templates: parts beside them or elsewhere, locals handed down, and HTML escaped unless it is a text. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { renderView, viewsFolder } from '../../../src/platform/http/views.ts'

const folder = mkdtempSync(join(tmpdir(), 'upstander-views-'))
afterAll(() => rmSync(folder, { recursive: true }))

const view = (name: string, template: string) => {
  writeFileSync(join(folder, name), template)
  return relative(viewsFolder, join(folder, name))
}

test('a part sees what the page knows and what it is given, which the page does not', () => {
  view('_part.ejs', '<%= who %> and <%= locals.more ?? "nobody" %>')
  const page = view(
    'page.ejs',
    '<%- include("_part", { more: "Ann" }) %>, <%- include("_part") %>, <%= locals.more %>.',
  )
  expect(renderView(page, { who: 'Bo' }, { cache: true })).toBe('Bo and Ann, Bo and nobody, .')
})

test('escapes HTML, but not in a text', () => {
  const page = view('escape.ejs', '<%= text %>')
  expect(renderView(page, { text: '<b>' }, { cache: false })).toBe('&lt;b&gt;')
  expect(renderView(page, { text: '<b>' }, { cache: false, escape: String })).toBe('<b>')
})

test('reads a changed template anew, unless it is kept', () => {
  const page = view('changing.ejs', 'one')
  expect(renderView(page, {}, { cache: false })).toBe('one')
  view('changing.ejs', 'two')
  expect(renderView(page, {}, { cache: false })).toBe('two')
  expect(renderView(page, {}, { cache: true })).toBe('two')
  view('changing.ejs', 'three')
  expect(renderView(page, {}, { cache: true })).toBe('two')
})

test('no name in a template means a method of Object', () => {
  expect(renderView(view('bare.ejs', '<%= typeof locals.toString %>'), {}, { cache: false })).toBe('undefined')
})
