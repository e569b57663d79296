/** What a certificate is worth on a day, what may become of it, and which of a text can be printed: pure. */
import { addDays, addMonths, today } from '../../lib/time.ts'
import { unprintableCharacters } from './pdf/printable.ts'

export const certificateStates = [
  'current',
  'expiring',
  'in grace',
  'expired',
  'suspended',
  'revoked',
  'superseded',
  'withdrawn',
] as const
export type CertificateState = (typeof certificateStates)[number]

/** What its last row says holds: good means that the days alone decide. */
export const standings = ['good', 'suspended', 'revoked', 'superseded', 'withdrawn'] as const
export type Standing = (typeof standings)[number]

/** The days of a certificate: from when it can be renewed, its last valid day, and until when it can still be renewed. */
export interface CertificateDays {
  renews_from: string
  valid_to: string
  grace_to: string
}

/** What is needed of a certificate to say what it is worth. */
export interface StateFacts extends CertificateDays {
  standing: Standing
}

/** Its last day is a day it is valid. The roster asks the same in SQL (roster/queries/champions.ts). */
export function certificateState(certificate: StateFacts, on: string): CertificateState {
  if (certificate.standing !== 'good') return certificate.standing
  if (on < certificate.renews_from) return 'current'
  if (on <= certificate.valid_to) return 'expiring'
  return on <= certificate.grace_to ? 'in grace' : 'expired'
}

export const isValid = (state: CertificateState): boolean => state === 'current' || state === 'expiring'

/** The window before and the grace after the last valid day, as the programme has them now. */
export function daysOf(
  awardedOn: string,
  validTo: string,
  programme: { renewal_days: number; grace_months: number },
): CertificateDays {
  const opens = addDays(validTo, -programme.renewal_days)
  return {
    renews_from: opens < awardedOn ? awardedOn : opens,
    valid_to: validTo,
    grace_to: addMonths(validTo, programme.grace_months),
  }
}

/** What of a revocation anyone may read; the reason in words stays between the holder and the coordinators. */
export const revocationClasses = ['issued in error', 'not completed', 'conduct', 'no longer in role', 'other'] as const
export type RevocationClass = (typeof revocationClasses)[number]

export const acts = ['suspend', 'reinstate', 'revoke', 'withdraw', 'extend'] as const
export type Act = (typeof acts)[number]

/** What coordinators may do to many at once. */
export const manyActs = ['extend', 'suspend', 'reinstate', 'revoke'] as const
export type ManyAct = (typeof manyActs)[number]

/** Why an act does nothing to a certificate. */
export type Refusal = 'already' | 'replaced' | 'given-up' | 'suspended' | 'revoked' | 'over' | 'not-later'

export interface ActFacts extends StateFacts {
  /** No later certificate of its programme was issued to its holder. */
  is_latest: boolean
}

/** Null: it may be done. What was replaced is history, and a later certificate is never undone by giving back an earlier one. */
export function refusalOf(act: Act, certificate: ActFacts, on: string, newDay?: string): Refusal | null {
  const { standing } = certificate
  if (standing === 'superseded' || !certificate.is_latest) return 'replaced'
  switch (act) {
    case 'suspend':
      return standing === 'good' ? null : standing === 'suspended' ? 'already' : notGood[standing]
    case 'extend':
      if (standing !== 'good') return notGood[standing]
      return newDay === undefined || newDay > certificate.valid_to ? null : 'not-later'
    case 'reinstate':
      return standing === 'good' ? 'already' : null
    case 'revoke':
      return standing === 'revoked' ? 'already' : null
    case 'withdraw':
      if (standing !== 'good') return standing === 'withdrawn' ? 'already' : notGood[standing]
      return on <= certificate.grace_to ? null : 'over'
  }
}

const notGood: Record<'suspended' | 'revoked' | 'withdrawn', Refusal> = {
  suspended: 'suspended',
  revoked: 'revoked',
  withdrawn: 'given-up',
}

/** What a completed course does for who holds a certificate already. */
export type Renewal = 'renew' | 'used' | 'held' | 'too-early' | 'too-late'

/**
 * Within the window and the grace any course of the programme begins the next certificate; later only a whole one does.
 * Nothing is issued over a suspension or a revocation: giving back comes first.
 */
export function renewalOf(
  latest: StateFacts & { last_changed_at: Date },
  completed: { kind: 'initial' | 'refresher'; at: Date; is_used: boolean },
): Renewal {
  if (completed.is_used) return 'used'
  const on = today(completed.at)
  switch (latest.standing) {
    case 'suspended':
    case 'revoked':
      return 'held'
    case 'withdrawn':
    case 'superseded':
      return completed.at > latest.last_changed_at ? 'renew' : 'used'
    case 'good':
      if (on < latest.renews_from) return 'too-early'
      return on <= latest.grace_to || completed.kind === 'initial' ? 'renew' : 'too-late'
  }
}

/** The first day that the next certificate adds its months to: who renews early loses no day, who was late begins today. */
export const renewedFrom = (latest: StateFacts, awardedOn: string): string =>
  latest.standing === 'good' && awardedOn <= latest.valid_to ? latest.valid_to : awardedOn

/** The courses by which the holder may renew today: refreshers while there is time, whole ones after that. */
export function renewalCourses<Course extends { programme_id: string; kind: 'initial' | 'refresher' }>(
  latest: ActFacts & { programme_id: string },
  courses: Course[],
  on: string,
): Course[] {
  const own = courses.filter((course) => course.programme_id === latest.programme_id)
  const of = (kind: Course['kind']) => own.filter((course) => course.kind === kind)
  const state = certificateState(latest, on)
  if (!latest.is_latest) return []
  if (state === 'expired' || state === 'withdrawn') return of('initial')
  if (state !== 'expiring' && state !== 'in grace') return []
  return of('refresher').length > 0 ? of('refresher') : of('initial')
}

export const reminders = ['90 days', '60 days', '30 days', 'expired'] as const
export type Reminder = (typeof reminders)[number]

const daysBefore: Record<Reminder, number> = { '90 days': 90, '60 days': 60, '30 days': 30, expired: -1 }

/** The day on which the holder is reminded that the certificate ends. */
export const reminderDay = (reminder: Reminder, validTo: string): string => addDays(validTo, -daysBefore[reminder])

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
  logo: (FrozenPicture & { alt: string }) | null
  law_as_at: string | null
  verify_url: string
  /** What the programme's design adds; papers from before there were designs have none. */
  design?: FrozenDesign
}

export interface FrozenPicture {
  file_id: string
  sha256: string
  media_type: LogoType
}

/** Above the name and below what was achieved; null: what the language of the paper says by itself, or nothing. */
export interface FrozenDesign {
  above_name: string | null
  further_line: string | null
  signature: FrozenPicture | null
  endorsers: (FrozenPicture & { name: string })[]
  /** What of the first words is English although the paper is not: nobody has given it in the paper's language. */
  in_english?: FirstWord[]
  /** The same words again, smaller; what is not given in it is not repeated. */
  second: SecondWords | null
}

export type FirstWord = 'programme_name' | 'wording' | 'further_line'

export interface SecondWords {
  language: string
  programme_name: string | null
  above_name: string | null
  wording: string | null
  further_line: string | null
}

export type LogoType = 'image/png' | 'image/svg+xml' | 'image/jpeg'

export const isLogoType = (mediaType: string | null): boolean =>
  mediaType === 'image/png' || mediaType === 'image/svg+xml' || mediaType === 'image/jpeg'

/** Names in the scripts that certificates must get right, each as long as such names can well be. */
export const sampleNames = {
  welsh: { text: 'Welsh', name: 'Gwenllïan Angharad Llŷr-Ŵyn ap Gruffydd' },
  polish: { text: 'Polish', name: 'Świętosława Małgorzata Brzęczyszczykiewicz-Żółć' },
  arabic: { text: 'Arabic', name: 'محمد عبد الرحمن بن عبد العزيز الأنصاري' },
  chinese: { text: 'Chinese', name: '欧阳诗雨 歐陽詩雨' },
  vietnamese: { text: 'Vietnamese', name: 'Nguyễn Thị Phương Thảo Quỳnh Ánh' },
} as const

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
