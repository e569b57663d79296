/** Holds what a certificate says of itself, per language; whole phrases, so that a translator sees all of them here. */

export interface Words {
  locale: string
  title: (number: string, name: string) => string
  certificate: string
  awarded_to: string
  awarded_on: string
  valid_to: string
  number: string
  course: string
  law_as_at: string
  check: string
  qr_alt: string
  endorsed_by: string
  /** In place of the picture of a signature. */
  signature_of: (name: string) => string
}

export const words: Record<'en' | 'cy', Words> = {
  en: {
    locale: 'en-GB',
    title: (number, name) => `Certificate ${number} for ${name}`,
    certificate: 'Certificate',
    awarded_to: 'Awarded to',
    awarded_on: 'Awarded',
    valid_to: 'Valid until',
    number: 'Certificate number',
    course: 'Course',
    law_as_at: 'Law as at',
    check: 'Check this certificate at',
    qr_alt: 'QR code that opens the page to check this certificate',
    endorsed_by: 'Endorsed by',
    signature_of: (name) => `Signature of ${name}`,
  },
  cy: {
    locale: 'cy-GB',
    title: (number, name) => `Tystysgrif ${number} ar gyfer ${name}`,
    certificate: 'Tystysgrif',
    awarded_to: 'Dyfarnwyd i',
    awarded_on: 'Dyfarnwyd',
    valid_to: 'Yn ddilys tan',
    number: 'Rhif y dystysgrif',
    course: 'Cwrs',
    law_as_at: 'Y gyfraith fel yr oedd ar',
    check: 'Gwiriwch y dystysgrif hon yn',
    qr_alt: 'Cod QR sy’n agor y dudalen i wirio’r dystysgrif hon',
    endorsed_by: 'Cymeradwywyd gan',
    signature_of: (name) => `Llofnod ${name}`,
  },
}

/** '2026-11-22' as "22 November 2026". A day has no time zone; UTC keeps it the day it is. Other text stays as it is. */
export function dayInWords(day: string, locale: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return day
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  return formatOf(locale).format(date)
}

/** Making one takes longer than all the rest of printing a date. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: string): Intl.DateTimeFormat {
  const known = formats.get(locale)
  if (known) return known
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  formats.set(locale, format)
  return format
}
