/** Chapter 6: the six modules and the quiz, as a person does them: reading, pressing "done", answering. */
import type { Answering } from '../../../../../seeds/demo/answers.ts'
import { readPages, takeQuiz } from '../acts.ts'
import type { Coming, Journey } from '../journey.ts'
import { check, together } from '../journey.ts'

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
