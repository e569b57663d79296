/** What somebody who has read the course answers, and what somebody who has not: by the words of question and options. */
import { questions as ofChampions } from '../reference/courses/hate-crime-champion/questions.ts'
import { questions as ofReportingCentres } from '../reference/courses/third-party-reporting-centre/questions.ts'

export interface KnownQuestion {
  is_critical: boolean
  right: string[]
  wrong: string[]
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()

const known = new Map<string, KnownQuestion>(
  [...ofChampions, ...ofReportingCentres].map((question) => [
    tidy(question.text),
    {
      is_critical: question.critical,
      right: question.options.filter((option) => option.right).map((option) => tidy(option.text)),
      wrong: question.options.filter((option) => !option.right).map((option) => tidy(option.text)),
    },
  ]),
)

export function knownQuestion(text: string): KnownQuestion {
  const found = known.get(tidy(text))
  if (!found) throw new Error(`Nobody knows the question “${text}”`)
  return found
}

/**
 * `well`: everything right. `unsafely`: right but for one question that must be right. `poorly`: what must be right is
 * right, most of the rest is not.
 */
export type Answering = 'well' | 'unsafely' | 'poorly'

/** The options to choose for each question, in the order asked. */
export function answersTo(texts: string[], how: Answering): string[][] {
  const asked = texts.map(knownQuestion)
  const missed = asked.find((question) => question.is_critical)
  return asked.map((question) => {
    const isWrong = how === 'unsafely' ? question === missed : how === 'poorly' && !question.is_critical
    return isWrong ? question.wrong.slice(0, 1) : question.right
  })
}
