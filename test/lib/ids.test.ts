/** Ids sort by the moment they were made; secrets cannot be told from noise. */
import fc from 'fast-check'
import type * as Ids from '../../src/lib/ids.ts'
import { isId, isSecret, newSecret } from '../../src/lib/ids.ts'

/** A copy of its own: other files of this process may have made ids at later moments. */
const own = '../../src/lib/ids.ts?own'
const { newId } = (await import(own)) as typeof Ids

describe('newId', () => {
  test('is a uuid v7 that carries its moment', () => {
    const now = new Date(Date.now() + 60_000)
    const id = newId(now)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime())
  })

  test('always sorts after the one before, also within a millisecond and when the clock is set back', () => {
    const start = Date.now() + 120_000
    const ids = Array.from({ length: 5_000 }, (_, n) => newId(new Date(start - (n % 3))))
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('refuses a moment that no uuid can hold', () => {
    expect(() => newId(new Date(NaN))).toThrow(RangeError)
    expect(() => newId(new Date(-1))).toThrow(RangeError)
    expect(() => newId(new Date(8.64e15))).toThrow(RangeError)
  })
})

test('isId takes one spelling of a uuid only', () => {
  const id = newId()
  expect(isId(id)).toBe(true)
  expect(isId('00000000-0000-0000-0000-000000000001')).toBe(true)
  for (const bad of [
    '',
    'abc',
    '1',
    id.toUpperCase().replace('7', 'A'),
    `${id}\n`,
    ` ${id}`,
    `{${id}}`,
    id.replaceAll('-', ''),
  ])
    expect(isId(bad)).toBe(false)
})

test('a secret is 22 base64url characters, never the same twice, and known as one', () => {
  const secrets = Array.from({ length: 200 }, newSecret)
  expect(new Set(secrets).size).toBe(200)
  for (const secret of secrets) {
    expect(secret).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(isSecret(secret)).toBe(true)
  }
})

test('isSecret agrees with what decodes to 16 bytes and back', () => {
  const alike = fc.string({ unit: fc.constantFrom(...'AQgwBz09_-+/='.split('')), minLength: 20, maxLength: 24 })
  fc.assert(
    fc.property(alike, (text) => {
      const bytes = Buffer.from(text, 'base64url')
      expect(isSecret(text)).toBe(bytes.length === 16 && bytes.toString('base64url') === text)
    }),
  )
})
