/** XML as a tree: what is refused, in words, and a long prolog. */
import { readXml, XmlError } from '../../src/lib/xml.ts'

test('elements without their prefixes, with attributes and texts', () => {
  expect(readXml('<?xml version="1.0"?><a:b x="1">one<c/></a:b>')).toEqual({
    name: 'b',
    attributes: { x: '1' },
    children: ['one', { name: 'c', attributes: {}, children: [] }],
  })
})

test.each([
  ['at once', '<!DOCTYPE a><a/>'],
  ['behind comments', `${'<!-- -->'.repeat(20_000)}<!doctype a><a/>`],
])('a document type is refused: %s', (_where, text) => {
  expect(() => readXml(text)).toThrow(/DOCTYPE/)
})

test('a prolog of megabytes is no more than long', () => {
  expect(readXml(`${' '.repeat(5_000_000)}<a/>`).name).toBe('a')
  expect(() => readXml(' '.repeat(5_000_000))).toThrow(XmlError)
})
