/** Brand colours that white text can stand on, and changes in words. */
import { changes } from '../../../src/features/admin/pages/audit.ts'
import { contrastWithWhite, contrastWords, readColour } from '../../../src/features/admin/rules.ts'

test('colours are read as people type them', () => {
  expect(['#1D3557', '1d3557', ' #abc '].map(readColour)).toEqual(['#1d3557', '#1d3557', '#aabbcc'])
  expect(['red', '#12345', 'url(x)', '#1d3557;}', ''].map(readColour)).toEqual([null, null, null, null, null])
})

test('the contrast is WCAG’s, never rounded up', () => {
  expect(contrastWithWhite('#ffffff')).toBe(10)
  expect(contrastWithWhite('#000000')).toBe(210)
  // 4.54 and 4.48: the well-known greys on both sides of the line.
  expect(contrastWithWhite('#767676')).toBe(45)
  expect(contrastWithWhite('#777777')).toBe(44)
  expect(contrastWords(45)).toBe('4.5 to 1')
})

test('what changed reads as a list', () => {
  expect(changes({ name: 'A', ends_on: null, tags: ['x'] }, { name: 'B', ends_on: null, tags: ['x', 'y'] })).toEqual([
    'Name: A became B',
    'Tags: x became x, y',
  ])
  expect(changes(null, { is_open: true, at: '2027-03-27T10:00:00.000Z' })).toEqual([
    'Is open: yes',
    'At: 27 March 2027, 10am',
  ])
  expect(changes({ failed_at: 'x' }, null)).toEqual(['Failed at was: x'])
})
