/** What may stand in the YAML of a course's folder, field by field, and faults in it in words. Pure. */
import { z } from 'zod'
import { clean } from '../../../lib/text.ts'
import { isDay } from '../../../lib/time.ts'
import type { ReadYaml } from '../../../lib/yaml.ts'
import { line, lines, oneOf, truth, whole } from '../../../lib/yaml-fields.ts'
import { countings, defaultRules, feedbacks } from '../../quizzes/index.ts'
import { courseKinds, doneWhens } from '../rules.ts'
import { folderKinds } from './folder.ts'
import { folderFormat } from './write.ts'

const nothing = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .union([z.literal('').transform(() => null), schema])
    .nullable()
    .default(null)
const day = nothing(z.string().refine(isDay, 'must be a day, such as 2027-03-27'))
const key = z.string().regex(/^[a-z0-9-]{1,80}$/, 'must be small letters, figures and hyphens')
/** A list with nothing in it may be written as nothing. */
const list = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === undefined ? [] : value), z.array(schema))

export const courseSchema = z.strictObject({
  format: z.literal(folderFormat, { message: `must be “${folderFormat}”: it says how the folder is written` }),
  title: line(200),
  kind: oneOf(courseKinds),
  programme: line(120),
  summary: lines(2000).default(''),
  owner: line(120),
  order: oneOf(['fixed', 'free']).default('fixed'),
  prerequisites: list(z.strictObject({ course: line(200), programme: nothing(line(120)) })),
  live_parts: list(
    z.strictObject({
      title: line(200),
      attendance_percent: nothing(whole(1, 100)),
      last_minutes: nothing(whole(1, 60)),
    }),
  ),
  modules: list(key),
})

const quizSchema = z.strictObject({
  pass_percent: whole(0, 100),
  attempts_allowed: nothing(whole(1, 100)),
  delay_hours: nothing(whole(1, 720)),
  counts: oneOf(countings).default(defaultRules.counts),
  feedback: oneOf(feedbacks).default(defaultRules.feedback),
  time_limit_minutes: nothing(whole(1, 600)),
  draw_count: nothing(whole(1, 500)),
  blueprint: list(
    z.strictObject({
      label: z
        .string()
        .transform(clean)
        .pipe(
          z.string().regex(/^(strand|difficulty|topic):.{1,300}$/, 'must begin with strand:, difficulty: or topic:'),
        ),
      count: whole(1, 100),
    }),
  ),
  questions: list(z.string().transform(clean)),
})

const fileName = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,119}$/, 'must be letters, figures, hyphens and dots only')

const packageSchema = z.strictObject({
  file: fileName,
  name: nothing(line(200)),
  sha256: nothing(z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 figures and letters from a to f')),
  done_when: oneOf(doneWhens).default('completed'),
  min_percent: nothing(whole(1, 100)),
})

export const moduleSchema = z.strictObject({
  title: line(200),
  kind: oneOf(folderKinds),
  summary: lines(1000).default(''),
  owner: line(120),
  length_minutes: whole(1, 600),
  law_as_at: day,
  review_by: day,
  opens_on: day,
  content_notice: nothing(lines(1000)),
  has_exit_page: truth.default(false),
  instead_of: nothing(key),
  or_live: z
    .strictObject({ part: line(200), percent: whole(1, 100) })
    .nullable()
    .default(null),
  files: list(
    z.strictObject({
      file: fileName,
      name: nothing(line(200)),
      alt: lines(500).default(''),
      is_decorative: truth.default(false),
    }),
  ),
  quiz: quizSchema.nullable().default(null),
  package: packageSchema.nullable().default(null),
})

/** One line for each fault, with the word it is about. */
export function faultsIn(error: z.ZodError, { value, lineOf }: ReadYaml): { line: number; text: string }[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path as (string | number)[]
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((name) => ({ line: lineOf([...path, name]), text: `‘${name}’ is not known here` }))
    const name = path.findLast((step) => typeof step === 'string')
    const given = path.reduce<unknown>(
      (at, step) => (at as Record<string | number, unknown> | undefined)?.[step],
      value,
    )
    const what = name === undefined ? 'What stands here' : `‘${name}’`
    if (given === undefined) return [{ line: lineOf(path), text: `${what} is missing` }]
    return [{ line: lineOf(path), text: `${what} ${wordsOf(issue)}` }]
  })
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') {
    // Nothing, or something that is wrong: it is the latter.
    const [inner] = issue.errors.at(-1) ?? []
    return inner ? wordsOf(inner) : 'is not as it should be'
  }
  if (issue.code === 'invalid_type')
    return (
      { array: 'must be a list, each line with a hyphen', object: 'must be lines such as “word: value”' }[
        issue.expected as string
      ] ?? 'must be a text'
    )
  return issue.message
}
