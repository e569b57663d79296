/** What people read and type: every slip is caught, every harmless difference forgiven. */
import fc from 'fast-check'
import {
  certificateNumber,
  checkCharacter,
  hashSecret,
  newCardCode,
  newDigitCode,
  normaliseCardCode,
  parseCertificateNumber,
  sameSecret,
} from '../../src/lib/codes.ts'

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')
const numbers = fc.record({
  code: fc.constantFrom('HCC', 'TPRC', 'OIL', 'XY', 'ZZZZZZZZ'),
  year: fc.integer({ min: 2000, max: 2999 }),
  sequence: fc.integer({ min: 1, max: 2_000_000 }),
})

describe('newDigitCode', () => {
  test('is six digits unless told otherwise, leading zeros kept', () => {
    const codes = Array.from({ length: 2000 }, () => newDigitCode())
    for (const code of codes) expect(code).toMatch(/^\d{6}$/)
    expect(codes.some((code) => code.startsWith('0'))).toBe(true)
    expect(newDigitCode(8)).toMatch(/^\d{8}$/)
  })

  test('every first digit is about as likely', () => {
    const counts = new Map<string, number>()
    for (let n = 0; n < 20_000; n++) {
      const first = newDigitCode().charAt(0)
      counts.set(first, (counts.get(first) ?? 0) + 1)
    }
    // 2,000 each; 250 is more than five standard deviations.
    for (const digit of '0123456789') expect(Math.abs((counts.get(digit) ?? 0) - 2000)).toBeLessThan(250)
  })
})

test('secrets are compared by their SHA-256', () => {
  expect(hashSecret('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(sameSecret(hashSecret('abc'), hashSecret('abc'))).toBe(true)
  expect(sameSecret(hashSecret('abc'), hashSecret('abd'))).toBe(false)
  expect(sameSecret(hashSecret('abc'), Buffer.alloc(0))).toBe(false)
})

describe('joining cards', () => {
  test('show twelve characters in three groups, none of them ambiguous', () => {
    for (let n = 0; n < 200; n++) expect(newCardCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  test('are read however they are typed', () => {
    expect(normaliseCardCode(' ctk1 g1tp–hvwp. ')).toBe('CTK1-G1TP-HVWP')
    expect(normaliseCardCode('o0il-LI00-ABCD')).toBe('0011-1100-ABCD')
    expect(normaliseCardCode('ＣＴＫ１Ｇ１ＴＰＨＶＷＰ')).toBe('CTK1-G1TP-HVWP')
  })

  test('are refused when too short, too long or with a character that no card has', () => {
    for (const bad of ['', 'CTK1-G1TP-HVW', 'CTK1-G1TP-HVWP-A', 'CTK1-G1TP-HVWU', 'CTK1-G1TP-HVW*'])
      expect(normaliseCardCode(bad)).toBeNull()
  })
})

describe('the check character', () => {
  test('is one of the 32 unambiguous characters and does not see hyphens or case', () => {
    expect(checkCharacter('HCC-2026-000123')).toBe(checkCharacter('hcc2026000123'))
    fc.assert(fc.property(fc.string(), (body) => expect(crockford).toContain(checkCharacter(body))))
  })

  test('catches every single wrong character', () => {
    const bodies = fc.array(fc.constantFrom(...crockford), { minLength: 1, maxLength: 24 })
    fc.assert(
      fc.property(bodies, fc.nat(), (body, place) => {
        const at = place % body.length
        const right = checkCharacter(body.join(''))
        for (const other of crockford)
          if (other !== body[at]) expect(checkCharacter(body.with(at, other).join(''))).not.toBe(right)
      }),
    )
  })

  test('catches every swap of two characters, neighbours or not', () => {
    const bodies = fc.array(fc.constantFrom(...crockford), { minLength: 2, maxLength: 24 })
    fc.assert(
      fc.property(bodies, fc.nat(), fc.nat(), (body, first, second) => {
        const [a, b] = [first % body.length, second % body.length]
        if (body[a] === body[b]) return
        const swapped = body.with(a, body[b]!).with(b, body[a]!)
        expect(checkCharacter(swapped.join(''))).not.toBe(checkCharacter(body.join('')))
      }),
    )
  })
})

describe('certificate numbers', () => {
  test('look as printed', () => {
    expect(certificateNumber({ code: 'HCC', year: 2026, sequence: 123 })).toMatch(/^HCC-2026-000123-[0-9A-Z]$/)
    // Frozen: a number on paper must stay right for ever.
    expect(certificateNumber({ code: 'HCC', year: 2026, sequence: 124 })).toBe('HCC-2026-000124-E')
    expect(certificateNumber({ code: 'HCC', year: 2027, sequence: 1_234_567 })).toMatch(/^HCC-2027-1234567-/)
  })

  test('are refused for what could not be read back', () => {
    for (const bad of [
      { code: 'hcc' },
      { code: 'H' },
      { code: 'H2C' },
      { year: 1999 },
      { year: 2026.5 },
      { sequence: 0 },
    ])
      expect(() => certificateNumber({ code: 'HCC', year: 2026, sequence: 1, ...bad })).toThrow(RangeError)
  })

  test('are read in any case, spacing and with O, I, L for digits', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom('', ' ', '-', ' – ', '/'), fc.boolean(), (parts, between, letters) => {
        const number = certificateNumber(parts)
        const [code = '', ...digits] = number.split('-')
        const typed = letters ? digits.map((part) => part.replaceAll('0', 'O').replaceAll('1', 'l')) : digits
        expect(parseCertificateNumber(` ${[code.toLowerCase(), ...typed].join(between)} `)).toEqual({ number })
      }),
    )
  })

  test('with one wrong digit are refused', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (parts, place, more) => {
        const number = certificateNumber(parts)
        const places = [...number.matchAll(/\d(?=.*-)/g)].map((found) => found.index)
        const at = places[place % places.length]!
        const wrong = number.slice(0, at) + ((Number(number[at]) + more) % 10) + number.slice(at + 1)
        expect(parseCertificateNumber(wrong)).toBeNull()
      }),
    )
  })

  test('of another form are refused', () => {
    for (const bad of [
      '',
      'HCC',
      'HCC-2026-000124',
      'HCC-2026-000000-H',
      'HCC-1026-000124-E',
      '2026-000124-E',
      'HCC-2026-0001240000-E',
      'HCC-2026-124-E',
      'HCC-2026-0000124-E',
      '💥',
    ])
      expect(parseCertificateNumber(bad)).toBeNull()
    fc.assert(fc.property(fc.string(), (text) => void parseCertificateNumber(text)))
  })
})
