/** What the status lists say of a certificate, and how a list is written: pure. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { CertificateState } from '../certification/index.ts'

/** Of each list: at least this many, so that one bit hides among many (W3C Bitstring Status List, 6.1). */
export const listLength = 131_072

/** A list is left for the next one when half of it is taken: random places stay easy to find. */
export const mostOfList = listLength / 2

export const purposes = ['revocation', 'suspension'] as const
export type Purpose = (typeof purposes)[number]

/** The standings for which the bit is set. What was replaced or given up never comes back as a badge, so it counts as revoked. */
export const standingsOf = {
  revocation: ['revoked', 'withdrawn', 'superseded'],
  suspension: ['suspended'],
} as const satisfies Record<Purpose, CertificateState[]>

/** What anybody gets: the badge; word that it does not count; or nothing, as if it had never been. */
export type Served = 'badge' | 'void' | 'nothing'

/**
 * A replaced certificate may carry a former name, so it has no badge any more. Open Badges 3.0 tells revoked and
 * suspended by the status lists; the hosted assertion of 2.0 knows no suspension and says that it does not count.
 */
export function servedAs(format: '3.0' | '2.0', state: CertificateState): Served {
  if (state === 'superseded') return format === '2.0' ? 'void' : 'nothing'
  if (format === '3.0') return 'badge'
  return state === 'revoked' || state === 'withdrawn' || state === 'suspended' ? 'void' : 'badge'
}

const packed = promisify(gzip)

/** The bits, the first one leftmost, compressed and as multibase base64url. */
export async function encodedList(set: readonly number[]): Promise<string> {
  const bits = Buffer.alloc(listLength / 8)
  for (const index of set) bits[index >> 3]! |= 0x80 >> (index & 7)
  return `u${(await packed(bits)).toString('base64url')}`
}
