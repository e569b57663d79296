/** Markdown as HTML: what authors may write, and what nobody may. */
import { fileIdOf, listImages, renderMarkdown } from '../../../src/features/courses/markdown.ts'
import { growth, linear } from '../../support/growth.ts'

const file = '/files/01234567-0123-7123-8123-0123456789ab'

test.each([
  ['a script', '<script>alert(1)</script>', /<script/],
  ['an event on an image', '<img src=x onerror=alert(1)>', /<img/],
  ['a script as a link', '[x](javascript:alert(1))', /href/],
  ['a script as a link in capitals', '[x](JaVaScRiPt:alert(1))', /href/],
  ['a script behind an entity', '[x](&#106;avascript:alert(1))', /href/],
  ['data as a link', '[x](data:text/html,<b>x</b>)', /href/],
  ['a link to another host without a scheme', '[x](//evil.example)', /href/],
  ['a link with a backslash', '[x](/\\evil.example)', /href="\/[/\\]/],
  ['an image from elsewhere', '![x](https://evil.example/x.png)', /<img/],
  ['a style', '<p style="position:fixed">x</p>', /<p style/],
  ['an attribute in an image text', `![x" onload="alert(1)](${file})`, /" onload/],
  ['a frame', '<iframe src="https://evil.example"></iframe>', /<iframe/],
])('%s never becomes HTML', (_what, text, forbidden) => {
  expect(renderMarkdown(text)).not.toMatch(forbidden)
})

test('the highest heading becomes h2, whatever it was, and no level is skipped', () => {
  const html = renderMarkdown('# Top\n\n#### Deep\n\n## Middle\n\n###### Deepest')
  expect(html.match(/<h\d/g)).toEqual(['<h2', '<h3', '<h3', '<h4'])
  expect(renderMarkdown('## Top\n\n### Next').match(/<h\d/g)).toEqual(['<h2', '<h3'])
})

test('callouts are notes with a word that says what they are; an unknown kind stays text', () => {
  const html = renderMarkdown('::: law\nKeep it.\n:::\n\n::: note\nHere.\n:::\n\n::: danger\nx\n:::')
  expect(html).toContain('<div class="app-callout app-callout--law" role="note">')
  expect(html).toContain('<p class="app-callout__title">The law</p>')
  expect(html).toContain('app-callout--note')
  expect(html).not.toContain('danger"')
})

test('a table scrolls in a region named after its heading; two are told apart', () => {
  const table = '| A | B |\n|---|--:|\n| 1 | 2 |\n'
  const html = renderMarkdown(`## Who "to" call\n\n${table}\n${table}`)
  expect(html).toContain('role="region"')
  expect(html).toContain('aria-label="Table: Who &quot;to&quot; call"')
  expect(html).toContain('aria-label="Table: Who &quot;to&quot; call (2)"')
  expect(html).toContain('tabindex="0"')
  expect(html).toContain('<th class="govuk-table__header" scope="col">')
  expect(html).toContain('govuk-table__cell--numeric')
  expect(html).not.toContain('style')
})

test('an image of our own shows with its words, and not without', () => {
  expect(renderMarkdown(`![A poster](${file})`)).toContain(`<img src="${file}" alt="A poster" loading="lazy" />`)
  expect(renderMarkdown(`![](${file})`)).not.toContain('<img')
  expect(renderMarkdown(`![](${file})`)).toContain('no description')
})

test('links to other places carry rel, our own do not; bare addresses with a scheme become links', () => {
  const html = renderMarkdown('[help](/help) [centre](https://www.report-it.org.uk) https://example.org example.com')
  expect(html).toContain('<a href="/help" class="govuk-link">help</a>')
  expect(html).toContain('rel="noopener">centre</a>')
  expect(html).toContain('<a href="https://example.org"')
  expect(html).not.toContain('href="http://example.com"')
})

test('images are found even where their address may not stand', () => {
  expect(listImages(`a ![one](${file}) and ![two](data:x) ![](x.png)`)).toEqual([
    { src: file, alt: 'one', is_decorative: false },
    { src: 'data:x', alt: 'two', is_decorative: false },
    { src: 'x.png', alt: '', is_decorative: false },
  ])
  expect(fileIdOf(file)).toBe('01234567-0123-7123-8123-0123456789ab')
  expect(fileIdOf(`${file}/x`)).toBeNull()
})

test.each(['[', '*', '![a](', '> '])('the work grows with a text of nothing but %j', async (text) => {
  // No text twice: what was rendered is kept.
  let times = 0
  const render = (size: number) => renderMarkdown(`${text.repeat(size)} ${times++}`)
  expect(await growth((size) => size, render, 4_000)).toBeLessThan(linear)
})

test('the same text is rendered once', async () => {
  const text = (size: number) => `## Once\n\n${'word '.repeat(size)}`
  // Once known, a text costs nothing, so eight times as much of it does neither.
  expect(await growth(text, renderMarkdown, 20_000)).toBe(1)
})
