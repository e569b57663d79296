/** How a programme's certificates are designed: whose words are printed first and second, and what can be read: pure. */
import { createHash } from 'node:crypto'
import type { ProgrammeRow } from '../courses/index.ts'
import { unprintableCharacters } from './pdf/printable.ts'
import type { FirstWord, FrozenDesign, FrozenPicture, SecondWords } from './rules.ts'
import { printableText } from './rules.ts'

export const mostEndorsers = 3

/** In characters. Whether a text fits depends on its letters too, which only setting it tells. */
export const wordLimits = { programme_name: 120, above_name: 80, wording: 400, further_line: 160 } as const

/** The second languages that are spoken here and that the carried fonts print. */
export const secondLanguages: Readonly<Record<string, string>> = {
  cy: 'Welsh',
  ar: 'Arabic',
  bn: 'Bengali',
  zh: 'Chinese',
  kw: 'Cornish',
  fr: 'French',
  gd: 'Gaelic',
  de: 'German',
  el: 'Greek',
  gu: 'Gujarati',
  hi: 'Hindi',
  hu: 'Hungarian',
  ga: 'Irish',
  it: 'Italian',
  lt: 'Lithuanian',
  fa: 'Persian',
  pl: 'Polish',
  pt: 'Portuguese',
  pa: 'Punjabi',
  ro: 'Romanian',
  so: 'Somali',
  es: 'Spanish',
  ta: 'Tamil',
  tr: 'Turkish',
  uk: 'Ukrainian',
  ur: 'Urdu',
  vi: 'Vietnamese',
}

/** What coordinators type. */
export interface DesignWords {
  above_name: string | null
  further_line: string | null
  second_language: string | null
  second_programme_name: string | null
  second_above_name: string | null
  second_wording: string | null
  second_further_line: string | null
}

export const wordFields = [
  'above_name',
  'further_line',
  'second_language',
  'second_programme_name',
  'second_above_name',
  'second_wording',
  'second_further_line',
] as const satisfies (keyof DesignWords)[]

/** The words alone of what has more. */
export const wordsOf = (design: DesignWords): DesignWords =>
  Object.fromEntries(wordFields.map((field) => [field, design[field]])) as unknown as DesignWords

/** By this a page says which words it showed: who saves it must not undo what somebody else has changed meanwhile. */
export const seenOf = (design: DesignWords, certificate_wording: string): string =>
  createHash('sha256')
    .update(JSON.stringify([certificate_wording, wordsOf(design)]))
    .digest('base64url')
    .slice(0, 22)

export interface Design extends DesignWords {
  signatory_name: string | null
  signatory_title: string | null
  signature: FrozenPicture | null
  endorsers: (FrozenPicture & { id: string; name: string })[]
}

export const noDesign: Design = {
  above_name: null,
  further_line: null,
  second_language: null,
  second_programme_name: null,
  second_above_name: null,
  second_wording: null,
  second_further_line: null,
  signatory_name: null,
  signatory_title: null,
  signature: null,
  endorsers: [],
}

type Named = Pick<ProgrammeRow, 'name' | 'name_cy' | 'certificate_wording' | 'certificate_wording_cy' | 'code'>

/**
 * The words of a paper in the language of who holds it. Who reads Welsh has Welsh first; where Welsh is the second language
 * of the programme, the two change places for them, and English is printed below.
 */
export function wordsOfPaper(
  programme: Named,
  design: Design,
  language: 'en' | 'cy',
): { programme_name: string; wording: string; design: FrozenDesign } {
  const english = { language: 'en', ...onlyPrintable(designedInEnglish(programme, design)) }
  const other = secondOf(programme, design)
  const welsh =
    other?.language === 'cy'
      ? other
      : {
          ...onlyPrintable({ programme_name: programme.name_cy, wording: programme.certificate_wording_cy }),
          above_name: null,
          further_line: null,
        }
  const first = language === 'cy' ? welsh : english
  const second = language === 'cy' && other?.language === 'cy' ? english : other
  const programme_name = first.programme_name ?? english.programme_name ?? programme.code
  const wording = first.wording ?? english.wording ?? ''
  const further_line = first.further_line ?? english.further_line
  const in_english = firstWords.filter((word) => first[word] === null && english[word] !== null)
  const { signature, endorsers } = design
  return {
    programme_name,
    wording,
    design: {
      above_name: first.above_name,
      further_line,
      ...(language === 'cy' && in_english.length > 0 ? { in_english } : {}),
      signature,
      endorsers: endorsers.map(({ id: _id, name, ...picture }) => ({ ...picture, name: printableText(name) })),
      second: second && unlike(second, { programme_name, wording, further_line }),
    },
  }
}

const firstWords: readonly FirstWord[] = ['programme_name', 'wording', 'further_line']

const designedInEnglish = (programme: Named, design: Design) => ({
  programme_name: programme.name,
  above_name: design.above_name,
  wording: programme.certificate_wording,
  further_line: design.further_line,
})

/** The Welsh that the programme has of itself need not be typed twice. */
function secondOf(programme: Named, design: Design): SecondWords | null {
  if (design.second_language === null) return null
  const isWelsh = design.second_language === 'cy'
  return {
    language: design.second_language,
    ...onlyPrintable({
      programme_name: design.second_programme_name ?? (isWelsh ? programme.name_cy : null),
      above_name: design.second_above_name,
      wording: design.second_wording ?? (isWelsh ? programme.certificate_wording_cy : null),
      further_line: design.second_further_line,
    }),
  }
}

/** What stands there already in the first language is not said again. */
function unlike(second: SecondWords, first: Partial<Record<keyof SecondWords, string | null>>): SecondWords {
  const given = (field: 'programme_name' | 'wording' | 'further_line') =>
    second[field] === first[field] ? null : second[field]
  return {
    ...second,
    programme_name: given('programme_name'),
    wording: given('wording'),
    further_line: given('further_line'),
  }
}

const onlyPrintable = <Texts extends Record<string, string | null>>(
  texts: Texts,
): { [Field in keyof Texts]: string | null } =>
  Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, text === null ? null : printableText(text) || null]),
  ) as { [Field in keyof Texts]: string | null }

const secondTexts = ['second_programme_name', 'second_above_name', 'second_wording', 'second_further_line'] as const

/** The second words that were written in one language and stand there as they were, while another language is selected. */
export const wordsLeftOver = (
  saved: DesignWords,
  typed: Partial<Record<keyof DesignWords, string | null>>,
): (typeof secondTexts)[number][] =>
  saved.second_language === null || !typed.second_language || typed.second_language === saved.second_language
    ? []
    : secondTexts.filter((field) => saved[field] !== null && tidied(saved[field]) === tidied(typed[field]))

const tidied = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()

export interface WordFault {
  field: string
  text: string
}

/** Enough to know it by, where several are listed. */
const beginningOf = (text: string) =>
  Array.from(text).length > 40 ? `${Array.from(text).slice(0, 40).join('').trim()}…` : text

/** Words belong to the language they were written in: said of another, they would be read out wrongly. */
export function leftOverFaults(
  saved: DesignWords,
  typed: Partial<Record<keyof DesignWords, string | null>>,
): WordFault[] {
  const [was, is] = [saved.second_language, typed.second_language].map((code) => secondLanguages[code ?? ''])
  return wordsLeftOver(saved, typed).map((field) => ({
    field,
    text: `“${beginningOf(saved[field]!)}” was written as ${was}. Write it in ${is} or empty it. If it is ${is} already, say so as you save`,
  }))
}

/** What was typed that no carried font can print. */
export const unprintableFaults = (typed: Record<string, string | null | undefined>): WordFault[] =>
  Object.entries(typed).flatMap(([field, text]) => {
    const missing = unprintableCharacters(text ?? '')
    return missing.length === 0 ? [] : [{ field, text: `Our fonts cannot print ${missing.join(' ')}. Take it out` }]
  })
