/** Rows to what the pages of the question bank show: pure. */
import { truncate } from '../../../lib/text.ts'
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import type { Form } from '../../../platform/http/form.ts'
import type { Content, FieldsKind, OfferedPart } from '../kinds/kind.ts'
import type { QuestionKind } from '../kinds/list.ts'
import { kindOf, questionKinds } from '../kinds/list.ts'
import type { PicturePlace } from '../pictures.ts'
import type { PicturePage } from './pictures.ts'
import { picturesAt } from './pictures.ts'
import type { Difficulty, Strand } from '../subjects.ts'
import type { RescoringTarget } from '../queries/rescorings.ts'
import type { getQuestion, QuestionListRow, QuestionVersion } from '../queries/questions.ts'

export const kindWords = Object.fromEntries(questionKinds.map((kind) => [kind, kindOf(kind).words])) as Record<
  QuestionKind,
  string
>

export const kindChoices = questionKinds.map((kind) => ({
  value: kind,
  text: kindOf(kind).words,
  hint: kindOf(kind).hint,
  href: `/questions/new?kind=${kind}`,
}))

/** What the author's form shows: the fields that every question has, and those of its kind. */
export function questionFormPage(form: Form, kind: QuestionKind) {
  const of = kindOf(kind)
  const { rows, open_rows, more_words, ...rest } = of.form
  const further = rows.slice(open_rows)
  const isFilled = (name: string) => form.value(name) !== ''
  return {
    form,
    kind,
    kind_words: of.words,
    strand_choices: strandChoices,
    difficulty_choices: difficultyChoices,
    kind_form: {
      ...rest,
      hint: of.hint,
      gives_points: of.gives_points,
      first_rows: rows.slice(0, open_rows),
      further_rows: further,
      more_words,
      is_open: further.some((row) => row.fields.some((field) => field.control !== 'tick' && isFilled(field.name))),
    },
  }
}

/** The answers of a question as its authors read them: what can be chosen, or what is right in each part. */
export function answersPage(
  kind: QuestionKind,
  content: Content,
  picturesAt: (place: PicturePlace) => PicturePage[] = () => [],
) {
  const of = kindOf(kind)
  return {
    pictures: picturesAt('text'),
    explanation_pictures: picturesAt('explanation'),
    options:
      of.answer === 'options'
        ? of.options(content).map((option, index) => ({
            ...option,
            pictures: picturesAt(`option-${index + 1}`),
            feedback_pictures: picturesAt(`feedback-${index + 1}`),
          }))
        : [],
    parts: of.answer === 'fields' ? partsPage(of, content) : [],
    scoring_words: scoringWords(kind, content),
  }
}

/** What is right in each part, then what else a learner can choose there, and what follows. */
function partsPage(of: FieldsKind, content: Content) {
  const offered = of.offered?.(content) ?? []
  const spare = of.spare?.(content) ?? []
  const nothing = { after: '', wrong: [] as OfferedPart['wrong'] }
  return [
    ...of.check(content, []).map(({ label, right }, index) => ({ label, right, ...(offered[index] ?? nothing) })),
    ...(spare.length > 0 ? [{ label: 'Also to choose from', right: spare.join(', '), ...nothing }] : []),
  ]
}

function scoringWords(kind: QuestionKind, content: Content): string | null {
  const field = kindOf(kind).form.settings.find((one) => one.name === 'scoring')
  const choice = field?.control === 'radios' && field.choices.find((one) => one.value === content.scoring)
  return choice ? choice.text : null
}

export const pointsWords = (points: number): string =>
  points === 0 ? 'No points' : points === 1 ? '1 point' : `${points} points`

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

const difficultyWords: Record<Difficulty, string> = { easy: 'Easy', medium: 'Medium', hard: 'Hard' }

export const difficultyChoices = [
  { value: '', text: 'Not said' },
  ...Object.entries(difficultyWords).map(([value, text]) => ({ value, text })),
]

export const filterChoices = {
  strand: [
    { value: '', text: 'Any strand' },
    { value: 'all', text: 'On all strands' },
    ...Object.entries(strandWords).map(([value, text]) => ({ value, text })),
  ],
  difficulty: [
    { value: '', text: 'Any difficulty' },
    ...difficultyChoices.slice(1),
    { value: 'none', text: 'Not said' },
  ],
  critical: [
    { value: '', text: 'Critical or not' },
    { value: 'yes', text: 'Critical' },
    { value: 'no', text: 'Not critical' },
  ],
  kind: [{ value: '', text: 'Any kind' }, ...kindChoices.map(({ value, text }) => ({ value, text }))],
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
    difficulty_words: question.difficulty ? difficultyWords[question.difficulty] : null,
    quizzes_words: question.quizzes === 0 ? 'Not used' : wordsForCount(question.quizzes, 'quiz', 'quizzes'),
  }))
}

const wordsForCount = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

const versionPage = (version: QuestionVersion) => ({
  ...version,
  ...answersPage(version.kind, version.content, (place) => picturesAt(version.pictures, place)),
  kind_words: kindWords[version.kind],
  made_words: `${wordsForMoment(version.created_at)}${version.created_by_name ? `, ${version.created_by_name}` : ''}`,
})

/** Attempts that an earlier version marked: a way to put them right, until it has been taken. */
export function rescoringLink(href: string, { attempts, number, decided }: RescoringTarget) {
  if (decided)
    return {
      href: `${href}/rescoring`,
      words: `Version ${number} was put in the place of the earlier ones on ${wordsForDate(decided.decided_at)}.`,
      text: 'See what was decided',
    }
  if (attempts === 0) return null
  return {
    href: `${href}/rescoring`,
    words: `${attempts === 1 ? '1 attempt was' : `${attempts} attempts were`} marked by an earlier version. If that was wrong, see who would pass or fail now, and put it right.`,
    text: 'Put right what was marked',
  }
}

export function questionPage({ question, versions, quizzes }: Awaited<ReturnType<typeof getQuestion>>) {
  const [latest, ...earlier] = versions.map(versionPage)
  return {
    question: {
      ...question,
      href: `/questions/${question.id}`,
      strand_words: wordsForStrand(question.strand),
      difficulty_words: question.difficulty ? difficultyWords[question.difficulty] : 'Not said',
      tags_words: question.tags.join(', ') || 'None',
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
