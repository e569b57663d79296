/** Moodle's Aiken: a question, its answers after capital letters, and a line `ANSWER: B`. */
import { tidyLines } from './html.ts'
import type { FileQuestion, ReadQuestions } from './shape.ts'
import { question, readEach, UnreadableError } from './shape.ts'

const answerLine = /^\s*ANSWER\s*:\s*([A-Z])\s*$/i
const optionLine = /^\s*([A-Z])[.)]\s+(.+)$/

interface Block {
  lines: string[]
  line: number
}

/** `ANSWER: A` at the end of answers after letters: nothing else looks like that. */
export const looksLikeAiken = (text: string): boolean => {
  const lines = text.split(/\r\n|\r|\n/)
  return lines.some((line) => answerLine.test(line)) && lines.some((line) => optionLine.test(line))
}

export async function readAiken(text: string): Promise<ReadQuestions> {
  return { format: 'aiken', ...(await readEach(split(text), readBlock, ({ line }) => `line ${line}`)), warnings: [] }
}

/** A question ends with its ANSWER line, or, if that is missing, where blank lines are followed by a new question. */
function split(text: string): Block[] {
  const blocks: Block[] = []
  let open: Block | null = null
  const lines = text.split(/\r\n|\r|\n/)
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      if (open?.lines.some((one) => optionLine.test(one)) && startsQuestion(lines, index)) {
        blocks.push(open)
        open = null
      }
      continue
    }
    open ??= { lines: [], line: index + 1 }
    open.lines.push(line)
    if (answerLine.test(line)) {
      blocks.push(open)
      open = null
    }
  }
  if (open) blocks.push(open)
  return blocks
}

const startsQuestion = (lines: string[], from: number): boolean => {
  const next = lines.slice(from).find((line) => line.trim() !== '')
  return next !== undefined && !optionLine.test(next) && !answerLine.test(next)
}

function readBlock({ lines }: Block): FileQuestion {
  const answer = answerLine.exec(lines.at(-1) ?? '')?.[1]?.toUpperCase()
  if (answer === undefined) throw new UnreadableError('There is no line such as “ANSWER: A” at its end.')
  const firstOption = lines.findIndex((line) => optionLine.test(line))
  if (firstOption === -1) throw new UnreadableError('It has no answers such as “A. …”.')
  const options: { letter: string; text: string }[] = []
  for (const line of lines.slice(firstOption, -1)) {
    const found = optionLine.exec(line)
    if (found) options.push({ letter: found[1]!, text: found[2]!.trim() })
    else options.at(-1)!.text += ` ${line.trim()}`
  }
  if (!options.some(({ letter }) => letter === answer))
    throw new UnreadableError(`The answer is said to be ${answer}, but there is no answer with that letter.`)
  return question({
    type: 'single',
    text: tidyLines(lines.slice(0, firstOption).join('\n')),
    options: options.map(({ letter, text }) => ({ text, percent: letter === answer ? 100 : 0, feedback: '' })),
  })
}
