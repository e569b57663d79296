/**
 * Moodle's GIFT. A blank line outside braces ends a question, so that each is parsed by itself: one that is wrong costs
 * only itself, and its line is known.
 */
import { parse } from 'gift-pegjs'
import { anyText, markdownText, plainText } from './html.ts'
import { readOurs } from './ours.ts'
import type { FileOption, FilePair, FileQuestion, ReadQuestions } from './shape.ts'
import { question, readEach, UnreadableError } from './shape.ts'

interface Formatted {
  format: string
  text: string
}

interface GiftNumber {
  type: 'simple' | 'range' | 'high-low'
  number?: number
  range?: number
  numberHigh?: number
  numberLow?: number
}

interface Choice {
  isCorrect: boolean
  weight: number | null
  text: Formatted | GiftNumber
  feedback: Formatted | null
}

/** What gift-pegjs gives; its own types leave out half of it. */
interface GiftItem {
  type: 'Category' | 'Description' | 'MC' | 'TF' | 'Short' | 'Numerical' | 'Matching' | 'Essay'
  title: string | null
  stem: Formatted
  globalFeedback?: Formatted | null
  choices?: Choice[] | GiftNumber
  matchPairs?: { subquestion: Formatted; subanswer: string }[]
  isTrue?: boolean
  trueFeedback?: Formatted | null
  falseFeedback?: Formatted | null
}

interface Block {
  text: string
  line: number
  category: string | null
}

export async function readGift(text: string): Promise<ReadQuestions> {
  return { format: 'gift', ...(await readEach(splitGift(text), readBlock, whereOf)), warnings: [] }
}

const whereOf = ({ text, line }: Block): string => {
  const title = /^::((?:\\.|[^\\:]|:(?!:))+)::/m.exec(text)?.[1]
  return title ? `line ${line} (${title.trim()})` : `line ${line}`
}

/** A category holds until the next; a comment in front belongs to its question. Line numbers count from 1. */
export function splitGift(text: string): Block[] {
  const blocks: Block[] = []
  let category: string | null = null
  let open: { lines: string[]; line: number; depth: number } | null = null
  const close = () => {
    if (open?.lines.some((line) => !isComment(line)))
      blocks.push({ text: open.lines.join('\n'), line: open.line, category })
    open = null
  }
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  for (const [index, line] of lines.entries()) {
    const isBlank = line.trim() === ''
    // A brace that never closes must not swallow the questions after it.
    if (open !== null && isBlank && (open.depth <= 0 || !closesLater(lines, index))) close()
    else if (/^\s*\$CATEGORY:/i.test(line)) {
      close()
      category = line.slice(line.indexOf(':') + 1).trim() || null
    } else if (!isBlank || open !== null) {
      open ??= { lines: [], line: index + 1, depth: 0 }
      if (open.lines.every(isComment)) open.line = index + 1
      // The parser takes no blank line inside braces, where it means nothing.
      if (!isBlank) open.lines.push(line)
      if (!isComment(line)) open.depth += braces(line)
    }
  }
  close()
  return blocks
}

const isComment = (line: string): boolean => line.trim() === '' || /^\s*\/\//.test(line)

const braces = (line: string): number =>
  [...line.replace(/\\./g, '').matchAll(/[{}]/g)].reduce((depth, [brace]) => depth + (brace === '{' ? 1 : -1), 0)

/** Whether the open braces close before another question opens its own. */
function closesLater(lines: string[], from: number): boolean {
  for (const line of lines.slice(from)) {
    const bare = line.replace(/\\./g, '')
    const [opens, closes] = [bare.indexOf('{'), bare.indexOf('}')]
    if (closes !== -1 && (opens === -1 || closes < opens)) return true
    if (opens !== -1 || /^\s*::/.test(bare)) return false
  }
  return false
}

/** More than any question of the bank may have; parsing such a text takes long. */
const mostSigns = 100_000

function readBlock({ text, category }: Block): FileQuestion | null {
  if (text.length > mostSigns) throw new UnreadableError('It is longer than 100,000 characters.')
  const item = parseBlock(text).find((one) => one.type !== 'Category')
  if (item === undefined) return null
  const ours = readOurs(/^\s*\/\/ upstander: (.*)$/m.exec(text)?.[1] ?? '')
  const title = item.title === null ? null : anyText(item.title)
  return { ...readItem(item), title, category, ...(ours ? { ours } : {}) }
}

function parseBlock(text: string): GiftItem[] {
  try {
    return parse(text) as unknown as GiftItem[]
  } catch (error) {
    try {
      return parse(escapeHarmless(text)) as unknown as GiftItem[]
    } catch {
      throw new UnreadableError(`It is not written as GIFT: ${wordsOf(error as Error)}`, { cause: error })
    }
  }
}

/** Moodle takes `2 = 2?` before the braces and `Yes: right` inside them unescaped, and so people write them. */
function escapeHarmless(text: string): string {
  const brace = /(?<!\\)\{/.exec(text)?.index ?? text.length
  const titled = /^((?:\s*\/\/.*\n)*\s*::)((?:\\.|[^\\:]|:(?!:))+)::/.exec(text)
  const title = titled ? `${titled[1]!}${escape(titled[2]!, /:/g)}::` : ''
  const stem = escape(text.slice(titled?.[0].length ?? 0, brace), /[=~#:]/g)
  const answers = text.slice(brace)
  const isNumeric = /^\{\s*#/.test(answers)
  return title + stem + (isNumeric ? answers : escape(answers, /:/g))
}

/** Puts a backslash before each sign that has none yet. */
const escape = (text: string, signs: RegExp): string =>
  text.replace(/\\[\s\S]|[\s\S]/g, (one) => (one.length === 1 ? one.replace(signs, '\\$&') : one))

/** The parser lists everything it would have taken; what it found says more. */
function wordsOf({ message }: Error): string {
  const found = /but (.+) found\.?$/s.exec(message)?.[1]
  if (found === undefined) return message
  return found === 'end of input'
    ? 'it ends too early; a closing brace may be missing.'
    : `${found} is not expected there.`
}

const read = ({ format, text }: Formatted): string =>
  format === 'html' ? plainText(text) : format === 'markdown' ? markdownText(text) : anyText(text)
const feedback = (of: Formatted | null | undefined): string => (of ? read(of) : '')

function readItem(item: GiftItem): FileQuestion {
  const text = read(item.stem)
  const explanation = feedback(item.globalFeedback)
  switch (item.type) {
    case 'Description':
      return question({ type: 'description', text, points: 0 })
    case 'Essay':
      return question({ type: 'text', text, explanation })
    case 'TF':
      return question({ type: 'true-false', text, explanation, options: trueFalse(item) })
    case 'Matching': {
      const all = (item.matchPairs ?? []).map(({ subquestion, subanswer }): FilePair => ({
        prompt: read(subquestion),
        answer: anyText(unescaped(subanswer)),
      }))
      // An answer to nothing fits none: more to choose from, and no pair.
      const answers = all.filter(({ prompt }) => prompt !== '')
      const others = all.flatMap(({ prompt, answer }) => (prompt === '' && answer !== '' ? [answer] : []))
      return question({ type: 'matching', text, explanation, answers, ...(others.length > 0 ? { others } : {}) })
    }
    case 'Short': {
      const options = choices(item)
      const answers = options.filter((option) => option.percent === 100).map((option) => option.text)
      return question({ type: 'short', text, explanation, options, answers })
    }
    case 'Numerical':
      return numeric(item, text, explanation)
    case 'MC': {
      const options = choices(item)
      // As Moodle decides: where no answer is marked with =, several are to be chosen.
      const isSingle = (item.choices as Choice[]).some((choice) => choice.isCorrect)
      return question({ type: isSingle ? 'single' : 'multiple', text, explanation, options })
    }
    case 'Category':
      throw new UnreadableError('It is a category, not a question.')
  }
}

/** The parser leaves escaped signs of these answers as it marks them inside: `&&126;` for a tilde. */
const unescaped = (text: string): string =>
  text.replace(/&&(\d{3});/g, (_, code: string) => String.fromCharCode(Number(code)))

const percentOf = ({ isCorrect, weight }: Choice): number => weight ?? (isCorrect ? 100 : 0)

const choices = (item: GiftItem): FileOption[] =>
  (item.choices as Choice[]).map((choice) => ({
    text: read(choice.text as Formatted),
    percent: percentOf(choice),
    feedback: feedback(choice.feedback),
  }))

/** The first comment is for whoever is wrong, the second for whoever is right. */
function trueFalse({ isTrue, trueFeedback, falseFeedback }: GiftItem): FileOption[] {
  const [whenWrong, whenRight] = [feedback(trueFeedback), feedback(falseFeedback)]
  return [
    { text: 'True', percent: isTrue ? 100 : 0, feedback: isTrue ? whenRight : whenWrong },
    { text: 'False', percent: isTrue ? 0 : 100, feedback: isTrue ? whenWrong : whenRight },
  ]
}

function numeric(item: GiftItem, text: string, explanation: string): FileQuestion {
  const given: Choice[] = Array.isArray(item.choices)
    ? item.choices
    : [{ isCorrect: true, weight: null, text: item.choices as GiftNumber, feedback: null }]
  const numbers = given.map((choice) => ({ choice, ...numberOf(choice.text) }))
  const right = numbers.filter(({ choice, value }) => value !== null && percentOf(choice) === 100)
  return question({
    type: 'numeric',
    text,
    explanation,
    options: numbers.map(({ choice, value }) => ({
      text: value === null ? '*' : String(value),
      percent: percentOf(choice),
      feedback: feedback(choice.feedback),
    })),
    answers: right.map(({ value }) => value!),
    tolerance: right[0]?.tolerance ?? 0,
  })
}

/** Ten significant digits: what is left when floats have done their worst with 1.1 - 0.9. */
const neat = (value: number): number => Number(value.toPrecision(10))

function numberOf(of: Formatted | GiftNumber): { value: number | null; tolerance: number } {
  if (!('type' in of)) return { value: null, tolerance: 0 }
  if (of.type === 'high-low') {
    const [low, high] = [of.numberLow ?? 0, of.numberHigh ?? 0]
    return { value: neat((low + high) / 2), tolerance: neat(Math.abs(high - low) / 2) }
  }
  return { value: of.number ?? null, tolerance: of.range ?? 0 }
}
