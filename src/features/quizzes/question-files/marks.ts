/** Where a picture, a film or a sound stood in a text of a file: a mark that no author types, kept until the text is plain. Pure. */
import type { FileQuestion } from './shape.ts'

export interface Mark {
  kind: 'picture' | 'film'
  /** As the file says it: a path, an address, or a name that a reader of the file gave it. */
  src: string
  alt: string
  /** Said by the file: nobody misses anything who does not see it. */
  is_decorative: boolean
}

/** The source of what is not looked at. */
export const oneTooMany = 'one-too-many'

// Two signs that Unicode keeps free for uses such as this one, and hexadecimal digits, which no reader takes for its own.
const [from, to] = ['\ufdd0', '\ufdd1']
const mark = new RegExp(`${from}([0-9a-f]*)${to}`, 'g')

export const writeMark = (of: Mark): string => {
  const short = { ...of, src: of.src.slice(0, 2000), alt: of.alt.slice(0, 2000) }
  return `${from}${Buffer.from(JSON.stringify(short)).toString('hex')}${to}`
}

/** A file that has such signs of its own means nothing by them. */
export const withoutStraySigns = (text: string): string => text.replaceAll(/[\ufdd0\ufdd1]/g, '')

const readMark = (digits: string): Mark => JSON.parse(Buffer.from(digits, 'hex').toString()) as Mark

/** The text without its marks, and what they say. */
export function takeMarks(text: string): { text: string; marks: Mark[] } {
  if (!text.includes(from)) return { text, marks: [] }
  const marks: Mark[] = []
  const bare = text.replace(mark, (_, digits: string) => {
    marks.push(readMark(digits))
    return ' '
  })
  return { text: bare, marks }
}

/** The question with each of its texts changed; `place` says which text it is. */
export function mapTexts(read: FileQuestion, change: (text: string, place: TextPlace) => string): FileQuestion {
  const part = (text: string) => change(text, 'part')
  const text = change(read.text, 'text')
  const options = read.options.map((option, index) => ({
    ...option,
    text: change(option.text, `option-${index + 1}`),
    feedback: change(option.feedback, `feedback-${index + 1}`),
  }))
  return {
    ...read,
    title: read.title === null ? null : change(read.title, 'title') || null,
    text,
    options,
    answers: read.answers.map((one) =>
      typeof one === 'string'
        ? part(one)
        : typeof one === 'number'
          ? one
          : Array.isArray(one)
            ? one.map(part)
            : { prompt: part(one.prompt), answer: part(one.answer) },
    ),
    explanation: change(read.explanation, 'explanation'),
    ...(read.choices ? { choices: read.choices.map((each) => each.map(part)) } : {}),
    ...(read.others ? { others: read.others.map(part) } : {}),
  }
}

export type TextPlace = 'title' | 'text' | 'explanation' | 'part' | `option-${number}` | `feedback-${number}`

/** The question with what its marks name called otherwise: a path, for example, as it lies in the package. */
export const renameSources = (read: FileQuestion, rename: (src: string) => string): FileQuestion =>
  mapTexts(read, (text) =>
    text.includes(from)
      ? text.replace(mark, (_, digits: string) => {
          const of = readMark(digits)
          return writeMark({ ...of, src: rename(of.src) })
        })
      : text,
  )
