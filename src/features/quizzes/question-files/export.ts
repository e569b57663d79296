/** Questions of the bank as a file for elsewhere or for a spreadsheet program, and what the format cannot hold of each: read back before it is believed. */
import { isDeepStrictEqual } from 'node:util'
import { truncate } from '../../../lib/text.ts'
import { kindOf } from '../kinds/list.ts'
import type { QuestionInput } from '../rules.ts'
import { tidyQuestion } from '../rules.ts'
import type { Ours } from './ours.ts'
import { mostBytes, readQuestionFile } from './read.ts'
import type { FilePicture, FileQuestion } from './shape.ts'
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
  /** Pictures have a place in it. */
  holds_pictures: boolean
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
    holds_pictures: true,
    file: giftFile,
    losses: (question, input) => [
      ...(input.points === 1 ? [] : ['its points']),
      ...commonLosses(question, input),
      ...(question.others ? ['answers that belong to none'] : []),
      ...(question.rubric ? ['its rubric'] : []),
      ...(question.pictures ? ['its pictures, which only some show'] : []),
    ],
  },
  'moodle-xml': {
    one: (question, input) => question && moodleXmlQuestion(question, truncate(input.text, 80)),
    holds_pictures: true,
    file: moodleXmlFile,
    losses: commonLosses,
  },
  spreadsheet: { one: (_, input) => tableRow(input), holds_pictures: false, file: tableFile, losses: () => [] },
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

export type PictureBytes = (sha256: string) => Promise<Buffer>

const noBytes: PictureBytes = () => Promise.reject(new RangeError('No pictures were expected'))

/** The pictures of one question are in memory at a time, beside the file itself. */
export async function exportQuestions(
  format: ExportFormat,
  inputs: QuestionInput[],
  bytesOf: PictureBytes = noBytes,
): Promise<Exported> {
  const writer = writers[format]
  const written: string[] = []
  const result: Exported = { text: '', count: 0, left_out: [], losses: [] }
  let length = 0
  for (const [index, input] of inputs.entries()) {
    const leaveOut = (reason: string) => void result.left_out.push({ index, reason })
    const hasPictures = (input.pictures ?? []).length > 0
    if (hasPictures && !writer.holds_pictures) {
      leaveOut('The format has no place for its pictures.')
      continue
    }
    const question = toFile(input, await readPictures(input, bytesOf))
    const text = writer.one(question, input)
    if (text === null) leaveOut(`The format has no question of the kind “${kindOf(input.kind).words}”.`)
    else if (hasPictures && length + text.length > mostBytes * 0.95)
      leaveOut('With its pictures the file would be too large. Export fewer questions at a time.')
    else if (!isDeepStrictEqual(await readBack(writer, text), tidyQuestion(input)))
      leaveOut('Some of its signs would come out differently. Write it without them.')
    else {
      length += text.length
      written.push(text)
      const parts = question ? writer.losses(question, input) : []
      if (parts.length > 0) result.losses.push({ index, parts })
    }
  }
  return { ...result, count: written.length, text: writer.file(written) }
}

async function readPictures({ pictures = [] }: QuestionInput, bytesOf: PictureBytes): Promise<FilePicture[]> {
  const read: FilePicture[] = []
  for (const picture of pictures) read.push({ ...picture, width: 0, height: 0, bytes: await bytesOf(picture.sha256) })
  return read
}

/** Nothing is exported that would come back as something else. */
async function readBack(writer: Writer, text: string): Promise<QuestionInput | null> {
  const { ready } = reviewForBank(await readQuestionFile(Buffer.from(writer.file([text]))))
  return ready.length === 1 ? ready[0]!.question : null
}

function toFile(input: QuestionInput, pictures: FilePicture[]): FileQuestion | null {
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
  const { text, explanation, points } = input
  return fileQuestion({ ...part, text, explanation, points, ours, ...(pictures.length > 0 ? { pictures } : {}) })
}
