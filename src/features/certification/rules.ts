/** What a certificate is worth on a day, and which of a text can be printed: pure. */
import { addDays, addMonths } from '../../lib/time.ts'
import { unprintableCharacters } from './pdf/printable.ts'

export const certificateStates = ['current', 'expiring', 'in grace', 'expired', 'revoked'] as const
export type CertificateState = (typeof certificateStates)[number]

/** A certificate that ends within so many days is one to renew. */
export const expiringDays = 90

/** What is needed of a certificate to say what it is worth. */
export interface StateFacts {
  valid_to: string
  grace_months: number
  is_revoked: boolean
}

/** Its last day is a day it is valid. The roster asks the same in SQL (roster/queries/champions.ts). */
export function certificateState(certificate: StateFacts, on: string): CertificateState {
  if (certificate.is_revoked) return 'revoked'
  if (certificate.valid_to > addDays(on, expiringDays)) return 'current'
  if (certificate.valid_to >= on) return 'expiring'
  return addMonths(certificate.valid_to, certificate.grace_months) >= on ? 'in grace' : 'expired'
}

export const isValid = (state: CertificateState): boolean => state === 'current' || state === 'expiring'

/** Kept as JSON with the certificate; the number and the dates stand beside it in columns. */
export interface FrozenFacts {
  language: 'en' | 'cy'
  name: string
  programme_name: string
  course_title: string
  course_version: number
  content_hash: string
  wording: string
  organisation_name: string | null
  force_name: string
  signatory_name: string
  signatory_title: string
  colour: string
  logo: { file_id: string; sha256: string; media_type: LogoType; alt: string } | null
  law_as_at: string | null
  verify_url: string
}

export type LogoType = 'image/png' | 'image/svg+xml' | 'image/jpeg'

/** The name that goes on paper: the full name where our fonts have it, else the printable one; null while neither is. */
export function nameToPrint(person: { full_name: string; printable_name: string | null }): string | null {
  const names = [person.full_name, person.printable_name ?? '']
  return names.find((name) => isVisible(name) && unprintableCharacters(name).length === 0) ?? null
}

/** A text other than the name without what no font can print: an emoji in a partner's name must never hold a certificate up. */
export function printableText(text: string): string {
  let kept = text.normalize('NFC')
  for (const character of unprintableCharacters(kept)) kept = kept.replaceAll(character, '')
  // Taking some away may leave a mark without its letter.
  if (unprintableCharacters(kept).length > 0) kept = kept.replace(/[^\x20-\x7e]/g, '')
  return kept.replace(/\s+/g, ' ').trim()
}

const isVisible = (text: string) => text.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/gu, '') !== ''
