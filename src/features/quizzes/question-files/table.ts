/** Our own spreadsheet layout: one question a row, headings in any order; the template to download is made of the same list. */
import { tidyLines } from './html.ts'
import type { FileOption, FileQuestion, FileQuestionType, ReadQuestions } from './shape.ts'
import { question, readEach, UnreadableError } from './shape.ts'

export const answerColumns = 8

/** Heading -> what stands under it in the template's examples. */
export const templateRows: Record<string, string>[] = [
  {
    Type: 'one answer',
    Category: 'Reporting',
    Question: 'Who may report a hate crime?',
    'Answer 1': 'Anyone, the person targeted or a witness',
    'Feedback 1': 'Anyone can report, also for somebody else.',
    'Answer 2': 'Only the person targeted',
    'Right answers': '1',
    Points: '1',
  },
  {
    Type: 'several answers',
    Category: 'Reporting',
    Question: 'Which of these are ways to report?',
    'Answer 1': '101',
    'Answer 2': 'Online',
    'Answer 3': 'A third-party reporting centre',
    'Right answers': '1, 2, 3',
    Points: '2',
    Explanation: 'Call 999 in an emergency.',
  },
  {
    Type: 'true or false',
    Category: 'Reporting',
    Question: 'You need proof before you report.',
    'Right answers': 'False',
    Points: '1',
  },
]

export const templateHeadings: string[] = [
  'Type',
  'Category',
  'Question',
  ...Array.from({ length: answerColumns }, (_, index) => [`Answer ${index + 1}`, `Feedback ${index + 1}`]).flat(),
  'Right answers',
  'Tolerance',
  'Points',
  'Explanation',
]

const spelling = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const synonyms: Record<string, string> = {
  kind: 'type',
  questiontype: 'type',
  questiontext: 'question',
  text: 'question',
  topic: 'category',
  correct: 'rightanswers',
  correctanswer: 'rightanswers',
  correctanswers: 'rightanswers',
  right: 'rightanswers',
  rightanswer: 'rightanswers',
  mark: 'points',
  marks: 'points',
  feedback: 'explanation',
}
for (let number = 1; number <= answerColumns; number++)
  for (const word of ['option', 'choice']) synonyms[`${word}${number}`] = `answer${number}`

const types: Record<string, FileQuestionType> = {
  one: 'single',
  oneanswer: 'single',
  single: 'single',
  singlechoice: 'single',
  multiplechoice: 'single',
  several: 'multiple',
  severalanswers: 'multiple',
  multiple: 'multiple',
  multipleanswers: 'multiple',
  trueorfalse: 'true-false',
  truefalse: 'true-false',
  matching: 'matching',
  ordering: 'ordering',
  order: 'ordering',
  short: 'short',
  shortanswer: 'short',
  number: 'numeric',
  numeric: 'numeric',
  text: 'text',
  essay: 'text',
  information: 'description',
  description: 'description',
}

/** Whether the first filled row holds our headings. */
export const looksLikeTable = (rows: string[][]): boolean => headingsIn(rows) !== null

function headingsIn(rows: string[][]): { at: number; names: string[] } | null {
  const at = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const names = (rows[at] ?? []).map((cell) => synonyms[spelling(cell)] ?? spelling(cell))
  return names.includes('question') && (names.includes('answer1') || names.includes('type')) ? { at, names } : null
}

export function readTable(rows: string[][]): ReadQuestions {
  const headings = headingsIn(rows)
  if (headings === null)
    throw new UnreadableError('Its first row has no headings such as “Type”, “Question” and “Answer 1”.')
  const { at, names } = headings
  const parts = rows
    .map((cells, index) => ({
      cells: new Map(names.map((name, column) => [name, (cells[column] ?? '').trim()])),
      row: index + 1,
    }))
    .filter(({ cells, row }) => row > at + 1 && [...cells.values()].some(Boolean))
  return {
    format: 'spreadsheet',
    ...readEach(
      parts,
      ({ cells }) => readRow(cells),
      ({ row }) => `row ${row}`,
    ),
    warnings: [],
  }
}

function readRow(cells: Map<string, string>): FileQuestion {
  const cell = (name: string) => cells.get(name) ?? ''
  const answers = Array.from({ length: answerColumns }, (_, index) => ({
    text: cell(`answer${index + 1}`),
    feedback: cell(`feedback${index + 1}`),
  })).filter((answer) => answer.text !== '')
  const said = spelling(cell('type'))
  const type = said === '' ? 'single' : types[said]
  if (type === undefined) throw new UnreadableError(`“${cell('type')}” is not a type of question we know.`)
  const points = cell('points') === '' ? 1 : Number(cell('points').replace(',', '.'))
  if (!Number.isFinite(points) || points < 0)
    throw new UnreadableError(`“${cell('points')}” is not a number of points.`)
  const common = {
    type,
    text: tidyLines(cell('question')),
    category: cell('category') || null,
    points,
    explanation: cell('explanation'),
  }
  return question({ ...common, ...readAnswers(type, answers, cell('rightanswers'), cell('tolerance')) })
}

type Answer = { text: string; feedback: string }

function readAnswers(
  type: FileQuestionType,
  answers: Answer[],
  right: string,
  tolerance: string,
): Partial<FileQuestion> {
  const texts = answers.map((answer) => answer.text)
  switch (type) {
    case 'single':
    case 'multiple':
      return { options: chosen(type, answers, right) }
    case 'true-false':
      return { options: trueFalse(answers, right || texts[0] || '') }
    case 'matching':
      return { answers: texts.map(pair) }
    case 'short':
      return { answers: texts.length > 0 ? texts : right.split(/\s*[;|]\s*/).filter(Boolean) }
    case 'numeric':
      return { answers: [numberOf(right || texts[0] || '')], tolerance: tolerance === '' ? 0 : numberOf(tolerance) }
    case 'ordering':
      return { answers: texts }
    case 'gaps':
    case 'text':
      return {}
    case 'description':
      return { points: 0 }
  }
}

function numberOf(text: string): number {
  const found = Number(text.replace(',', '.'))
  if (text === '' || !Number.isFinite(found)) throw new UnreadableError(`“${text}” is not a number.`)
  return found
}

function pair(text: string) {
  const [prompt, answer, more] = text.split(/\s*(?:=|->|→)\s*/)
  if (!prompt || !answer || more !== undefined)
    throw new UnreadableError(`“${text}” is not a pair such as “101 = not an emergency”.`)
  return { prompt, answer }
}

/** Right answers by their number or letter, such as “1, 3” or “B”, or by their words. */
function chosen(type: 'single' | 'multiple', answers: Answer[], right: string): FileOption[] {
  const exact = answers.findIndex((answer) => answer.text.toLowerCase() === right.toLowerCase())
  const named = exact === -1 ? right.split(/[\s,;]+/).filter(Boolean) : [String(exact + 1)]
  const numbers = named.map((one) => (/^[a-h]$/i.test(one) ? one.toLowerCase().charCodeAt(0) - 96 : Number(one)))
  const wrong = named.find((_, index) => !answers[numbers[index]! - 1])
  if (wrong !== undefined) throw new UnreadableError(`The right answer “${wrong}” is not the number of an answer.`)
  if (type === 'single' && numbers.length > 1)
    throw new UnreadableError('A question with one answer names several as right.')
  const share = type === 'multiple' ? Math.round(10_000_000 / numbers.length) / 100_000 : 100
  return answers.map((answer, index) => ({ ...answer, percent: numbers.includes(index + 1) ? share : 0 }))
}

function trueFalse(answers: Answer[], right: string): FileOption[] {
  const isTrue = /^(true|t|yes|1)$/i.test(right)
  if (!isTrue && !/^(false|f|no|0|2)$/i.test(right))
    throw new UnreadableError('The right answer must be “True” or “False”.')
  return ['True', 'False'].map((text) => ({
    text,
    percent: (text === 'True') === isTrue ? 100 : 0,
    feedback: answers.find((answer) => answer.text.toLowerCase() === text.toLowerCase())?.feedback ?? '',
  }))
}
