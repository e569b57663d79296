/** Writes questions as Moodle's GIFT. What GIFT has no place for stands in a comment that our own reader reads. */
import { writeHtml, writeImage } from './html.ts'
import type { PicturePlace } from '../pictures.ts'
import type { FileQuestion } from './shape.ts'
import { writeOurs } from './ours.ts'

/** One question, or null where GIFT has no such question. */
export function giftQuestion(question: FileQuestion): string | null {
  const images = imagesOf(question)
  const answers = answersOf(question, images)
  if (answers === null) return null
  const { ours, others, rubric } = question
  const besides = { ...ours, ...(others ? { others } : {}), ...(rubric ? { rubric } : {}) }
  const comment = Object.keys(besides).length > 0 ? `// upstander: ${writeOurs(besides)}\n` : ''
  const explanation =
    question.explanation || images('explanation') ? html(question.explanation, images('explanation')) : ''
  const after = explanation ? `\n####${explanation}` : ''
  return `${comment}${html(question.text, images('text'))}{${answers}${after}}\n`
}

export const giftFile = (questions: string[]): string => questions.join('\n')

const escape = (text: string): string => text.replace(/[\\~=#{}:]/g, '\\$&')
/** As HTML, so that line ends and angle brackets mean what they are. */
const html = (text: string, images = ''): string => `[html]${escape(writeHtml(text) + images)}`
const feedback = (text: string, images = ''): string => (text || images ? `#${html(text, images)}` : '')

type ImagesOf = (place: PicturePlace) => string

/** GIFT has no files: a picture stands in the text, which not every reader shows. */
const imagesOf =
  ({ pictures = [] }: FileQuestion): ImagesOf =>
  (place) =>
    pictures
      .filter((one) => one.place === place)
      .map((one) => writeImage(`data:${one.media_type};base64,${one.bytes.toString('base64')}`, one))
      .join('')

function answersOf({ type, options, answers, tolerance }: FileQuestion, images: ImagesOf): string | null {
  switch (type) {
    case 'single':
      return options
        .map(
          (one, at) =>
            `\n${one.percent === 100 ? '=' : '~'}${html(one.text, images(`option-${at + 1}`))}${feedback(one.feedback, images(`feedback-${at + 1}`))}`,
        )
        .join('')
    case 'multiple':
      return options
        .map(
          (one, at) =>
            `\n~%${one.percent}%${html(one.text, images(`option-${at + 1}`))}${feedback(one.feedback, images(`feedback-${at + 1}`))}`,
        )
        .join('')
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
