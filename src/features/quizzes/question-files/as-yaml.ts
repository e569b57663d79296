/** A question as a course's folder holds it: every kind, in the words of the bank, what goes without saying left out. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { cleanLines } from '../../../lib/text.ts'
import { isThing } from '../../../lib/thing.ts'
import { line, lines, oneOf, spare, truth, whole } from '../../../lib/yaml-fields.ts'
import type { Content } from '../kinds/kind.ts'
import type { QuestionKind } from '../kinds/list.ts'
import { kindOf, questionKinds } from '../kinds/list.ts'
import type { QuestionInput } from '../rules.ts'
import type { PictureType, QuestionPicture } from '../pictures.ts'
import { isPlace, mostAlt, mostPictures, pictureFileName, withPictures } from '../pictures.ts'
import { questionFault, tidyQuestion } from '../rules.ts'
import { difficulties, strands } from '../subjects.ts'

export function questionToYaml({ content, ...question }: QuestionInput): Record<string, unknown> {
  return spare({
    kind: question.kind,
    text: question.text,
    explanation: question.explanation,
    pictures: (withPictures(question.pictures).pictures ?? []).map((picture) => ({
      file: pictureFileName(picture),
      place: picture.place === 'text' ? '' : picture.place,
      alt: picture.alt,
      is_decorative: picture.is_decorative,
    })),
    points: question.points === 0 ? null : question.points,
    is_critical: question.is_critical,
    strand: question.strand,
    objective: question.objective,
    difficulty: question.difficulty,
    tags: question.tags,
    // In the order of the kind: the database has one of its own.
    ...(kindOf(question.kind).schema.safeParse(content).data ?? content),
    // Said only where it is something: no number is right within nothing more.
    ...(content.tolerance === '0' ? { tolerance: '' } : {}),
  })
}

/** As `questionToYaml` leaves it out, for each kind. */
const unsaid: Partial<Record<QuestionKind, Record<string, unknown>>> = {
  matching: { others: [] },
  number: { tolerance: '0', unit: '' },
}

const picture = z.strictObject(
  {
    file: line(200),
    place: z.string().refine(isPlace, 'must be text, explanation, option-1 or feedback-1').default('text'),
    alt: lines(mostAlt).default(''),
    is_decorative: truth.default(false),
  },
  'is not as it should be',
)

const common = z.looseObject({
  kind: oneOf(questionKinds),
  text: lines(2000).pipe(z.string().min(1, 'must say what is asked')),
  explanation: lines(4000).default(''),
  pictures: z.array(picture).max(mostPictures, `must be ${mostPictures} or fewer`).default([]),
  points: whole(0, 100).default(0),
  is_critical: truth.default(false),
  strand: oneOf(strands).nullable().default(null),
  objective: lines(300).nullable().default(null),
  difficulty: oneOf(difficulties).nullable().default(null),
  tags: z.array(lines(40)).max(10, 'must be 10 or fewer').default([]),
})

type Path = (string | number)[]

export type ReadQuestion = { question: QuestionInput } | { faults: { path: Path; text: string }[] }

/** What a file that lies beside the questions is, by its name; or why it is no picture, as the end of a sentence. */
export type PictureNamed = (file: string) => { sha256: string; media_type: PictureType } | string

/** `raw`: texts, lists and objects, as YAML is read. */
export function questionFromYaml(
  raw: Record<string, unknown>,
  pictureNamed: PictureNamed = () => 'is not there',
): ReadQuestion {
  const read = common.safeParse(raw)
  if (!read.success)
    return {
      faults: read.error.issues.map(({ path, message }) => ({
        path: path as Path,
        text: wordsFor(path as Path, raw, message),
      })),
    }
  const { kind, text, explanation, points, is_critical, strand, objective, difficulty, tags, ...others } = read.data
  const { pictures: named, ...rest } = others
  const pictures: QuestionPicture[] = []
  for (const [index, { file, ...one }] of named.entries()) {
    const found = pictureNamed(file)
    if (typeof found === 'string') return { faults: [{ path: ['pictures', index], text: `‘${file}’ ${found}` }] }
    pictures.push({ ...found, ...one })
  }
  const given = { ...unsaid[kind], ...typedParts(kind, rest) }
  const content = kindOf(kind).schema.safeParse(given)
  if (!content.success)
    return {
      faults: content.error.issues.map(({ path, message }) => ({
        path: path as Path,
        text: wordsFor(path as Path, given, message),
      })),
    }
  const strange = unknownNames(given, content.data)
  if (strange.length > 0)
    return { faults: strange.map((path) => ({ path, text: `‘${path.at(-1)}’ is not known in this kind of question` })) }
  const question = tidyQuestion({
    ...{ kind, text, explanation, points, is_critical, strand, objective, difficulty, tags, pictures },
    content: content.data,
  })
  const fault = questionFault(question)
  return fault ? { faults: [{ path: [], text: fault.text }] } : { question }
}

function wordsFor(path: Path, raw: unknown, message: string): string {
  const name = path.findLast((step) => typeof step === 'string') ?? 'question'
  const value = path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | undefined)?.[step], raw)
  if (value === undefined) return `‘${name}’ is missing`
  return /^must /.test(message) ? `‘${name}’ ${message}` : `‘${name}’ is not as it should be`
}

/** YAML gives texts: numbers and yes or no where the kind has them, and what was left out of an answer. */
function typedParts(kind: QuestionKind, raw: Record<string, unknown>): Content {
  const value = cleanDeep(raw) as Record<string, unknown>
  const each = (name: string, change: (one: Record<string, unknown>) => Record<string, unknown>): Content =>
    Array.isArray(value[name])
      ? { ...value, [name]: value[name].map((one: unknown) => (isThing(one) ? change(one) : one)) }
      : value
  const number = (one: unknown): unknown => (typeof one === 'string' && /^\d{1,6}$/.test(one) ? Number(one) : one)
  switch (kind) {
    case 'one':
    case 'several':
    case 'true-false':
      return each('options', (one) => ({
        ...one,
        feedback: one.feedback ?? '',
        is_right: truth.safeParse(one.is_right ?? 'false').data ?? one.is_right,
      }))
    case 'rating':
      return { ...value, steps: number(value.steps) }
    case 'text':
      return each('rubric', (one) => ({ ...one, points: number(one.points) }))
    case 'matching':
    case 'ordering':
    case 'short':
    case 'number':
    case 'gaps':
    case 'gap-choices':
    case 'scenario':
      return value
  }
}

function cleanDeep(value: unknown): unknown {
  if (typeof value === 'string') return cleanLines(value)
  if (Array.isArray(value)) return value.map(cleanDeep)
  return isThing(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleanDeep(one)])) : value
}

/** A word misspelt would otherwise be dropped without a word. */
function unknownNames(given: unknown, taken: unknown, path: Path = []): Path[] {
  if (Array.isArray(given))
    return given.flatMap((one, index) => unknownNames(one, (taken as unknown[])[index], [...path, index]))
  if (!isThing(given)) return []
  return Object.entries(given).flatMap(([name, one]) =>
    isThing(taken) && name in taken ? unknownNames(one, taken[name], [...path, name]) : [[...path, name]],
  )
}

/** Whether what the bank has and what a folder holds are the same to who reads them. */
export function isSameQuestion(one: QuestionInput, other: QuestionInput): boolean {
  return isDeepStrictEqual(questionToYaml(one), questionToYaml(other))
}
