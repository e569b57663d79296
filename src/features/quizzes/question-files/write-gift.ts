/** Writes questions as Moodle's GIFT. What GIFT has no place for stands in a comment that our own reader reads. */
import { writeHtml } from './html.ts'
import type { FileQuestion } from './shape.ts'
import { writeOurs } from './ours.ts'

/** One question, or null where GIFT has no such question. */
export function giftQuestion(question: FileQuestion): string | null {
  const answers = answersOf(question)
  if (answers === null) return null
  const { ours, others, rubric } = question
  const besides = { ...ours, ...(others ? { others } : {}), ...(rubric ? { rubric } : {}) }
  const comment = Object.keys(besides).length > 0 ? `// upstander: ${writeOurs(besides)}\n` : ''
  const after = question.explanation ? `\n####${html(question.explanation)}` : ''
  return `${comment}${html(question.text)}{${answers}${after}}\n`
}

export const giftFile = (questions: string[]): string => questions.join('\n')

const escape = (text: string): string => text.replace(/[\\~=#{}:]/g, '\\$&')
/** As HTML, so that line ends and angle brackets mean what they are. */
const html = (text: string): string => `[html]${escape(writeHtml(text))}`
const feedback = (text: string): string => (text ? `#${html(text)}` : '')

function answersOf({ type, options, answers, tolerance }: FileQuestion): string | null {
  switch (type) {
    case 'single':
      return options
        .map((one) => `\n${one.percent === 100 ? '=' : '~'}${html(one.text)}${feedback(one.feedback)}`)
        .join('')
    case 'multiple':
      return options.map((one) => `\n~%${one.percent}%${html(one.text)}${feedback(one.feedback)}`).join('')
    case 'true-false': {
      const right = options.findIndex((one) => one.percent === 100)
      const [whenWrong, whenRight] = [options[1 - right]!.feedback, options[right]!.feedback]
      // The first comment is for whoever is wrong, the second for whoever is right.
      const comments = whenRight ? `#${whenWrong && html(whenWrong)}#${html(whenRight)}` : feedback(whenWrong)
      return `${options[right]!.text.toUpperCase()}${comments}`
    }
    case 'short':
      return answers.map((spelling) => `\n=${escape(String(spelling))}`).join('')
    case 'numeric':
      return `#${String(answers[0])}:${tolerance ?? 0}`
    case 'matching':
      return (answers as { prompt: string; answer: string }[])
        .map(({ prompt, answer }) => `\n=${html(prompt)} -> ${escape(answer)}`)
        .join('')
    case 'text':
      return ''
    case 'ordering':
    case 'gaps':
    case 'description':
      return null
  }
}
