/** Questions of the bank as a file for elsewhere or for a spreadsheet program, and what the format cannot hold of each: read back before it is believed. */
import { isDeepStrictEqual } from 'node:util'
import { truncate } from '../../../lib/text.ts'
import { kindOf } from '../kinds/list.ts'
import type { QuestionInput } from '../rules.ts'
import { tidyQuestion } from '../rules.ts'
import type { Ours } from './ours.ts'
import { readQuestionFile } from './read.ts'
import type { FileQuestion } from './shape.ts'
import { question as fileQuestion } from './shape.ts'
import { reviewForBank } from './to-bank.ts'
import { giftFile, giftQuestion } from './write-gift.ts'
import { tableFile, tableRow } from './write-table.ts'
import { moodleXmlFile, moodleXmlQuestion } from './write-moodle-xml.ts'

export const exportFormats = ['gift', 'moodle-xml', 'spreadsheet'] as const
export type ExportFormat = (typeof exportFormats)[number]

interface Writer {
  /** `question` is null for kinds that only our own layout has. */
  one(question: FileQuestion | null, input: QuestionInput): string | null
  file(questions: string[]): string
  /** What other systems do not find in this format. */
  losses(question: FileQuestion, input: QuestionInput): string[]
}

const commonLosses = ({ ours }: FileQuestion, input: QuestionInput): string[] => [
  ...(input.is_critical ? ['that it is critical'] : []),
  ...(input.strand ? ['its strand'] : []),
  ...(input.objective ? ['what it shows'] : []),
  ...(input.difficulty ? ['its difficulty'] : []),
  ...(input.tags?.length ? ['its tags'] : []),
  ...(ours?.scoring ? ['how it is marked'] : []),
  ...(ours?.unit ? ['the unit'] : []),
]

const writers: Record<ExportFormat, Writer> = {
  gift: {
    one: (question) => question && giftQuestion(question),
    file: giftFile,
    losses: (question, input) => [
      ...(input.points === 1 ? [] : ['its points']),
      ...commonLosses(question, input),
      ...(question.others ? ['answers that belong to none'] : []),
      ...(question.rubric ? ['its rubric'] : []),
    ],
  },
  'moodle-xml': {
    one: (question, input) => question && moodleXmlQuestion(question, truncate(input.text, 80)),
    file: moodleXmlFile,
    losses: commonLosses,
  },
  spreadsheet: { one: (_, input) => tableRow(input), file: tableFile, losses: () => [] },
}

export interface Exported {
  /** The whole file. */
  text: string
  count: number
  /** By the place of the question, in what was asked for. */
  left_out: { index: number; reason: string }[]
  /** What only our own reader finds again. */
  losses: { index: number; parts: string[] }[]
}

export async function exportQuestions(format: ExportFormat, inputs: QuestionInput[]): Promise<Exported> {
  const writer = writers[format]
  const written: string[] = []
  const result: Exported = { text: '', count: 0, left_out: [], losses: [] }
  for (const [index, input] of inputs.entries()) {
    const question = toFile(input)
    const text = writer.one(question, input)
    if (text === null) {
      result.left_out.push({ index, reason: `The format has no question of the kind “${kindOf(input.kind).words}”.` })
      continue
    }
    if (!isDeepStrictEqual(await readBack(writer, text), tidyQuestion(input))) {
      result.left_out.push({ index, reason: 'Some of its signs would come out differently. Write it without them.' })
      continue
    }
    written.push(text)
    const parts = question ? writer.losses(question, input) : []
    if (parts.length > 0) result.losses.push({ index, parts })
  }
  return { ...result, count: written.length, text: writer.file(written) }
}

/** Nothing is exported that would come back as something else. */
async function readBack(writer: Writer, text: string): Promise<QuestionInput | null> {
  const { ready } = reviewForBank(await readQuestionFile(Buffer.from(writer.file([text]))))
  return ready.length === 1 ? ready[0]!.question : null
}

function toFile(input: QuestionInput): FileQuestion | null {
  const part = kindOf(input.kind).toFile(input.content)
  if (part === null) return null
  const ours: Ours = {
    ...part.ours,
    ...(input.points === 1 ? {} : { points: input.points }),
    ...(input.is_critical ? { is_critical: true } : {}),
    ...(input.strand ? { strand: input.strand } : {}),
    ...(input.objective ? { objective: input.objective } : {}),
    ...(input.difficulty ? { difficulty: input.difficulty } : {}),
    ...(input.tags?.length ? { tags: input.tags } : {}),
  }
  return fileQuestion({ ...part, text: input.text, explanation: input.explanation, points: input.points, ours })
}
