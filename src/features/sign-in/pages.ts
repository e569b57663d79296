/** Rows to what the sign-in templates show: pure. */
import { isId } from '../../lib/ids.ts'
import { today, wordsForDate, wordsForMoment } from '../../lib/time.ts'
import type { KeptForm } from '../../platform/http/return-to.ts'
import type { Device } from './commands/devices.ts'
import type { Refusal } from './rules.ts'

export const refusalWords: Record<Refusal, string> = {
  wrong: 'That code is not right. Check the newest email from us',
  expired: 'That code has run out or was used. Go back and ask for a new one',
  'no-tries-left': 'That code was typed wrongly too often. Go back and ask for a new one',
  'other-browser': 'Ask for a code in this browser first',
}

interface Account {
  full_name: string
  printable_name: string | null
  email: string | null
  language: string
  may_be_listed_at: Date | null
}

interface Membership {
  organisation_name: string
  starts_on: string
  ends_on: string | null
}

const languages: Record<string, string> = { en: 'English', cy: 'Welsh (Cymraeg)' }

export function accountPage(person: Account, memberships: Membership[], now: Date) {
  const current = memberships.filter((one) => one.starts_on <= today(now) && (!one.ends_on || one.ends_on > today(now)))
  return {
    full_name: person.full_name,
    printable_name: person.printable_name,
    email: person.email ?? 'None: you sign in with a joining card',
    language: languages[person.language] ?? person.language,
    may_be_listed: person.may_be_listed_at ? `Yes, since ${wordsForDate(person.may_be_listed_at)}` : 'No',
    organisations: current.map((one) => one.organisation_name),
  }
}

/** A browser in words, from the little its user agent truthfully tells. */
export function browserWords(userAgent: string): string {
  const browser = /Edg/.test(userAgent)
    ? 'Edge'
    : /Firefox/.test(userAgent)
      ? 'Firefox'
      : /Chrome/.test(userAgent)
        ? 'Chrome'
        : /Safari/.test(userAgent)
          ? 'Safari'
          : 'A browser'
  const place = /iPhone|iPad/.test(userAgent)
    ? 'iPhone or iPad'
    : /Android/.test(userAgent)
      ? 'Android'
      : /Windows/.test(userAgent)
        ? 'Windows'
        : /Mac OS/.test(userAgent)
          ? 'Mac'
          : /Linux/.test(userAgent)
            ? 'Linux'
            : 'an unknown device'
  return `${browser} on ${place}`
}

export function devicesPage(devices: Device[], currentSid: string) {
  return devices.map((one) => ({
    device: one.device,
    words: browserWords(one.user_agent),
    since: wordsForMoment(one.signed_in_at),
    is_current: one.sid === currentSid,
  }))
}

/** 'full_name' is 'Full name', 'organisation_id' 'Organisation', 'part-2-join_url' 'Part 2 join link'. */
function fieldLabel(name: string): string {
  const words = name
    .replaceAll(/[-_]/g, ' ')
    .replace(/^is /, '')
    .replace(/ ids?$/, '')
    .replace(/\burl\b/, 'link')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `starts_on` of `starts_on-day`, which stands with its month and year as one date. */
const dateOf = (name: string): string | undefined => /^(.+)-day$/.exec(name)?.[1]

/**
 * The form as a person reads it: a date on one line, an organisation by its name. What only a machine reads, an id or a
 * name that begins with '_', is sent on and not shown.
 */
export function unsentPage(form: KeptForm, organisations: { id: string; name: string }[]) {
  const names = form.fields.map(([name]) => name)
  const typed = (name: string) => form.fields.find(([one]) => one === name)?.[1] ?? ''
  const restOfDate = new Set(names.flatMap((name) => [`${dateOf(name)}-month`, `${dateOf(name)}-year`]))
  return {
    path: form.path,
    has_files: form.has_files === true,
    fields: form.fields.map(([name, value]) => {
      const date = dateOf(name)
      const organisation = organisations.find((one) => one.id === value)
      const isRead = !name.startsWith('_') && !restOfDate.has(name) && (organisation !== undefined || !isId(value))
      const words = date ? [value, typed(`${date}-month`), typed(`${date}-year`)].join(' ') : value
      return {
        name,
        value,
        is_shown: isRead && words.trim() !== '',
        label: fieldLabel(date ?? name),
        words: organisation?.name ?? words,
      }
    }),
  }
}
