/** The evaluation of a session as its page shows it to trainers: counts and texts, never anybody: pure. */
import type { EvaluationAnswers, EvaluationQuestion, EvaluationState } from '../rules/evaluation.ts'
import { answersInStep, changeQuestion, evaluationQuestions } from '../rules/evaluation.ts'

const questionsInOrder = Object.keys(evaluationQuestions) as EvaluationQuestion[]

/** The form: each question with its choices. */
export const questionFields = questionsInOrder.map((name) => ({ name, ...evaluationQuestions[name] }))

const people = (count: number): string => (count === 1 ? '1 answer' : `${count} answers`)

/** What stands above the figures, or in their place. */
export function standingWords(count: number, shown: number, state: EvaluationState): string {
  const soFar = `${count === 0 ? 'No answers' : people(count)}${state === 'open' ? ' so far' : ''}`
  if (state === 'early') return 'People are asked half an hour after the last part has ended.'
  if (shown === 0 && state === 'closed') return `${soFar}: they are shown from five on, and the evaluation is closed.`
  if (shown === 0) return `${soFar}: shown from five on.`
  return shown === count ? `${soFar}.` : `${soFar}. The figures show ${shown} of them.`
}

export function evaluationResults(answers: EvaluationAnswers[]) {
  return {
    questions: questionFields.map(({ name, text, options }) => ({
      text,
      options: options.map((option) => {
        const count = answers.filter((one) => String(one[name]) === option.value).length
        return { text: option.text, count, percent: Math.round((100 * count) / answers.length) }
      }),
    })),
    change_question: changeQuestion,
    texts: answers.map((one) => one.change_text.split('\n').filter(Boolean)).filter((lines) => lines.length > 0),
    step: answersInStep,
  }
}
