/** Codes that people read, type and mistype: sign-in digits, joining cards, certificate numbers. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

// Crockford's base32: no I, L, O, U. What looks like one of the others is read as that one.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const lookalikes: Record<string, string> = { I: '1', L: '1', O: '0', U: 'V' }

/** `length` (1 to 14) random decimal digits, leading zeros included, each code equally likely. */
export function newDigitCode(length = 6): string {
  return String(randomInt(10 ** length)).padStart(length, '0')
}

/** SHA-256 of the secret, 32 bytes: what is stored in its place. Short codes need a limit on tries beside it. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest()
}

/** Whether two hashes are equal, in a time that does not tell where they differ. Different lengths are never equal. */
export function sameSecret(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** 60 random bits for a printed joining card: twelve characters in three groups, `7K3M-9QXA-02TD`. */
export function newCardCode(): string {
  return inGroups(Array.from(randomBytes(12), (byte) => symbolAt(byte & 31)).join(''))
}

/** The card code as printed, from what a person typed (any case, spaces, hyphens, O for 0, I or L for 1), or null. */
export function normaliseCardCode(text: string): string | null {
  const symbols = withoutSeparators(text).replace(/[ILO]/g, (letter) => lookalikes[letter] ?? letter)
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(symbols) ? inGroups(symbols) : null
}

/**
 * The check character over the letters and digits of `body` (anything else is skipped, case does not matter).
 * A Damm check in the field GF(32): check = Σ 2^i × value, so it is itself one of Crockford's 32 characters and catches
 * every single wrong character and every swap of two (the powers of 2 differ for 31 places). ISO 7064 MOD 37,36 was
 * refused: its check may be an I or an O, and it misses some swaps. I and L count as 1, O as 0, U as V.
 */
export function checkCharacter(body: string): string {
  let check = 0
  for (const symbol of body.toUpperCase().replace(/[^0-9A-Z]/g, '')) check = twice(check ^ valueOf(symbol))
  return symbolAt(check)
}

/**
 * `{ code: 'HCC', year: 2026, sequence: 123 }` as `HCC-2026-000123-…`. The code is 2 to 8 capital letters, the year
 * 2000 to 2999, the sequence 1 to 999,999,999; a RangeError otherwise.
 */
export function certificateNumber({ code, year, sequence }: { code: string; year: number; sequence: number }): string {
  if (!/^[A-Z]{2,8}$/.test(code)) throw new RangeError(`Not a certificate code: ${code}`)
  if (!Number.isInteger(year) || year < 2000 || year > 2999) throw new RangeError(`Not a certificate year: ${year}`)
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 999_999_999)
    throw new RangeError(`Not a certificate sequence: ${sequence}`)
  const body = `${code}-${year}-${String(sequence).padStart(6, '0')}`
  return `${body}-${checkCharacter(body)}`
}

/**
 * The number as printed, from what a person typed: any case, with or without spaces and hyphens, O for 0 and I or L for 1.
 * Null when it has another form or the check character is wrong. Leading zeros must be there: adding them would move what
 * stands before them, and the check would no longer catch every slip.
 */
export function parseCertificateNumber(text: string): { number: string } | null {
  // A year begins with 2 and a code has no digit but a misread one, so the first 2 ends the code even without hyphens.
  const found = /^([A-Z01]{2,8}?)(2[0-9OIL]{3})([0-9OIL]{6}|[1-9IL][0-9OIL]{6,8})([0-9A-Z])$/.exec(
    withoutSeparators(text),
  )
  if (!found) return null
  const [, letters = '', year = '', sequence = '', check = ''] = found
  const code = letters.replace(/[01]/g, (digit) => (digit === '0' ? 'O' : 'I'))
  const count = Number(asDigits(sequence))
  if (count === 0) return null
  const number = certificateNumber({ code, year: Number(asDigits(year)), sequence: count })
  return number.endsWith(`-${lookalikes[check] ?? check}`) ? { number } : null
}

/** Upper case, full-width forms narrowed, and every space, hyphen, dash, dot, slash and underscore taken out. */
function withoutSeparators(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212./_\u200b\u00ad]+/gu, '')
}

function asDigits(text: string): string {
  return text.replace(/[ILO]/g, (letter) => lookalikes[letter] ?? letter)
}

function inGroups(symbols: string): string {
  return `${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8)}`
}

function symbolAt(value: number): string {
  return alphabet.charAt(value)
}

function valueOf(symbol: string): number {
  return alphabet.indexOf(lookalikes[symbol] ?? symbol)
}

/** Times 2 in GF(32) with x^5 + x^2 + 1, in which 2 generates all 31 other elements. */
function twice(value: number): number {
  return value & 16 ? (value << 1) ^ 0b100101 : value << 1
}
