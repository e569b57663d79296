/** What of a paper would come out too small to be read, and beside which field that is said: pure. */
import type { ProgrammeRow } from '../courses/index.ts'
import type { Design, WordFault } from './design.ts'

/** A text of the paper as it is set, with its size in points. */
export interface SetText {
  field: string
  points: number
}

/** The size in points below which a text is too small to be read on paper. */
const leastPoints: Readonly<Record<string, number>> = {
  force_name: 9,
  programme_name: 9,
  above_name: 9,
  certificate_wording: 9,
  further_line: 9,
  signatory_name: 7,
  signatory_title: 7,
  second_programme_name: 8,
  second_above_name: 8,
  second_wording: 8,
  second_further_line: 8,
}

/** Everything of a paper that somebody types on some page, by the name of its field there. */
export const textNames: Readonly<Record<string, string>> = {
  name: 'Name of the programme',
  name_cy: 'Name of the programme, in Welsh',
  above_name: 'Above the name',
  certificate_wording: 'What was achieved',
  certificate_wording_cy: 'What was achieved, in Welsh',
  further_line: 'A further line',
  second_language: 'Second language',
  second_programme_name: 'Name of the programme, in the second language',
  second_above_name: 'Above the name, in the second language',
  second_wording: 'What was achieved, in the second language',
  second_further_line: 'A further line, in the second language',
  force_name: 'Name of the police force',
  signatory_name: 'Who signs',
  signatory_title: 'Rank or title of who signs',
}

export interface CrampedText {
  /** The field in which it is typed. */
  field: string
  points: number
}

type Programme = Pick<ProgrammeRow, 'name_cy' | 'certificate_wording_cy'>

/** What would have to be printed too small on a paper of this language, with everything else that stands on it. */
export function crampedTexts(
  sizes: SetText[],
  paper: { language: 'en' | 'cy'; programme: Programme; design: Design },
): CrampedText[] {
  return sizes.flatMap(({ field, points }) =>
    points >= (leastPoints[field] ?? 0) ? [] : [{ field: typedAs(field, paper), points }],
  )
}

/** Where that text was typed: for who reads Welsh the languages change places where Welsh is the second one. */
function typedAs(
  field: string,
  { language, programme, design }: { language: 'en' | 'cy'; programme: Programme; design: Design },
): string {
  const english = (name: string) => (name === 'programme_name' ? 'name' : name)
  const own = { programme_name: 'name_cy', certificate_wording: 'certificate_wording_cy' } as Record<string, string>
  const isOwn = { name_cy: programme.name_cy, certificate_wording_cy: programme.certificate_wording_cy } as Record<
    string,
    string | null
  >
  const isWelshSecond = design.second_language === 'cy'
  /** In Welsh: typed as the second language, or the programme's own; undefined where it is given nowhere. */
  const welsh = (name: string): string | undefined => {
    const second = secondName(name)
    if (isWelshSecond && design[second as keyof Design]) return second
    const given = own[name]
    return given !== undefined && isOwn[given] ? given : undefined
  }
  const [isSecond, name] = field.startsWith('second_') ? [true, firstName(field)] : [false, field]
  if (!(name in leastPoints) || !(secondName(name) in leastPoints)) return field
  if (language === 'cy' && !isSecond) return welsh(name) ?? english(name)
  if (!isSecond || (language === 'cy' && isWelshSecond)) return english(name)
  return isWelshSecond ? (welsh(name) ?? field) : field
}

const secondName = (name: string) => (name === 'certificate_wording' ? 'second_wording' : `second_${name}`)
const firstName = (field: string) =>
  field === 'second_wording' ? 'certificate_wording' : field.slice('second_'.length)

/** Beside their own fields where the page has them; what is typed elsewhere is named beside the field that crowds it out. */
export function besideFields(
  cramped: CrampedText[],
  { fields, otherwise, of = '' }: { fields: readonly string[]; otherwise: string; of?: string },
): WordFault[] {
  const once = cramped.filter(({ field }, index) => cramped.findIndex((one) => one.field === field) === index)
  const here = once.filter(({ field }) => fields.includes(field))
  const elsewhere = once.filter(({ field }) => !fields.includes(field))
  const names = elsewhere.map(({ field, points }) => `“${textNames[field] ?? field}”${of} in ${points} point`)
  return [
    ...here.map(({ field, points }) => ({
      field,
      text: `This does not fit: it would be printed in ${points} point, too small to read. Make it shorter`,
    })),
    ...(elsewhere.length === 0
      ? []
      : [
          {
            field: otherwise,
            text: `With this the certificate is too full: it would print ${listed(names)}, too small to read. Make that shorter first`,
          },
        ]),
  ]
}

/** Of several programmes, which share the force's name, its logo and who signs. */
export type CrampedPapers = { programme_name: string; cramped: CrampedText[] }[]

export function besidePapers(
  papers: CrampedPapers,
  page: { fields: readonly string[]; otherwise: string },
): WordFault[] {
  const faults = papers.flatMap(({ programme_name, cramped }) =>
    besideFields(cramped, { ...page, of: ` of ${programme_name}` }),
  )
  return faults.filter(({ field }, index) => faults.findIndex((one) => one.field === field) === index)
}

/** The end of a sentence about what was taken away, which nobody is kept from. */
export const tooSmallNow = (cramped: CrampedText[]): string =>
  cramped.length === 0
    ? ''
    : `. Now ${listed([...new Set(cramped.map(({ field }) => `“${textNames[field] ?? field}”`))])} would be printed too small to read: make that shorter`

const listed = (names: string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
