/** Writes questions as Moodle's XML. What it has no place for stands in an element that only our own reader reads. */
import { writeHtml, writeImage } from './html.ts'
import type { PicturePlace } from '../pictures.ts'
import { pictureFileName } from '../pictures.ts'
import { writeOurs } from './ours.ts'
import { writeRubric } from './rubric.ts'
import type { FileOption, FileQuestion } from './shape.ts'

export const moodleXmlFile = (questions: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('')}</quiz>\n`

const names: Record<FileQuestion['type'], string> = {
  single: 'multichoice',
  multiple: 'multichoice',
  'true-false': 'truefalse',
  matching: 'matching',
  ordering: 'ordering',
  short: 'shortanswer',
  numeric: 'numerical',
  gaps: 'cloze',
  text: 'essay',
  description: 'description',
}

/** One question; `name` is its title in a list. */
export function moodleXmlQuestion(question: FileQuestion, name: string): string {
  const { type, explanation, points, ours } = question
  const pictures = picturesOf(question)
  const asked = pictures('text')
  const text = (type === 'gaps' ? clozeHtml(question) : writeHtml(question.text)) + asked.images
  return [
    `  <question type="${names[type]}">`,
    `    <name>${plain(name)}</name>`,
    `    <questiontext format="html">${element('text', text)}${asked.files}</questiontext>`,
    `    <generalfeedback format="html">${html(explanation, pictures('explanation'))}</generalfeedback>`,
    `    <defaultgrade>${points}</defaultgrade>`,
    ...answersOf(question, pictures).map((line) => `    ${line}`),
    ...(ours && Object.keys(ours).length > 0 ? [`    ${element('upstander', writeOurs(ours))}`] : []),
    '  </question>\n',
  ].join('\n')
}

const xmlSigns: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const element = (name: string, text: string): string =>
  `<${name}>${text.replace(/[&<>"]/g, (sign) => xmlSigns[sign]!)}</${name}>`
const plain = (text: string): string => element('text', text)
interface Shown {
  images: string
  files: string
}

const html = (text: string, { images, files }: Shown = { images: '', files: '' }): string =>
  element('text', writeHtml(text) + images) + files

type PicturesOf = (place: PicturePlace) => Shown

/** In Moodle's way: the text names files that stand beside it. */
const picturesOf =
  ({ pictures = [] }: FileQuestion): PicturesOf =>
  (place) => {
    const own = pictures.filter((one) => one.place === place)
    const files = new Map(own.map((one) => [pictureFileName(one), one.bytes]))
    return {
      images: own.map((one) => writeImage(`@@PLUGINFILE@@/${pictureFileName(one)}`, one)).join(''),
      files: [...files]
        .map(([name, bytes]) => `<file name="${name}" path="/" encoding="base64">${bytes.toString('base64')}</file>`)
        .join(''),
    }
  }

const answer = ({ text, percent, feedback }: FileOption, pictures: PicturesOf, at: number): string =>
  `<answer fraction="${percent}" format="html">${html(text, pictures(`option-${at + 1}`))}<feedback format="html">${html(feedback, pictures(`feedback-${at + 1}`))}</feedback></answer>`

function answersOf(
  { type, options, answers, tolerance, others, rubric }: FileQuestion,
  pictures: PicturesOf,
): string[] {
  switch (type) {
    case 'single':
    case 'multiple':
      return [
        element('single', String(type === 'single')),
        '<shuffleanswers>true</shuffleanswers>',
        ...options.map((one, at) => answer(one, pictures, at)),
      ]
    case 'true-false':
      return options.map((one, at) => answer({ ...one, text: one.text.toLowerCase() }, pictures, at))
    case 'short':
      return [
        '<usecase>0</usecase>',
        ...answers.map((one) => `<answer fraction="100" format="moodle_auto_format">${plain(String(one))}</answer>`),
      ]
    case 'numeric':
      return [
        `<answer fraction="100">${plain(String(answers[0]))}${element('tolerance', String(tolerance ?? 0))}</answer>`,
      ]
    case 'matching':
      return [
        '<shuffleanswers>true</shuffleanswers>',
        ...(answers as { prompt: string; answer: string }[]).map((pair) => subquestion(pair.prompt, pair.answer)),
        // Moodle's own way to say an answer that belongs to none.
        ...(others ?? []).map((other) => subquestion('', other)),
      ]
    case 'ordering':
      return [
        '<layouttype>VERTICAL</layouttype>',
        ...answers.map((one, index) => `<answer fraction="${index + 1}" format="html">${html(String(one))}</answer>`),
      ]
    case 'text':
      return [
        '<responseformat>editor</responseformat>',
        `<graderinfo format="html">${html(writeRubric(rubric ?? []))}</graderinfo>`,
      ]
    case 'gaps':
    case 'description':
      return []
  }
}

const subquestion = (prompt: string, answer: string): string =>
  `<subquestion format="html">${html(prompt)}<answer>${plain(answer)}</answer></subquestion>`

/** Each gap as {1:SHORTANSWER:=999~=112} or {1:MULTICHOICE:=101~999}, in the sentence. */
function clozeHtml({ text, answers, choices }: FileQuestion): string {
  let gap = 0
  const sign = (one: string) => writeHtml(one).replace(/[\\}~#"/]/g, '\\$&')
  return writeHtml(text).replace(/_{5}/g, (blank) => {
    const right = answers[gap] as string[] | undefined
    const offered = choices?.[gap]
    gap++
    if (right === undefined) return blank
    if (!offered) return `{1:SHORTANSWER:${right.map((one) => `=${sign(one)}`).join('~')}}`
    return `{1:MULTICHOICE:${offered.map((one) => `${right.includes(one) ? '=' : ''}${sign(one)}`).join('~')}}`
  })
}
