/** IMS QTI 1.2 as Canvas and Blackboard export it. */
import { anyText, writeImage } from './html.ts'
import type { FileOption, FileQuestion } from './shape.ts'
import { question, UnreadableError } from './shape.ts'
import type { Element } from './xml.ts'
import { child, descendants, elements, textOf } from './xml.ts'

export const items12 = (root: Element): Element[] => (root.name === 'item' ? [root] : descendants(root, 'item'))

export function readItem12(item: Element): FileQuestion {
  const kind = kindOf(item)
  const presentation = child(item, 'presentation')
  if (!presentation) throw new UnreadableError('It has no question in it (presentation).')
  const title = item.attributes.title?.trim() || null
  const points = Number(metadata(item, 'points_possible') || metadata(item, 'qmd_absolutescore_max'))
  const common = {
    title,
    points: points > 0 ? points : 1,
    text: questionText(presentation),
    explanation: feedback(item, /^general_fb$/),
  }
  return question({ ...common, ...readKind(item, presentation, kind) })
}

/** Canvas and Blackboard say it in metadata; elsewhere the presentation tells. */
function kindOf(item: Element): string {
  const said =
    metadata(item, 'question_type') ||
    metadata(item, 'bbmd_questiontype') ||
    textOf(descendants(item, 'bbmd_questiontype')[0]).trim()
  if (said)
    return said
      .toLowerCase()
      .replace(/_question$/, '')
      .replaceAll(' ', '_')
  const lid = descendants(item, 'response_lid', 'responseLid')
  if (lid.length > 1) return 'matching'
  if (lid.length === 1)
    return /multiple/i.test(lid[0]!.attributes.rcardinality ?? '') ? 'multiple_answers' : 'multiple_choice'
  if (descendants(item, 'response_num').length > 0) return 'numerical'
  if (descendants(item, 'response_str').length > 0) return rights(item).size > 0 ? 'short_answer' : 'essay'
  return 'text_only'
}

function metadata(item: Element, label: string): string {
  const field = descendants(item, 'qtimetadatafield').find((one) => textOf(child(one, 'fieldlabel')).trim() === label)
  return textOf(child(field, 'fieldentry')).trim()
}

/** The material that stands before anything can be chosen. */
function questionText(presentation: Element): string {
  const parts: Element[] = []
  const walk = (element: Element): void => {
    for (const one of elements(element)) {
      if (/^(response_|render_|responseLid)/.test(one.name)) continue
      if (materials.includes(one.name)) parts.push(one)
      else walk(one)
    }
  }
  walk(presentation)
  return parts.map(materialText).filter(Boolean).join('\n')
}

/** Pictures that stand in the file as base64, by the names that they have in the tree afterwards. */
export function takeEmbedded(root: Element, files: Map<string, string>): void {
  for (const one of descendants(root, 'matimage')) {
    if (one.attributes.embedded !== 'base64') continue
    const name = `embedded-${files.size}`
    files.set(name, textOf(one))
    one.attributes.uri = name
  }
}

const materials = ['mattext', 'matimage', 'matvideo', 'mataudio']

/** A picture lies in the package by its name. */
function materialText(one: Element): string {
  const { uri = '', label = '' } = one.attributes
  switch (one.name) {
    case 'matimage': {
      return anyText(writeImage(uri.replaceAll('"', ''), { alt: label, is_decorative: false }))
    }
    case 'matvideo':
    case 'mataudio':
      return anyText('<video></video>')
    default:
      return anyText(textOf(one))
  }
}

const words = (element: Element | undefined): string =>
  element === undefined
    ? ''
    : descendants(element, ...materials)
        .map(materialText)
        .join('\n')

function feedback(item: Element, ident: RegExp): string {
  const found = elements(item).find((one) => one.name === 'itemfeedback' && ident.test(one.attributes.ident ?? ''))
  return words(found)
}

interface Condition {
  respident: string
  value: string
  isNegated: boolean
  score: number
}

/** What each condition of the marking asks for, and the score it gives. */
function conditions(item: Element): Condition[] {
  return descendants(item, 'respcondition').flatMap((condition) => {
    const set = descendants(condition, 'setvar').find((one) => !/^(fail|incorrect)/i.test(one.attributes.varname ?? ''))
    const score = set ? Number(textOf(set)) || 0 : /correct|pass/i.test(condition.attributes.title ?? '') ? 100 : 0
    const negated = new Set(descendants(condition, 'not').flatMap((not) => descendants(not, 'varequal')))
    return descendants(condition, 'varequal').map((equal) => ({
      respident: equal.attributes.respident ?? '',
      value: textOf(equal).trim(),
      isNegated: negated.has(equal),
      score,
    }))
  })
}

/** The values that earn something; Blackboard gives its score as a percentage without a number, by the title. */
const rights = (item: Element): Map<string, number> =>
  new Map(
    conditions(item)
      .filter((one) => one.score > 0 && !one.isNegated)
      .map((one) => [one.value, one.score]),
  )

type Read = Pick<FileQuestion, 'type'> & Partial<FileQuestion>

function readKind(item: Element, presentation: Element, kind: string): Read {
  switch (kind) {
    case 'multiple_choice':
    case 'either/or':
      return { type: 'single', options: choices(item, presentation, false) }
    case 'multiple_answers':
    case 'multiple_answer':
      return { type: 'multiple', options: choices(item, presentation, true) }
    case 'true_false':
    case 'true/false':
      return { type: 'true-false', options: choices(item, presentation, false) }
    case 'short_answer':
    case 'fill_in_the_blank':
    case 'fill_in_the_blank_plus': {
      const answers = [...rights(item).keys()]
      return { type: 'short', answers, options: answers.map((text) => ({ text, percent: 100, feedback: '' })) }
    }
    case 'fill_in_multiple_blanks':
    case 'multiple_dropdowns':
      return gaps(item, presentation)
    case 'matching':
      return { type: 'matching', answers: pairs(item, presentation) }
    case 'ordering': {
      const labels = labelsOf(presentation)
      const order = conditions(item).filter((one) => one.score > 0)
      return { type: 'ordering', answers: order.map((one) => labels.get(one.value) ?? one.value) }
    }
    case 'numerical':
    case 'numeric':
      return numerical(item)
    case 'essay':
    case 'short_response':
      return { type: 'text' }
    case 'text_only':
      return { type: 'description', points: 0 }
    default:
      throw new UnreadableError(`Questions of the kind “${kind.replaceAll('_', ' ')}” cannot be read.`)
  }
}

const labelsOf = (within: Element): Map<string, string> =>
  new Map(
    descendants(within, 'response_label', 'responseLabel').map((label) => [label.attributes.ident ?? '', words(label)]),
  )

/** Of several to choose each right one is worth its share, and those that must be left are worth nothing. */
function choices(item: Element, presentation: Element, isMultiple: boolean): FileOption[] {
  const right = rights(item)
  const most = Math.max(...right.values(), 1)
  return [...labelsOf(presentation)].map(([ident, text]) => {
    const isRight = right.has(ident)
    const percent = isMultiple ? Math.round(10_000_000 / right.size) / 100_000 : ((right.get(ident) ?? 0) / most) * 100
    return {
      text: /^(true|false)$/i.test(text) ? text[0]!.toUpperCase() + text.slice(1).toLowerCase() : text,
      percent: isRight ? percent : 0,
      feedback: feedback(item, new RegExp(`^${ident.replaceAll(/[^\w-]/g, '.')}_fb$`)),
    }
  })
}

const asked = (presentation: Element): Element[] => descendants(presentation, 'response_lid', 'responseLid')

function pairs(item: Element, presentation: Element) {
  const right = conditions(item).filter((one) => !one.isNegated)
  return asked(presentation).map((one) => {
    const value = right.find((condition) => condition.respident === one.attributes.ident)?.value
    return { prompt: words(child(one, 'material')), answer: labelsOf(one).get(value ?? '') ?? '' }
  })
}

/** Canvas names each gap in the text as `[colour]`. */
function gaps(item: Element, presentation: Element): Read {
  const right = conditions(item).filter((one) => one.score > 0 && !one.isNegated)
  const answers = asked(presentation).map((one) =>
    right
      .filter((condition) => condition.respident === one.attributes.ident)
      .map((condition) => labelsOf(one).get(condition.value) ?? condition.value),
  )
  return { type: 'gaps', text: questionText(presentation).replace(/\[[\w -]+\]/g, '_____'), answers }
}

/** A number, or a range whose middle is the answer and half of which is the tolerance. */
function numerical(item: Element): Read {
  const bound = (...names: string[]) => Number(textOf(descendants(item, ...names)[0]) || Number.NaN)
  const [low, high] = [bound('vargte', 'vargt'), bound('varlte', 'varlt')]
  const exact = Number([...rights(item).keys()][0] ?? Number.NaN)
  if (Number.isFinite(low) && Number.isFinite(high)) {
    const middle = Number.isFinite(exact) ? exact : (low + high) / 2
    return { type: 'numeric', answers: [neat(middle)], tolerance: neat((high - low) / 2) }
  }
  if (!Number.isFinite(exact)) throw new UnreadableError('It does not say which number is right.')
  return { type: 'numeric', answers: [exact], tolerance: 0 }
}

const neat = (value: number): number => Number(value.toPrecision(10))
