/** YAML comes back as it was written, surprises nobody, and hostile files are refused fast. */
import fc from 'fast-check'
import { readYaml, writeYaml, writeYamlList } from '../../src/lib/yaml.ts'

test('whatever the texts, they come back as they were, and a second writing is the same', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.stringMatching(/^[ \n:#'"\-[\]{}&*!|>%@`,?a-z0-9~=.]{0,30}$/),
    fc.constantFrom(
      'yes',
      'null',
      '~',
      '2026-11-22',
      '1.50',
      '0x1f',
      '---',
      '- a',
      'a: b',
      ' #',
      '|',
      '&a',
      '*a',
      '<<',
    ),
  )
  const value = fc.dictionary(text, fc.oneof(text, fc.array(text), fc.array(fc.dictionary(text, text))), { maxKeys: 5 })
  fc.assert(
    fc.property(value, (value) => {
      const written = writeYaml(value)
      const read = readYaml(written)
      expect(read.faults).toEqual([])
      expect(writeYaml(read.value as Record<string, unknown>)).toBe(written)
      expect(JSON.stringify(read.value)).toBe(JSON.stringify(value))
    }),
    { numRuns: 60 },
  )
})

test('what people type stays a text, and each part knows its line', () => {
  const { value, lineOf, faults } = readYaml('a: yes\nb:\n  - no\n  - 1.50\nc: 2026-11-22\nd:\n', 10)
  expect([value, faults]).toEqual([{ a: 'yes', b: ['no', '1.50'], c: '2026-11-22', d: '' }, []])
  expect([lineOf(['b', 1]), lineOf(['c']), lineOf(['b', 'x']), lineOf(['z'])]).toEqual([13, 14, 11, 10])
  expect(writeYamlList([{ a: 'one\ntwo' }, { a: 'x'.repeat(200) }])).toBe(
    `- a: |-\n    one\n    two\n\n- a: ${'x'.repeat(200)}\n`,
  )
})

test.each([
  ['a: 1\nb: [', 'not YAML'],
  ['a: 1\na: 2', '“a” is there twice'],
  ['a: &x 1\nb: *x', 'cannot be named'],
  ['a: !!js/function x', 'not YAML'],
  ['a: 1\n---\nb: 2', 'not YAML'],
])('%j is refused with its line', (text, words) => {
  const { faults } = readYaml(text)
  expect(faults[0]!.text).toContain(words)
  expect(faults[0]!.line).toBe(text.includes('!!js') ? 1 : 2)
})

test('brackets in texts are no nesting', () => {
  const text = 'Which sign opens a list: [ or {?'
  const questions = Array.from({ length: 70 }, () => ({ text, more: `${text}\n[[ {`, quoted: '[: {"' }))
  expect(readYaml(writeYamlList(questions))).toMatchObject({ value: questions, faults: [] })
})

test.each([
  ['in one line', `a: ${'[x, '.repeat(10_000)}`],
  ['over many lines', `a:\n${' [x,\n'.repeat(10_000)}`],
  ['closed again', `a: ${'[x, '.repeat(10_000)}${']'.repeat(10_000)}`],
  ['not as deep', `a: ${'[x, '.repeat(100)}${']'.repeat(100)}`],
])('what is nested too deeply is called so: %s', (_, text) => {
  expect(readYaml(text).faults[0]!.text).toBe('It is nested too deeply')
})

test('bombs are refused at once', () => {
  const billion = Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`)
  const bombs = [
    `a0: &a0 x\n${billion.join('\n')}`,
    `a: ${'['.repeat(500_000)}`,
    `a: ${'{b: '.repeat(100_000)}`,
    `${'- '.repeat(500_000)}x`,
    `${'? '.repeat(500_000)}x`,
    Array.from({ length: 1500 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
    Array.from({ length: 10_000 }, (_, index) => `k${index % 9_999}: 1`).join('\n'),
    'x: 1\n'.repeat(200_000),
  ]
  for (const bomb of bombs) {
    const began = performance.now()
    expect(readYaml(bomb).faults.length).toBeGreaterThan(0)
    // A tenth of it on a machine that has nothing else to do.
    expect(performance.now() - began).toBeLessThan(5000)
  }
})
