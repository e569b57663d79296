/** Differences of texts, line by line. */
import fc from 'fast-check'
import { diffLines, withContext } from '../../src/lib/text-diff.ts'

const marks = { same: ' ', removed: '-', added: '+' }
const shown = (before: string, after: string) => diffLines(before, after).map(({ kind, text }) => marks[kind] + text)

test.each([
  ['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a\nb', 'a\nb', [' a', ' b']],
  ['', 'a', ['-', '+a']],
  ['a\nb\nc\nd', 'b\nd\ne', ['-a', ' b', '-c', ' d', '+e']],
])('%j to %j', (before, after, expected) => {
  expect(shown(before, after)).toEqual(expected)
})

test('what stayed and what went is the first text, what stayed and what came the second', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after)
      const only = (dropped: string) =>
        lines
          .filter((line) => line.kind !== dropped)
          .map((line) => line.text)
          .join('\n')
      expect([only('added'), only('removed')]).toEqual([before, after])
    }),
  )
})

test('lines far from any difference are left out, and texts too large to compare are told as changed', () => {
  const many = Array.from({ length: 9 }, (_, index) => String(index))
  const changed = withContext(diffLines(many.join('\n'), many.with(4, 'x').join('\n')))
  expect(changed.map((line) => line?.text ?? null)).toEqual([null, '3', '4', 'x', '5', null])
  const large = (word: string) => Array.from({ length: 3000 }, (_, index) => word + index).join('\n')
  expect(diffLines(large('a'), large('b'))).toHaveLength(6000)
})
