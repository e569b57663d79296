/** Chapter 6: the six modules and the quiz, as a person does them: reading, pressing "done", answering. */
import { answersTo } from '../../../../../seeds/demo/answers.ts'
import type { Answering } from '../../../../../seeds/demo/answers.ts'
import type { Coming, Journey } from '../journey.ts'
import { check, together } from '../journey.ts'
import type { Someone } from '../someone.ts'

/** Everyone on the first list studies as soon as they have booked. */
export async function studyBefore(journey: Journey): Promise<void> {
  await together(journey.learners.filter(studiesBefore), (learner) => study(learner))
}

export const studiesBefore = (learner: Coming) =>
  learner.list === 'csv' && learner.fate !== 'never signed in' && !learner.is_counted

/** From wherever they are: the next step is always one button away on "My training". */
export async function study({ at, fate }: Coming): Promise<void> {
  await at.browser.open('/my-training')
  await at.browser.press(/^(Start|Continue)$/)
  await readPages(at, fate === 'one module open' ? 5 : 6)
  if (fate === 'one module open') return
  const result = await takeQuiz(at, howTheyAnswer[fate ?? 'champion'] ?? 'well')
  const passes = fate !== 'quiz not passed' && fate !== 'failed a critical question'
  check(result === passes, `${at.full_name} ${result ? 'passed' : 'did not pass'} the quiz`)
}

const howTheyAnswer: Record<string, Answering> = {
  'quiz not passed': 'poorly',
  'failed a critical question': 'unsafely',
}

export async function readPages({ browser }: Someone, count: number): Promise<void> {
  for (let page = 0; page < count; page++) await browser.press('Mark as done and go on')
}

/** Answers with whether the result page says "passed". */
export async function takeQuiz(
  { browser }: Someone,
  how: Answering,
  atTheQuestions?: () => Promise<void>,
): Promise<boolean> {
  await browser.press('Start the quiz')
  const asked = browser.page.legends().map((legend) => legend.replace(/^Question \d+ of \d+ /, ''))
  const answers = answersTo(asked, how)
  for (const [index, question] of browser.page.legends().entries())
    for (const answer of answers[index]!) await browser.choose(question, answer)
  await atTheQuestions?.()
  const page = await browser.press('Hand in')
  return page.heading === 'You passed'
}
