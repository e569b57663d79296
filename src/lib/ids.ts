/** Names for rows (uuid v7, sorted by the moment they were made) and values that nobody can guess. */
import { randomBytes } from 'node:crypto'

const largestMoment = 2 ** 48 - 1
let lastMoment = -1
let counter = 0

/**
 * A new uuid v7, lower case with hyphens, for `now` (default: the real clock).
 * Later calls in one process always sort after earlier ones: within one millisecond a 12-bit counter rises, and when
 * the clock stands still or is set back the last moment is kept (RFC 9562, 6.2). So an id is an order, not a time.
 */
export function newId(now: Date = new Date()): string {
  const moment = now.getTime()
  if (!(moment >= 0 && moment <= largestMoment)) throw new RangeError(`No id can be made for ${String(now)}`)
  const bytes = randomBytes(16)
  if (moment > lastMoment) {
    lastMoment = moment
    // Starts in the lower half, so that at least 2,048 ids fit before the millisecond overflows.
    counter = bytes.readUInt16BE(6) & 0x7ff
  } else if (++counter > 0xfff) {
    lastMoment += 1
    counter = 0
  }
  bytes.writeUIntBE(lastMoment, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/**
 * Whether the text is a uuid as Postgres would take it and as we write it: lower case, hyphens in place, any version.
 * One spelling only, so that a thing has one address.
 */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
}

/** 128 random bits as 22 base64url characters: for secrets and public references. */
export function newSecret(): string {
  return randomBytes(16).toString('base64url')
}

/** Whether the text could have come from `newSecret`: its last character carries two bits only. */
export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{21}[AQgw]$/.test(text)
}
