/** Prints a certificate from its facts: PDF/UA-1, A4 landscape, one page, the same bytes for the same facts. */
import { createHash } from 'node:crypto'
import qrcode from 'qrcode'
import { qrSvg } from '../../lib/qr.ts'
import { borderSvg } from './pdf/border.ts'
import type { Look } from './pdf/compiler.ts'
import { compileCertificate, lookAtCertificate, measureCertificate } from './pdf/compiler.ts'
import { sansFamily } from './pdf/fonts.ts'
import { familiesFor, tidy, unprintableCharacters } from './pdf/printable.ts'
import { dayInWords, words } from './pdf/words.ts'
import type { FirstWord, FrozenDesign, LogoType } from './rules.ts'

export { unprintableCharacters } from './pdf/printable.ts'

export interface PictureToPrint {
  media_type: LogoType
  bytes: Buffer
}

export interface CertificateFacts {
  language: 'en' | 'cy'
  /** Such as HCC-2026-000123-K. */
  number: string
  name: string
  programme_name: string
  course_title: string
  wording: string
  organisation_name: string | null
  /** A day such as 2026-11-22. */
  awarded_on: string
  valid_to: string
  force_name: string
  signatory_name: string
  signatory_title: string
  /** Such as #1d3557. */
  colour: string
  logo: (PictureToPrint & { alt: string }) | null
  law_as_at: string | null
  /** Goes into the QR code and in print. */
  verify_url: string
  issued_at: Date
  design?: Omit<FrozenDesign, 'signature' | 'endorsers'> & {
    signature: PictureToPrint | null
    endorsers: (PictureToPrint & { name: string })[]
  }
}

/** Throws, naming the field and the characters, if a text has characters that `unprintableCharacters` reports. */
export const renderCertificatePdf = (facts: CertificateFacts): Buffer => compileCertificate(filesOf(facts))

/** The same as a picture for the screen, with the size in points of each text that had to be made smaller. */
export const lookAtPaper = (facts: CertificateFacts): Look => lookAtCertificate(filesOf(facts, true))
export const measurePaper = (facts: CertificateFacts): Look['sizes'] => measureCertificate(filesOf(facts, true))

/** What the template reads: the facts as it wants them, and the pictures. */
function filesOf(facts: CertificateFacts, tells_sizes = false): Record<string, Buffer> {
  if (tidy(facts.name) === '') throw new Error('A certificate needs a name to print')
  const texts = textsOf(facts)
  refuseUnprintable(texts)
  const say = words[facts.language]
  const colour = /^#[0-9a-f]{6}$/i.test(facts.colour) ? facts.colour : '#1d3557'
  const border = borderFile(colour)
  const { design } = facts
  const pictures: Record<string, Buffer> = {}
  const keep = (picture: PictureToPrint) => {
    const file = pictureFile(picture)
    pictures[file] = picture.bytes
    return file
  }
  const law = facts.law_as_at && `${say.law_as_at} ${dayInWords(facts.law_as_at, say.locale)}`
  const lastPart = facts.verify_url.lastIndexOf('/') + 1
  // What a paper in Welsh says in English is read out as English.
  const english = (word: FirstWord) => (design?.in_english?.includes(word) ? 'en' : null)
  const serif = familiesFor(Object.values(texts).map(tidy).join(' '))
  const data = {
    tells_sizes,
    language: facts.language,
    words: { ...say, title: undefined },
    title: say.title(facts.number, tidy(facts.name)),
    number: facts.number,
    name: part(facts.name),
    programme_name: part(facts.programme_name, english('programme_name')),
    small_print: smallPrint(facts, law),
    above_name: part(design?.above_name ?? say.awarded_to),
    wording: part(facts.wording, english('wording')),
    further_line: optionalPart(design?.further_line, english('further_line')),
    organisation_name: optionalPart(facts.organisation_name),
    awarded_on: dayInWords(facts.awarded_on, say.locale),
    valid_to: dayInWords(facts.valid_to, say.locale),
    force_name: part(facts.force_name),
    signatory_name: part(facts.signatory_name),
    signatory_title: part(facts.signatory_title),
    text_colour: readableOnWhite(colour),
    border_file: border.file,
    logo: facts.logo && { file: keep(facts.logo), alt: tidy(facts.logo.alt) || tidy(facts.force_name) },
    signature: design?.signature
      ? { file: keep(design.signature), alt: say.signature_of(tidy(facts.signatory_name)) }
      : null,
    endorsers: (design?.endorsers ?? []).map((one) => ({ file: keep(one), alt: tidy(one.name) })),
    second: secondData(facts),
    verify_url: facts.verify_url,
    qr: qrSvg(codeOf(facts.verify_url), { margin: 2 }),
    issued_at: momentOf(facts.issued_at),
    verify_start: facts.verify_url.slice(0, lastPart),
    verify_end: facts.verify_url.slice(lastPart),
    serif,
    sans: [sansFamily, ...serif],
  }
  return { 'facts.json': Buffer.from(JSON.stringify(data)), [border.file]: border.bytes, ...pictures }
}

/** Labels and dates are repeated in the languages whose labels we have. */
function secondData({ design, awarded_on, valid_to }: CertificateFacts) {
  const second = design?.second
  if (!second) return null
  const say = second.language === 'en' || second.language === 'cy' ? words[second.language] : null
  return {
    language: second.language,
    region: say ? 'GB' : null,
    programme_name: optionalPart(second.programme_name),
    above_name: optionalPart(second.above_name ?? say?.awarded_to),
    wording: optionalPart(second.wording),
    further_line: optionalPart(second.further_line),
    words: say && { ...say, title: undefined },
    awarded_on: say && dayInWords(awarded_on, say.locale),
    valid_to: say && dayInWords(valid_to, say.locale),
  }
}

const borders = new Map<string, { file: string; bytes: Buffer }>()

/** Drawn once per colour: an installation has one, and drawing takes as long as half a certificate. */
function borderFile(colour: string) {
  const known = borders.get(colour)
  if (known) return known
  const border = { file: `border-${colour.slice(1)}.svg`, bytes: Buffer.from(borderSvg(colour)) }
  borders.set(colour, border)
  return border
}

/** Everything people wrote that will be printed; dates and labels are ours. */
function textsOf(facts: CertificateFacts) {
  const { number, name, programme_name, course_title, wording, force_name, signatory_name, signatory_title } = facts
  return {
    number,
    name,
    programme_name,
    course_title,
    wording,
    force_name,
    signatory_name,
    signatory_title,
    organisation_name: facts.organisation_name ?? '',
    awarded_on: facts.awarded_on,
    valid_to: facts.valid_to,
    law_as_at: facts.law_as_at ?? '',
    verify_url: facts.verify_url,
    above_name: facts.design?.above_name ?? '',
    further_line: facts.design?.further_line ?? '',
    second: Object.values(facts.design?.second ?? {}).join(' '),
  }
}

function refuseUnprintable(texts: Record<string, string>) {
  for (const [field, text] of Object.entries(texts)) {
    const missing = unprintableCharacters(text)
    if (missing.length > 0) throw new Error(`No font can print these characters of ${field}: ${missing.join(' ')}`)
  }
}

/** What the template needs to know of a text: its longest words, so that none is cut, and how its script runs. */
function part(text: string, lang: 'en' | null = null) {
  const tidied = breakable(tidy(text))
  const firstLetter = /\p{L}/u.exec(tidied)?.[0] ?? ''
  return {
    lang,
    text: tidied,
    letters: tidied.length,
    longest: tidied
      .split(/[ \u200b]/u)
      .sort((a, b) => b.length - a.length)
      .slice(0, 3),
    rtl: /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(firstLetter),
    // Small capitals and wide letters are Latin manners; in Arabic, spacing would tear the letters apart.
    latin: /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u.test(tidied),
  }
}

const optionalPart = (text: string | null | undefined, lang: 'en' | null = null) => (text ? part(text, lang) : null)

/** Courses have their titles in English, whatever the language of the paper. */
function smallPrint({ language, course_title }: CertificateFacts, law: string | null) {
  const label = `${words[language].course}: `
  const rest = law ? ` · ${law}` : ''
  return { ...part(label + course_title + rest), pieces: [label, tidy(course_title), rest] }
}

/** A word too long for any line gets places to break, without a hyphen that is not part of the name. */
function breakable(text: string) {
  return text.replace(/\S{81,}/gu, (word) =>
    Array.from(word, (character, i) =>
      i % 40 === 39 && !/\p{M}/u.test(character) ? `\u200b${character}` : character,
    ).join(''),
  )
}

/** Named by content, so that typst decodes a picture once and not for every certificate. */
function pictureFile({ media_type, bytes }: PictureToPrint) {
  const ending = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' }[media_type]
  return `picture-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${ending}`
}

function momentOf(date: Date) {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  }
}

/** The colour, darkened until text in it has WCAG's contrast of 4.5 on white: a force may well have a yellow. */
function readableOnWhite(colour: string): string {
  let channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const luminance = () => {
    const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
      const share = channel / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  while (1.05 / (luminance() + 0.05) < 4.5) channels = channels.map((channel) => Math.floor(channel * 0.93))
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Any mask reads as well as another on an address that ends in random letters; weighing all eight takes a millisecond, and so does packing tighter. */
const codeOf = (address: string) =>
  qrcode.create([{ data: Buffer.from(address), mode: 'byte' }], { errorCorrectionLevel: 'M', maskPattern: 3 })
