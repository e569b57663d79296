/** Moodle's XML export of a question bank. */
import { readCloze } from './cloze.ts'
import { anyText, markdownText, plainText, tidyLines } from './html.ts'
import { readOurs } from './ours.ts'
import { decoded } from './pictures.ts'
import { readRubric } from './rubric.ts'
import type { FileOption, FileQuestion, ReadQuestions } from './shape.ts'
import { question, readEach, UnreadableError } from './shape.ts'
import type { Element } from './xml.ts'
import { child, elements, textOf } from './xml.ts'

interface Part {
  element: Element
  number: number
  category: string | null
}

export async function readMoodleXml(root: Element): Promise<ReadQuestions> {
  const parts: Part[] = []
  let category: string | null = null
  let number = 0
  for (const element of elements(root).filter((one) => one.name === 'question')) {
    if (element.attributes.type === 'category')
      category = textOf(child(child(element, 'category'), 'text')).trim() || null
    else parts.push({ element, number: ++number, category })
  }
  return { format: 'moodle-xml', ...(await readEach(parts, readPart, whereOf)), warnings: [] }
}

const placeholder = '@@PLUGINFILE@@/'

/**
 * The files that stand beside the texts, as base64. Each text has files of its own, and two of them may have one name: so the
 * texts in the tree say afterwards to which of them their pictures belong.
 */
export function takeFiles(root: Element, file = 0): (src: string) => string | undefined {
  const byQuestion = elements(root).map((one, number) => takeFilesOf(one, `moodle-${file}-${number}`))
  return (src) => {
    const [, of, number, area, path] = /^moodle-(\d{1,6})-(\d{1,6})-(\d{1,6})\/(.+)$/.exec(src) ?? []
    const areas = byQuestion[Number(number)]
    if (Number(of) !== file || areas === undefined || path === undefined) return undefined
    const plain = decoded(path.split('?')[0]!)
    const name = plain.split('/').at(-1)!
    const own = areas[Number(area)]
    return own?.get(plain) ?? own?.get(name) ?? areas.find((files) => files.has(name))?.get(name)
  }
}

function takeFilesOf(question: Element, areaName: string): Map<string, string>[] {
  const areas: Map<string, string>[] = []
  const look = (element: Element): void => {
    const files = new Map<string, string>()
    const area = areas.push(files) - 1
    element.children = element.children.flatMap((one) => {
      if (typeof one === 'string') return one
      if (one.name === 'text')
        return { ...one, children: [textOf(one).replaceAll(placeholder, `${areaName}-${area}/`)] }
      if (one.name !== 'file') {
        look(one)
        return one
      }
      const { name = '', path = '/', encoding } = one.attributes
      if (encoding === 'base64')
        for (const key of [`${path}${name}`.replace(/^\/+/, ''), name]) files.set(key, textOf(one))
      return []
    })
  }
  look(question)
  return areas
}

const titleOf = (element: Element): string | null => tidyLines(textOf(child(child(element, 'name'), 'text'))) || null

const whereOf = ({ element, number }: Part): string => {
  const title = titleOf(element)
  return title ? `question ${number} (${title})` : `question ${number}`
}

/** A `<text>` inside, read by the format that its parent names. */
function read(parent: Element | undefined): string {
  if (parent === undefined) return ''
  const text = textOf(child(parent, 'text'))
  const { format } = parent.attributes
  return format === 'html' ? plainText(text) : format === 'markdown' ? markdownText(text) : anyText(text)
}

const numberIn = (element: Element, name: string): number => {
  const found = child(element, name)
  return found === undefined ? Number.NaN : Number(textOf(found).trim().replace(',', '.'))
}

function readPart({ element, category }: Part): FileQuestion {
  const points = numberIn(element, 'defaultgrade')
  const common = {
    title: titleOf(element),
    category,
    text: read(child(element, 'questiontext')),
    explanation: read(child(element, 'generalfeedback')),
    points: Number.isFinite(points) && points >= 0 ? points : 1,
  }
  const ours = readOurs(textOf(child(element, 'upstander')))
  return question({ ...common, ...readKind(element, element.attributes.type ?? ''), ...(ours ? { ours } : {}) })
}

const answersOf = (element: Element): Element[] => elements(element).filter((one) => one.name === 'answer')

const optionOf = (answer: Element): FileOption => ({
  text: read(answer),
  percent: percentOf(answer),
  feedback: read(child(answer, 'feedback')),
})

const percentOf = (answer: Element): number => {
  const percent = Number(answer.attributes.fraction)
  if (!Number.isFinite(percent)) throw new UnreadableError('An answer does not say what it is worth (fraction).')
  return percent
}

const right = (options: FileOption[]): string[] =>
  options.filter((option) => option.percent === 100).map((option) => option.text)

function readKind(element: Element, kind: string): Pick<FileQuestion, 'type'> & Partial<FileQuestion> {
  const options = () => answersOf(element).map(optionOf)
  switch (kind) {
    case 'multichoice': {
      const isSingle = !/^(false|0)$/.test(textOf(child(element, 'single')).trim())
      return { type: isSingle ? 'single' : 'multiple', options: options() }
    }
    case 'truefalse':
      return { type: 'true-false', options: options().map((one) => ({ ...one, text: trueOrFalse(one.text) })) }
    case 'shortanswer':
      return { type: 'short', options: options(), answers: right(options()) }
    case 'numerical':
      return numerical(element)
    case 'matching':
      return { type: 'matching', answers: pairs(element), ...othersOf(element) }
    case 'ordering':
      return { type: 'ordering', answers: answersOf(element).map(read) }
    case 'essay': {
      const grade = numberIn(element, 'defaultgrade')
      const rubric = readRubric(read(child(element, 'graderinfo')), Number.isFinite(grade) ? grade : 1)
      return { type: 'text', ...(rubric ? { rubric } : {}) }
    }
    case 'description':
      return { type: 'description', points: 0 }
    case 'cloze':
    case 'multianswer': {
      const { html, gaps, choices, lost } = readCloze(textOf(child(child(element, 'questiontext'), 'text')))
      const isHtml = child(element, 'questiontext')?.attributes.format === 'html'
      const areChosen = choices.length > 0 && choices.every((one, index) => one !== null && gaps[index]!.length === 1)
      return {
        type: 'gaps',
        text: isHtml ? plainText(html) : anyText(html),
        answers: gaps,
        ...(areChosen ? { choices: choices as string[][] } : {}),
        ...(lost.length > 0 ? { lost } : {}),
      }
    }
    case 'ddwtos':
    case 'gapselect':
      return gapSelect(element)
    default:
      throw new UnreadableError(`Questions of the kind “${kind}” cannot be read.`)
  }
}

const trueOrFalse = (text: string): string => (/^true$/i.test(text) ? 'True' : /^false$/i.test(text) ? 'False' : text)

function numerical(element: Element): Pick<FileQuestion, 'type'> & Partial<FileQuestion> {
  const answers = answersOf(element)
  const whole = answers.filter((answer) => percentOf(answer) === 100 && read(answer) !== '*')
  const numbers = whole.map((answer) => Number(read(answer).replace(',', '.')))
  if (numbers.some((one) => !Number.isFinite(one))) throw new UnreadableError('An answer is not a number.')
  const tolerance = whole[0] ? numberIn(whole[0], 'tolerance') : Number.NaN
  return {
    type: 'numeric',
    options: answers.map(optionOf),
    answers: numbers,
    tolerance: Number.isFinite(tolerance) ? tolerance : 0,
  }
}

/** A subquestion without text is an answer that fits none: more to choose from, and no pair. */
const pairs = (element: Element) =>
  elements(element)
    .filter((one) => one.name === 'subquestion')
    .map((sub) => ({ prompt: read(sub), answer: read(child(sub, 'answer')) }))
    .filter((pair) => pair.prompt !== '')

function othersOf(element: Element): { others?: string[] } {
  const others = elements(element)
    .filter((one) => one.name === 'subquestion' && read(one) === '')
    .map((sub) => read(child(sub, 'answer')))
    .filter((text) => text !== '')
  return others.length > 0 ? { others } : {}
}

/** `[[2]]` in the text stands for the second choice. */
function gapSelect(element: Element): Pick<FileQuestion, 'type'> & Partial<FileQuestion> {
  const boxes = elements(element).filter((one) => one.name === 'dragbox' || one.name === 'selectoption')
  const choices = boxes.map(read)
  const answers: string[][] = []
  const each: string[][] = []
  const text = read(child(element, 'questiontext')).replace(/\[\[(\d+)\]\]/g, (_, number: string) => {
    const choice = choices[Number(number) - 1]
    if (choice === undefined) throw new UnreadableError(`Gap ${number} names a choice that is not there.`)
    answers.push([choice])
    each.push(groupOf(boxes, Number(number) - 1))
    return '_____'
  })
  return {
    type: 'gaps',
    text,
    answers,
    options: choices.map((choice) => ({ text: choice, percent: 0, feedback: '' })),
    ...(each.every((words) => words.length > 1) ? { choices: each } : {}),
  }
}

/** What can be chosen in a gap is the group of what is right in it. */
function groupOf(boxes: Element[], right: number): string[] {
  const group = (box: Element) => textOf(child(box, 'group')).trim()
  return [...new Set(boxes.filter((box) => group(box) === group(boxes[right]!)).map(read))]
}
