/** Brand colours that white text can stand on, and pictures that are what they say. */
import { changes } from '../../../src/features/admin/pages/audit.ts'
import { contrastWithWhite, contrastWords, readColour, readPicture } from '../../../src/features/admin/rules.ts'

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

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGNk+M/AwMDAxAADQAYAC4gBA7Y5TVgAAAAASUVORK5CYII=',
  'base64',
)

test('a picture is what its bytes say', () => {
  expect(readPicture(png)).toEqual({ media_type: 'image/png', width: 2, height: 2 })
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100ffd9', 'hex')
  expect(readPicture(jpeg)).toEqual({ media_type: 'image/jpeg', width: 32, height: 16 })
  const huge = Buffer.from(png)
  huge.writeUInt32BE(5000, 16)
  for (const other of [
    huge,
    Buffer.from('<svg xmlns="…"><script/></svg>'),
    Buffer.from('ffd8', 'hex'),
    Buffer.alloc(0),
  ])
    expect(readPicture(other)).toBeNull()
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
