/** The evaluation as it is sent: one choice for each question, and a text that may be empty. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'
import { evaluationQuestions } from './rules/evaluation.ts'

const ratings = ['1', '2', '3', '4', '5'] as const
const rated = (choose: string) => fields.oneOf(ratings, choose).transform(Number)
const oneOf = (name: 'care' | 'pace', choose: string) => {
  const [first, ...others] = evaluationQuestions[name].options.map((option) => option.value)
  return fields.oneOf([first!, ...others], choose)
}

export const evaluationForm = z.object({
  useful: rated('Select how useful it was'),
  supporting: rated('Select how confident you are to support somebody'),
  explaining: rated('Select how confident you are to explain how to report'),
  care: oneOf('care', 'Select whether anything upsetting was handled well'),
  pace: oneOf('pace', 'Select how the pace was'),
  change_text: fields.optionalLongText(1000),
})
