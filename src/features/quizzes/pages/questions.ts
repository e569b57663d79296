/** Rows to what the pages of the question bank show: pure. */
import { truncate } from '../../../lib/text.ts'
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import type { QuestionKind, Strand } from '../rules.ts'
import type { getQuestion, QuestionListRow, QuestionVersion } from '../queries/questions.ts'

export const kindWords: Record<QuestionKind, string> = {
  one: 'One right answer',
  several: 'Several right answers',
  'true-false': 'True or false',
}

export const kindHints: Record<QuestionKind, string> = {
  one: 'The learner chooses one of up to 8 answers.',
  several: 'The learner chooses all that apply. The question is right when every right answer is chosen and no other.',
  'true-false': 'The learner says whether a sentence is true.',
}

export const kindChoices = (Object.keys(kindWords) as QuestionKind[]).map((kind) => ({
  value: kind,
  text: kindWords[kind],
  hint: kindHints[kind],
  href: `/questions/new?kind=${kind}`,
}))

const strandWords: Record<Strand, string> = {
  disability: 'Disability',
  race: 'Race',
  religion: 'Religion',
  'sexual-orientation': 'Sexual orientation',
  transgender: 'Transgender identity',
}

const wordsForStrand = (strand: Strand | null) => (strand === null ? 'All strands' : strandWords[strand])

export const strandChoices = [
  { value: '', text: 'All strands' },
  ...Object.entries(strandWords).map(([value, text]) => ({ value, text })),
]

export const filterChoices = {
  strand: [
    { value: '', text: 'Any strand' },
    { value: 'all', text: 'On all strands' },
    ...Object.entries(strandWords).map(([value, text]) => ({ value, text })),
  ],
  critical: [
    { value: '', text: 'Critical or not' },
    { value: 'yes', text: 'Critical' },
    { value: 'no', text: 'Not critical' },
  ],
  retired: [
    { value: 'no', text: 'In use' },
    { value: 'yes', text: 'Retired' },
  ],
}

export const quizChoices = (quizzes: { id: string; title: string }[]) => [
  { value: '', text: 'Any quiz or none' },
  ...quizzes.map((quiz) => ({ value: quiz.id, text: quiz.title })),
]

export function questionListPage(found: QuestionListRow[]) {
  return found.map((question) => ({
    ...question,
    href: `/questions/${question.id}`,
    text: truncate(question.text, 160),
    kind_words: kindWords[question.kind],
    strand_words: wordsForStrand(question.strand),
    quizzes_words: question.quizzes === 0 ? 'Not used' : wordsForCount(question.quizzes, 'quiz', 'quizzes'),
  }))
}

const wordsForCount = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

const versionPage = (version: QuestionVersion) => ({
  ...version,
  kind_words: kindWords[version.kind],
  made_words: `${wordsForMoment(version.created_at)}${version.created_by_name ? `, ${version.created_by_name}` : ''}`,
})

export function questionPage({ question, versions, quizzes }: Awaited<ReturnType<typeof getQuestion>>) {
  const [latest, ...earlier] = versions.map(versionPage)
  return {
    question: {
      ...question,
      href: `/questions/${question.id}`,
      strand_words: wordsForStrand(question.strand),
      retired_words: question.retired_at && wordsForDate(question.retired_at),
    },
    latest: latest!,
    earlier,
    quizzes: quizzes.map((quiz) => ({
      ...quiz,
      href: `/questions?quiz_id=${quiz.id}`,
      is_behind: quiz.question_number < latest!.number,
    })),
  }
}
