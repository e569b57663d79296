/** Our own spreadsheet layout: one question a row, headings in any order; the template to download is made of the same list. */
import { stepOf, typedChoice } from '../kinds/scenario.ts'
import { difficulties, strands } from '../subjects.ts'
import { tidyLines } from './html.ts'
import type { Ours } from './ours.ts'
import { readOurs } from './ours.ts'
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
  {
    Type: 'matching',
    Question: 'Which number is for what?',
    'Answer 1': 'Somebody is in danger now',
    'Feedback 1': '999',
    'Answer 2': 'It happened last week',
    'Feedback 2': '101',
    'Other answers': '111',
    'How it is marked': 'each',
    Points: '2',
  },
  {
    Type: 'ordering',
    Question: 'What do you do first?',
    'Answer 1': 'Listen',
    'Answer 2': 'Ask what they want',
    'Answer 3': 'Say where to report',
    'How it is marked': 'all or nothing',
    Points: '1',
  },
  {
    Type: 'short answer',
    Question: 'Who decides what to report?',
    'Answer 1': 'The person targeted',
    'Answer 2': 'The victim',
    Points: '1',
  },
  {
    Type: 'number',
    Question: 'Within how many hours is the first call back?',
    'Right answers': '48',
    Tolerance: '0',
    Unit: 'hours',
    Points: '1',
  },
  {
    Type: 'fill the gaps',
    Question: 'Call _____ when there is danger and _____ when there is none.',
    'Answer 1': '999 | 112',
    'Answer 2': '101',
    'How it is marked': 'each',
    Points: '2',
  },
  {
    Type: 'choose the gaps',
    Question: 'A witness _____ report what they saw.',
    'Answer 1': 'may | must not | has to',
    Points: '1',
  },
  {
    Type: 'scenario',
    Question: 'A neighbour knocks at your door.',
    'Answer 1': 'They are shaking. What do you do first?',
    'Feedback 1': 'Listen | They sit down and begin to talk.\nTake notes | They look at the pen and stop.',
    'Answer 2': 'They ask who will know of it.',
    'Feedback 2': 'Say who will\nPromise to tell nobody',
    'How it is marked': 'each',
    Points: '2',
  },
  {
    Type: 'free text',
    Question: 'How would you begin the talk?',
    'Answer 1': 'Listens first',
    'Feedback 1': '2',
    'Answer 2': 'Says where to report',
    'Feedback 2': '1',
    Points: '3',
  },
  {
    Type: 'rating',
    Question: 'How sure are you that you could help?',
    'Answer 1': 'Not at all sure',
    'Answer 2': 'Very sure',
    'Right answers': '5',
    Points: '0',
  },
]

/** Under “How it is marked”. */
export const scoringWords: Record<string, string> = {
  all: 'all or nothing',
  'right-minus-wrong': 'right minus wrong',
  each: 'each',
}

export const templateHeadings: string[] = [
  'Type',
  'Category',
  'Question',
  ...Array.from({ length: answerColumns }, (_, index) => [`Answer ${index + 1}`, `Feedback ${index + 1}`]).flat(),
  'Other answers',
  'Right answers',
  'Tolerance',
  'Unit',
  'Points',
  'How it is marked',
  'Critical',
  'Strand',
  'What it shows',
  'Difficulty',
  'Tags',
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
  gaps: 'gaps',
  fillthegaps: 'gaps',
  choosethegaps: 'gaps',
  scenario: 'gaps',
  rating: 'description',
  text: 'text',
  freetext: 'text',
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

export async function readTable(rows: string[][]): Promise<ReadQuestions> {
  const headings = headingsIn(rows)
  if (headings === null)
    throw new UnreadableError('Its first row has no headings such as “Type”, “Question” and “Answer 1”.')
  const { at, names } = headings
  const parts = rows
    .map((cells, index) => ({
      cells: new Map(names.map((name, column) => [name, unguarded((cells[column] ?? '').trim())])),
      row: index + 1,
    }))
    .filter(({ cells, row }) => row > at + 1 && [...cells.values()].some(Boolean))
  return {
    format: 'spreadsheet',
    ...(await readEach(
      parts,
      ({ cells }) => readRow(cells),
      ({ row }) => `row ${row}`,
    )),
    warnings: [],
  }
}

/** Our own files put a sign before what a spreadsheet program would take for a formula. */
const unguarded = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '')

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
  const ours = readBesides(cell)
  return question({
    ...common,
    ...readAnswers(type, answers, cell('rightanswers'), cell('tolerance')),
    ...readOwnKind(said, answers, cell),
    ...(Object.keys(ours).length > 0 ? { ours } : {}),
  })
}

/** What a question has besides its words and answers. */
function readBesides(cell: (name: string) => string): Ours {
  const tags = cell('tags')
    .split(/[,;]/)
    .map((tag) => tag.trim())
    .filter(Boolean)
  const oneOf = <Word extends string>(name: string, heading: string, words: readonly Word[]): Word | undefined => {
    const found = words.find((word) => spelling(word) === spelling(cell(name)))
    if (cell(name) !== '' && !found)
      throw new UnreadableError(`“${cell(name)}” under “${heading}” is none of ${words.join(', ')}.`)
    return found
  }
  const marked = oneOf('howitismarked', 'How it is marked', Object.values(scoringWords))
  const besides: Record<string, unknown> = {
    scoring: Object.keys(scoringWords).find((scoring) => scoringWords[scoring] === marked),
    is_critical: /^(yes|y|true|1|x)$/i.test(cell('critical')) || undefined,
    strand: oneOf('strand', 'Strand', strands),
    difficulty: oneOf('difficulty', 'Difficulty', difficulties),
    objective: cell('whatitshows') || undefined,
    unit: cell('unit') || undefined,
    tags: tags.length > 0 ? tags : undefined,
  }
  const said = Object.fromEntries(Object.entries(besides).filter(([, value]) => value !== undefined))
  const read = readOurs(JSON.stringify(said))
  if (read === undefined) throw new UnreadableError('Its unit, tags or what it shows are too long.')
  return read
}

const byBars = (text: string): string[] =>
  text
    .split('|')
    .map((one) => one.trim())
    .filter(Boolean)

/** Kinds whose cells mean something else: gaps with what can be chosen, cases in steps, scales, rubrics, pairs in two cells. */
function readOwnKind(said: string, answers: Answer[], cell: (name: string) => string): Partial<FileQuestion> {
  switch (said) {
    case 'gaps':
    case 'fillthegaps':
      return { answers: answers.map(({ text }) => byBars(text)) }
    case 'choosethegaps': {
      const choices = answers.map(({ text }) => byBars(text))
      return { answers: choices.map(([right = '']) => [right]), choices }
    }
    case 'scenario': {
      const steps = answers.map(({ text, feedback }) => {
        const [right = '', ...others] = feedback
          .split('\n')
          .map((one) => one.trim())
          .filter(Boolean)
        return stepOf(text, [right, ...others].map(typedChoice))
      })
      const scoring = spelling(cell('howitismarked')) === 'each' ? 'each' : 'all'
      return {
        answers: steps.map((step) => [step.right]),
        choices: steps.map((step) => [step.right, ...step.others]),
        bank: { kind: 'scenario', content: { steps, scoring } },
      }
    }
    case 'rating': {
      const [low, high] = answers
      const content = { steps: Number(cell('rightanswers')), low: low?.text ?? '', high: high?.text ?? '' }
      return { points: 0, bank: { kind: 'rating', content } }
    }
    case 'text':
    case 'freetext':
    case 'essay':
      return answers.length > 0 ? { rubric: answers.map(rubricLine) } : {}
    case 'matching':
      return {
        answers: answers.map(({ text, feedback }) => (feedback ? { prompt: text, answer: feedback } : pair(text))),
        ...(cell('otheranswers') ? { others: byBars(cell('otheranswers')) } : {}),
      }
    default:
      return {}
  }
}

function rubricLine({ text, feedback }: Answer) {
  const points = feedback === '' ? 1 : Number(feedback)
  if (!Number.isInteger(points)) throw new UnreadableError(`“${feedback}” is not a number of points for “${text}”.`)
  return { criterion: text, points }
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
