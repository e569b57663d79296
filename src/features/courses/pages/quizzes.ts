/** Rows to what the pages of a quiz module show: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import { foldForSearch } from '../../../lib/text.ts'
import type { Form, Typed } from '../../../platform/http/form.ts'
import type { QuizQuestionRow, QuizVersionRow, SeedDraw } from '../../quizzes/index.ts'
import { blueprintFields, labelWords, ruleSentences } from '../../quizzes/index.ts'
import type { ModuleRow } from '../queries/versions.ts'
import { filledModule } from './modules.ts'

/** What an author sees of a quiz: its rules as learners read them, and how its questions are drawn. */
export function quizPage(quiz: QuizVersionRow, questions: QuizQuestionRow[]) {
  return {
    rules: [
      ...(quiz.asked_count < quiz.question_count ? [`Drawn from ${quiz.question_count} questions.`] : []),
      ...(quiz.blueprint ?? []).map((rule) => `At least ${rule.count} of “${labelWords(rule.label)}”.`),
    ],
    sentences: ruleSentences(quiz, 'none'),
    questions,
  }
}

/** What a seed draws, and what is known of the attempt that has it. */
export function seedPage(form: Form, draw: SeedDraw | null | '') {
  if (!draw) return { form, words: null, questions: [] }
  return { form, words: seedWords(draw.attempt), questions: draw.questions }
}

function seedWords(attempt: SeedDraw['attempt']): string {
  if (attempt === null)
    return 'No attempt at this version has this seed. A first attempt with it would be asked, each time it is drawn:'
  const { number, started_at, is_same } = attempt
  const asked = `An attempt has this seed: try ${number} of somebody, begun on ${wordsForMoment(started_at)}.`
  const retake = number > 1 ? ' What they had been asked before came last.' : ''
  return is_same
    ? `${asked}${retake} Drawn again just now, the seed gave exactly what was asked, in the same order:`
    : `${asked}${retake} It was asked the following. Drawn today it would be asked something else, because a question was put right since:`
}

/** For the second of two who change a quiz: what the first saved, to be compared with what stands in the form. */
export function savedQuiz(module: ModuleRow, quiz: QuizVersionRow, questions: QuizQuestionRow[]) {
  const { rules, sentences } = quizPage(quiz, questions)
  return { title: module.title, rules: [...sentences, ...rules], questions: questions.map((question) => question.text) }
}

/** The quiz as it is stored, as its form shows it. */
export function filledQuiz(module: ModuleRow, quiz: QuizVersionRow, questions: QuizQuestionRow[]): Typed {
  return {
    ...filledModule(module),
    pass_percent: String(quiz.pass_percent),
    attempts_allowed: quiz.attempts_allowed === null ? '' : String(quiz.attempts_allowed),
    delay_hours: quiz.delay_hours === null ? '' : String(quiz.delay_hours),
    counts: quiz.counts,
    feedback: quiz.feedback,
    time_limit_minutes: quiz.time_limit_minutes === null ? '' : String(quiz.time_limit_minutes),
    draw_count: quiz.draw_count === null ? '' : String(quiz.draw_count),
    ...Object.fromEntries(
      blueprintFields.map(({ name, label }) => [
        name,
        String(quiz.blueprint?.find((rule) => rule.label === label)?.count ?? ''),
      ]),
    ),
    topics: (quiz.blueprint ?? [])
      .filter((rule) => rule.label.startsWith('topic:'))
      .map((rule) => `${rule.count} ${labelWords(rule.label)}`)
      .join('\n'),
    question_ids: questions.map((question) => question.question_id),
  }
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

interface BankQuestion {
  question_id: string
  text: string
  points: number
  is_critical: boolean
  strand: string | null
  objective?: string | null
  difficulty?: string | null
  tags?: string[]
}

/** Ticked questions first, then those that fit the search; what is neither is left out. */
export function questionChoices(
  { bank, asked }: { bank: BankQuestion[]; asked: { question_id: string; is_superseded: boolean }[] },
  form: Form,
) {
  const ticked = new Set(form.values('question_ids'))
  const wanted = foldForSearch(form.value('question_search'))
  const superseded = new Set(asked.filter((one) => one.is_superseded).map((one) => one.question_id))
  const items = bank.map((question) => ({
    value: question.question_id,
    text: question.text,
    is_ticked: ticked.has(question.question_id),
    hint: [
      question.is_critical ? 'Critical: must be right to pass' : '',
      question.points === 1 ? '1 point' : `${question.points} points`,
      sentenceCase(question.strand?.replace('-', ' ') ?? ''),
      sentenceCase(question.difficulty ?? ''),
      (question.tags ?? []).join(', '),
      superseded.has(question.question_id) ? 'Changed in the bank: saving takes its new wording' : '',
    ]
      .filter(Boolean)
      .join('. '),
    found: foldForSearch(
      [question.text, question.strand, question.difficulty, question.objective, ...(question.tags ?? [])].join(' '),
    ).includes(wanted),
  }))
  return {
    total: bank.length,
    ticked_count: items.filter((item) => item.is_ticked).length,
    shown: [...items.filter((item) => item.is_ticked), ...items.filter((item) => !item.is_ticked && item.found)].map(
      ({ value, text, hint }) => ({ value, text, hint }),
    ),
    is_searched: wanted !== '',
  }
}
