/** Figures to what the pages of the statistics show: words, tables, and the same figures as drawings: pure. */
import { truncate } from '../../../lib/text.ts'
import { wordsForDate } from '../../../lib/time.ts'
import type { Choice } from '../distractors.ts'
import { choiceTables } from '../distractors.ts'
import { guessShare } from '../guessing.ts'
import type { AskedQuestion, QuizChosen, QuizData, QuizListed } from '../queries/statistics.ts'
import { mostAttempts } from '../queries/statistics.ts'
import type { AttemptScore, ItemStatistics } from '../statistics.ts'
import {
  alphaVerdict,
  discriminationVerdict,
  facilityVerdict,
  fewestForVerdicts,
  itemStatistics,
  quizStatistics,
  thirds,
} from '../statistics.ts'
import { picturesAt } from './pictures.ts'
import { kindWords } from './questions.ts'

const none = 'Not known'
/** 0.625 -> 62.5% */
const percent = (share: number | null): string => (share === null ? none : `${(share * 100).toFixed(1)}%`)
const index = (value: number | null): string =>
  value === null
    ? none
    : value
        .toFixed(2)
        .replace(/^-(?=0\.00$)/, '')
        .replace('-', '−')
const minutes = (value: number | null): string =>
  value === null ? none : value < 10 ? `${value.toFixed(1)} minutes` : `${Math.round(value)} minutes`
const seconds = (value: number | null): string =>
  value !== null && value < 60 ? counted(Math.round(value), 'second') : minutes(value === null ? null : value / 60)
const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`
const tooFew = `Withheld: fewer than ${fewestForVerdicts} answers`

export const quizListPage = (quizzes: QuizListed[]) =>
  quizzes.map((quiz) => ({
    ...quiz,
    href: `/questions/statistics/${quiz.id}`,
    passed_words: quiz.people === 0 ? '' : `${quiz.passed} (${Math.round((quiz.passed / quiz.people) * 100)}%)`,
    last_words: quiz.last_at ? wordsForDate(quiz.last_at) : 'Not yet',
  }))

interface Asked {
  quiz_id: string
  quiz: QuizChosen
  version: QuizChosen['versions'][number]
  first_only: boolean
  data: QuizData
}

const hrefOf = ({ quiz_id }: Asked, rest = '', change: { version?: number; attempts?: string }) => {
  const query = new URLSearchParams({
    ...(change.version === undefined ? {} : { version: String(change.version) }),
    ...(change.attempts === 'all' ? { attempts: 'all' } : {}),
  })
  return `/questions/statistics/${quiz_id}${rest}${query.size > 0 ? `?${query.toString()}` : ''}`
}

const here = (asked: Asked) => ({ version: asked.version.number, attempts: asked.first_only ? 'first' : 'all' })

/** What is chosen, and ways to choose otherwise. */
function choicePage(asked: Asked, rest = '') {
  const { version, attempts } = here(asked)
  return {
    attempt_choices: [
      { text: 'First attempts', href: hrefOf(asked, rest, { version, attempts: 'first' }), current: asked.first_only },
      { text: 'All attempts', href: hrefOf(asked, rest, { version, attempts: 'all' }), current: !asked.first_only },
    ],
    versions: asked.quiz.versions.map((one) => ({
      text: `Version ${one.number}, ${counted(one.attempts, 'attempt')}`,
      href: hrefOf(asked, '', { version: one.number, attempts }),
      current: one.number === version,
    })),
    chosen_words: `Version ${version}, ${asked.first_only ? 'the first attempt of each person' : 'all attempts'}: ${counted(asked.data.attempts.length, 'attempt')}.`,
    cut_words: asked.data.is_cut ? `Only the newest ${mostAttempts.toLocaleString('en-GB')} are counted.` : null,
    few_words:
      asked.data.attempts.length < fewestForVerdicts
        ? `Figures from fewer than ${fewestForVerdicts} answers say more about chance than about the questions. They are shown, and verdicts are withheld.`
        : null,
  }
}

export function statisticsPage(asked: Asked) {
  const { attempts, questions } = asked.data
  const quiz = quizStatistics(attempts)
  const scored = questions.filter((question) => question.version.points > 0)
  return {
    ...choicePage(asked),
    csv_href: hrefOf(asked, '/statistics.csv', here(asked)),
    is_empty: attempts.length === 0,
    figures: [
      { name: 'Passed', value: `${quiz.passed} of ${quiz.count}`, words: 'Of the attempts that are counted here.' },
      { name: 'Mean result', value: percent(quiz.mean), words: `Half had ${percent(quiz.median)} or less.` },
      { name: 'Standard deviation', value: percent(quiz.deviation), words: 'How far results lie from each other.' },
      {
        name: 'Cronbach’s alpha',
        value: index(quiz.alpha),
        words: alphaVerdict(quiz) ?? (quiz.alpha === null ? noAlphaWords(attempts) : tooFew),
      },
      {
        name: 'Standard error of measurement',
        value: percent(quiz.standard_error),
        words: 'Two times out of three a person’s result lies no further than this from what they really know.',
      },
      {
        name: 'Time taken',
        value: minutes(quiz.minutes[1]),
        words: `The middle half took ${minutes(quiz.minutes[0])} to ${minutes(quiz.minutes[2])}, breaks included.`,
      },
    ],
    histogram: histogram(quiz.tenths),
    questions: scored.map((question, place) => questionRow(asked, question, place)),
    bars: questionBars(scored.map((question) => itemStatistics(question.question_id, attempts))),
    ratings: questions
      .filter((question) => question.version.points === 0)
      .map((question) => ratingRow(asked, question)),
  }
}

/** Ratings give no points, so all that is told of them is what people chose. */
function ratingRow(asked: Asked, question: AskedQuestion) {
  const [table] = answeredBy(asked, question).tables
  const choices = table?.choices ?? []
  const count = choices.reduce((sum, choice) => sum + choice.count, 0)
  const sum = choices.reduce((total, choice, place) => total + (place + 1) * choice.count, 0)
  return {
    href: hrefOf(asked, `/questions/${question.question_id}`, here(asked)),
    text: truncate(question.text, 120),
    count,
    mean_words: count === 0 ? none : `${(sum / count).toFixed(1)} of ${choices.length}`,
  }
}

/** Who had the question, and what was answered by them: all, the lower and the upper third. */
function answeredBy(asked: Asked, question: AskedQuestion) {
  const rowOf = (attempt_id: string) => asked.data.answers.get(attempt_id)?.get(question.question_id)
  const having = asked.data.attempts.filter((attempt) => rowOf(attempt.attempt_id))
  const groups = thirds(having)
  const rows = having.map(({ attempt_id }) => ({ attempt_id, row: rowOf(attempt_id)! }))
  return { having, groups, tables: choiceTables(question.version, rows, groups) }
}

/** Why there is none. */
function noAlphaWords(attempts: AttemptScore[]): string {
  const counts = new Set(attempts.map((attempt) => attempt.items.length))
  if (counts.size > 1) return 'Attempts have not all the same number of questions.'
  if (counts.has(1)) return 'It takes two questions or more.'
  return attempts.length < 2 ? tooFew : 'Everybody has the same result, so there is nothing to tell apart.'
}

function questionRow(asked: Asked, question: AskedQuestion, place: number) {
  const item = itemStatistics(question.question_id, asked.data.attempts)
  return {
    number: place + 1,
    href: hrefOf(asked, `/questions/${question.question_id}`, here(asked)),
    text: truncate(question.text, 120),
    is_critical: question.version.is_critical,
    count: item.count,
    ...itemWords(item, question),
    verdicts: verdictsOf(item),
  }
}

const verdictsOf = (item: ItemStatistics): string[] =>
  item.count < fewestForVerdicts
    ? [tooFew]
    : [facilityVerdict(item), discriminationVerdict(item)].filter((one) => one !== null)

const itemWords = (item: ItemStatistics, question: AskedQuestion) => ({
  facility: percent(item.facility),
  deviation: percent(item.deviation),
  guess: percent(guessShare(question.version)),
  discrimination: index(item.discrimination),
  efficiency: percent(item.efficiency),
  point_biserial: index(item.point_biserial),
  taken: seconds(item.seconds[1]),
})

const takenWords = ({ timed_count, seconds: [first, , third] }: ItemStatistics): string =>
  timed_count === 0
    ? 'Not known of anybody: answers were saved together.'
    : `Half took no longer; the middle half took ${seconds(first)} to ${seconds(third)}. Known of ${timed_count}.`

// Drawings are in units of their own; the page scales them.

const chart = { width: 660, height: 220, foot: 28, head: 20 }

/** Results by tenths, with the count above each bar; the table beside it says the same. */
function histogram(tenths: number[]) {
  const most = Math.max(1, ...tenths)
  const step = chart.width / tenths.length
  const floor = chart.height - chart.foot
  return {
    width: chart.width,
    height: chart.height,
    floor,
    bars: tenths.map((count, tenth) => {
      const height = ((floor - chart.head) * count) / most
      return {
        label: tenth === 10 ? '100%' : `${tenth * 10} to ${tenth * 10 + 9}%`,
        short: tenth === 10 ? '100' : String(tenth * 10),
        count,
        x: Math.round(tenth * step + 4),
        y: Math.round(floor - height),
        width: Math.round(step - 8),
        height: Math.round(height),
        middle: Math.round(tenth * step + step / 2),
        top: Math.round(floor - height - 5),
      }
    }),
  }
}

/** Facility to the right in percent; a second bar for discrimination, from nought. */
function questionBars(items: ItemStatistics[]) {
  const row = 34
  const left = 44
  const full = chart.width - left - 60
  const bar = (value: number | null) => Math.round(Math.min(1, Math.max(0, value ?? 0)) * full)
  return {
    width: chart.width,
    height: items.length * row + 8,
    left,
    rows: items.map((item, place) => ({
      number: place + 1,
      y: place * row + 6,
      facility: bar(item.facility),
      facility_words: percent(item.facility),
      discrimination: bar(item.discrimination),
      discrimination_words: index(item.discrimination),
    })),
  }
}

export function questionStatisticsPage(asked: Asked, questionId: string) {
  const question = asked.data.questions.find((one) => one.question_id === questionId)
  if (!question) return null
  const { having, groups, tables } = answeredBy(asked, question)
  const item = itemStatistics(questionId, asked.data.attempts)
  const words = itemWords(item, question)
  const isScored = question.version.points > 0
  return {
    ...choicePage(asked, `/questions/${questionId}`),
    quiz_href: hrefOf(asked, '', here(asked)),
    question_href: `/questions/${questionId}`,
    text: question.text,
    pictures: picturesAt(question.pictures, 'text'),
    kind_words: kindWords[question.version.kind],
    is_critical: question.version.is_critical,
    count: having.length,
    few_words: having.length < fewestForVerdicts ? `${tooFew}.` : null,
    figures: isScored
      ? [
          {
            name: 'Facility',
            value: words.facility,
            words: facilityVerdict(item) ?? 'The mean of the points, out of the most there are.',
          },
          { name: 'By guessing', value: words.guess, words: 'What somebody would have on average without reading it.' },
          { name: 'Standard deviation', value: words.deviation, words: 'How far the points lie from each other.' },
          {
            name: 'Discrimination index',
            value: words.discrimination,
            words: discriminationVerdict(item) ?? 'Whether those who do well in the rest do well here: −1 to 1.',
          },
          {
            name: 'Discriminative efficiency',
            value: words.efficiency,
            words: 'The same out of the most that is possible for a question this easy or hard.',
          },
          {
            name: 'Point-biserial',
            value: words.point_biserial,
            words: 'Correlation with the whole result, this question included.',
          },
          {
            name: 'Time taken',
            value: words.taken,
            words: takenWords(item),
          },
        ]
      : [],
    group_words: `The lower and the upper third have ${counted(groups.lower.size, 'person', 'people')} each, by the result of the whole attempt.`,
    tables: tables.map((table) => ({
      label: table.label,
      without: table.without,
      choices: table.choices.map((choice) => choicePageOf(choice, having.length, groups, isScored)),
    })),
  }
}

function choicePageOf(choice: Choice, count: number, { lower, upper }: ReturnType<typeof thirds>, isScored: boolean) {
  const share = (of: number, all: number) => (all === 0 ? 0 : Math.round((of / all) * 100))
  return {
    ...choice,
    percent: share(choice.count, count),
    lower_percent: share(choice.lower, lower.size),
    upper_percent: share(choice.upper, upper.size),
    // A wrong answer that the better ones prefer is the sign of a wrong key, or of wording that misleads.
    is_suspect: isScored && !choice.is_right && count >= fewestForVerdicts && choice.upper > choice.lower,
  }
}

const figure = (value: number | null): string => (value === null ? '' : value.toFixed(6).replace(/^-(?=0\.0+$)/, ''))

/** One row for the quiz, one for each question, then one for each answer that was given: the figures of the pages, unrounded. */
export function statisticsCsv(asked: Asked): (string | null)[][] {
  const { attempts, questions } = asked.data
  const quiz = quizStatistics(attempts)
  return [
    [
      ...[
        'level',
        'text',
        'critical',
        'answers',
        'facility',
        'standard_deviation',
        'guess_score',
        'discrimination_index',
      ],
      ...['discriminative_efficiency', 'point_biserial', 'passed', 'median', 'cronbach_alpha', 'standard_error'],
      ...['minutes_first_quartile', 'minutes_median', 'minutes_third_quartile'],
      ...['times_known', 'seconds_first_quartile', 'seconds_median', 'seconds_third_quartile', 'verdict'],
      ...answerColumns,
    ],
    [
      ...['quiz', asked.quiz.title, '', String(quiz.count), figure(quiz.mean), figure(quiz.deviation), '', '', '', ''],
      ...[String(quiz.passed), figure(quiz.median), figure(quiz.alpha), figure(quiz.standard_error)],
      ...[
        ...quiz.minutes.map(figure),
        '',
        '',
        '',
        '',
        alphaVerdict(quiz) ?? (quiz.count < fewestForVerdicts ? tooFew : ''),
      ],
      ...noAnswer,
    ],
    ...questions
      .filter((question) => question.version.points > 0)
      .map((question) => {
        const item = itemStatistics(question.question_id, attempts)
        return [
          ...['question', question.text, question.version.is_critical ? 'yes' : 'no', String(item.count)],
          ...[figure(item.facility), figure(item.deviation)],
          ...[figure(guessShare(question.version)), figure(item.discrimination)],
          ...[figure(item.efficiency), figure(item.point_biserial), '', '', '', '', '', '', ''],
          ...[String(item.timed_count), ...item.seconds.map(figure)],
          verdictsOf(item).join('. '),
          ...noAnswer,
        ]
      }),
    ...questions.flatMap((question) => answerRows(asked, question)),
  ]
}

const answerColumns = ['part', 'answer', 'right', 'chosen', 'chosen_lower_third', 'chosen_upper_third']
const noAnswer = answerColumns.map(() => '')

/** `answers` says of how many: the other columns of an answer are those at the end. */
function answerRows(asked: Asked, question: AskedQuestion): (string | null)[][] {
  const { having, tables } = answeredBy(asked, question)
  const isScored = question.version.points > 0
  const start = [
    'answer',
    question.text,
    isScored && question.version.is_critical ? 'yes' : 'no',
    String(having.length),
  ]
  const between = Array.from({ length: 18 }, () => '')
  return tables.flatMap(({ label, choices }) =>
    choices.map(({ text, is_right, count, lower, upper }) => [
      ...start,
      ...between,
      ...[label ?? '', text, isScored ? (is_right ? 'yes' : 'no') : ''],
      ...[count, lower, upper].map(String),
    ]),
  )
}
