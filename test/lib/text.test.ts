/** Text is stored clean, found whatever its accents, and cut without breaking a character. */
import fc from 'fast-check'
import { clean, cleanLines, foldForSearch, nearlySame, oneLine, safeFileName, truncate } from '../../src/lib/text.ts'
import { growth, linear } from '../support/growth.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 60 })

describe('clean', () => {
  test('gives one line, composed, with single spaces', () => {
    expect(clean('  Sia\u0302n \t O’Brien\r\n\u00a0Żak ')).toBe('Siân O’Brien Żak')
  })

  test('drops NUL, controls, byte order marks and marks that turn the direction', () => {
    expect(clean('a\u0000b\u0007c\ufeff\u200b\u202ed\u2066')).toBe('abcd')
  })

  test('keeps the joiners that some scripts and emoji need', () => {
    expect(clean('क्‍ष 👩‍🚒')).toBe('क्‍ष 👩‍🚒')
  })

  test('leaves nothing that Postgres or a mail header would refuse, and nothing to clean again', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ unit: fc.constantFrom('\ud800', '\udc00', ' ', 'a', '\0', '\u2028', '\t') })),
        (text) => {
          const once = clean(text)
          expect(once.isWellFormed()).toBe(true)
          expect(once).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
          expect(clean(once)).toBe(once)
          expect(cleanLines(cleanLines(text))).toBe(cleanLines(text))
        },
      ),
    )
  })
})

test('cleanLines keeps lines, and the spaces before them that Markdown needs', () => {
  expect(cleanLines('\r\n\nOne   two  \r\n\r\n- a\n  - b\u0000\t \rc\u2028d\n\n')).toBe('One two\n\n- a\n  - b\nc\nd')
})

test.each([' ', '.', '\n', ' \n', '\t', '-', '\u2028'])('the work grows with a long run of %j', async (run) => {
  const text = (size: number) => `a${run.repeat(size)}x${run.repeat(size)}`
  for (const work of [clean, cleanLines, oneLine, foldForSearch, safeFileName])
    expect(await growth(text, work, 10_000)).toBeLessThan(linear)
})

test('oneLine cannot start a new mail header', () => {
  expect(oneLine('Ann\r\nBcc: x@example.com')).toBe('Ann Bcc: x@example.com')
  fc.assert(fc.property(anyText, (text) => expect(oneLine(text)).not.toMatch(/[\r\n\u2028\u2029\u0085\v\f]/)))
})

describe('foldForSearch', () => {
  test.each([
    ["Siân O'Brien-Żak", 'sian obrienzak'],
    ['Łukasz Ødegård Strauß Þór', 'lukasz odegard strauss thor'],
    ['O’BRIEN', 'obrien'],
    ['İpek Işık', 'ipek isik'],
    ['ﬁona', 'fiona'],
    ['李 小龍', '李 小龍'],
    ['ਗੁਰਪ੍ਰੀਤ', 'ਗੁਰਪ੍ਰੀਤ'],
    ['한국', '한국'],
  ])('%s is found as %s', (name, folded) => expect(foldForSearch(name)).toBe(folded))

  test('folds what is folded to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text)),
      ),
    )
  })
})

describe('nearlySame', () => {
  test.each([
    ['Siân O’Brien', "o'brien sian"],
    ['Smith, John', 'John Smith'],
    ['Mary Ann Lee', 'Mary-Ann Lee'],
    ['Jonathon Price', 'Jonathan Price'],
    ['Mohammed Ali', 'Mohamed Ali'],
    ['Claire Wood', 'Calire Wood'],
  ])('%s and %s', (a, b) => {
    expect(nearlySame(a, b)).toBe(true)
    expect(nearlySame(b, a)).toBe(true)
  })

  test.each([
    ['Ann', 'Anna'],
    ['Jane Smith', 'Joan Smyth'],
    ['', ''],
    ['John Smith', 'John Smith Jones'],
  ])('not %p and %p', (a, b) => expect(nearlySame(a, b)).toBe(false))
})

describe('safeFileName', () => {
  test.each([
    ['HCC-2026-000123-K Siân O’Brien.pdf', 'HCC-2026-000123-K Siân O’Brien.pdf'],
    ['a/b\\c:d*e?"f<g>h|.csv', 'a-b-c-d-e--f-g-h-.csv'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['CON', '_CON'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['name. . ', 'name'],
    ['evil\u202egnp.exe\r\n', 'evilgnp.exe'],
    ['', 'file'],
    ['...', 'file'],
  ])('%p is %p', (text, name) => expect(safeFileName(text)).toBe(name))

  test('is always a name that Windows takes, short, with its extension', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'grapheme', minLength: 50, maxLength: 300 })), (text) => {
        const name = safeFileName(`${text}x.pdf`)
        expect(name).toMatch(/\.pdf$/)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(150)
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|^[\s.]|[\s.]$/u)
      }),
    )
  })
})

describe('truncate', () => {
  test('cuts at n and says so', () => {
    expect(truncate('short', 5)).toBe('short')
    expect(truncate('longer', 5)).toBe('long…')
    expect(truncate('four words are here', 6)).toBe('four…')
  })

  test('never breaks a family apart', () => {
    expect(truncate('ab👨‍👩‍👧cd', 6)).toBe('ab…')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, n) => {
        expect(Array.from(truncate(text, n)).length).toBeLessThanOrEqual(n)
      }),
    )
  })
})
