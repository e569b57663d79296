/** IMS QTI 2.1, 2.2 and 3.0 items: one question an item, by its one interaction, or several gaps in one text. */
import { plainText } from './html.ts'
import { readRubric } from './rubric.ts'
import type { FileOption, FilePair, FileQuestion } from './shape.ts'
import { question, UnreadableError } from './shape.ts'
import type { Element } from './xml.ts'
import { child, descendants, elements, innerHtml, textOf } from './xml.ts'

const interactions = [
  'choiceInteraction',
  'orderInteraction',
  'matchInteraction',
  'associateInteraction',
  'textEntryInteraction',
  'inlineChoiceInteraction',
  'gapMatchInteraction',
  'extendedTextInteraction',
  'hottextInteraction',
  'hotspotInteraction',
  'graphicOrderInteraction',
  'graphicAssociateInteraction',
  'graphicGapMatchInteraction',
  'selectPointInteraction',
  'positionObjectInteraction',
  'sliderInteraction',
  'drawingInteraction',
  'uploadInteraction',
  'mediaInteraction',
  'customInteraction',
  'portableCustomInteraction',
]
const inText = ['textEntryInteraction', 'inlineChoiceInteraction']

/** Which QTI an item says it is, by its namespace; the spelling tells 3 from 2. */
export function qtiVersion(xml: string): string {
  if (/<(\w+:)?qti-assessment-item|imsqtiasi_v3p0/.test(xml)) return 'qti-3.0'
  return /imsqti_v2p2/.test(xml) ? 'qti-2.2' : 'qti-2.1'
}

export const itemWhere = (item: Element, file: string | null): string =>
  [file, `item ${item.attributes.identifier ?? item.attributes.ident ?? 'without identifier'}`]
    .filter(Boolean)
    .join(', ')

export function readItem(item: Element): FileQuestion {
  const body = child(item, 'itemBody')
  if (!body) throw new UnreadableError('It has no body.')
  const found = descendants(body, ...interactions)
  const title = item.attributes.title?.trim() || null
  const explanation = descendants(item, 'modalFeedback').length === 1 ? feedbackOf(item, null) : ''
  const common = { title, explanation }
  if (found.length === 0)
    return question({ ...common, type: 'description', text: plainText(innerHtml(body)), points: 0 })
  if (found.every((one) => inText.includes(one.name)))
    return { ...question(readGaps(item, body, found)), ...common, points: pointsOf(item) }
  if (found.length > 1) throw new UnreadableError('It asks several things at once; make a question of each.')
  const read = readInteraction(item, found[0]!)
  const isLeftOut = (one: Element) => one === found[0] || isForMarkers(one)
  const text = [plainText(innerHtml(body, (one) => (isLeftOut(one) ? '' : null))), prompt(found[0]!)]
  return question({ ...common, points: pointsOf(item), ...read, text: read.text ?? text.filter(Boolean).join('\n') })
}

/** What only those who mark, teach or write are to read. */
const isForMarkers = ({ name, attributes }: Element): boolean =>
  name === 'rubricBlock' && attributes.view !== undefined && !/\bcandidate\b/.test(attributes.view)

const prompt = (interaction: Element): string => {
  const found = child(interaction, 'prompt')
  return found ? plainText(innerHtml(found)) : ''
}

const declarationOf = (item: Element, interaction: Element): Element | undefined =>
  elements(item).find(
    (one) =>
      one.name === 'responseDeclaration' && one.attributes.identifier === interaction.attributes.responseIdentifier,
  )

const correct = (declaration: Element | undefined): string[] => {
  const found = child(declaration, 'correctResponse')
  return found ? descendants(found, 'value').map((value) => textOf(value).trim()) : []
}

/** Key -> what it is worth in percent of the whole, from a mapping. */
function mapped(declaration: Element | undefined): Map<string, number> {
  const mapping = child(declaration, 'mapping')
  if (!mapping) return new Map()
  const entries = elements(mapping).filter((one) => one.name === 'mapEntry')
  const values = entries.map((entry) => [entry.attributes.mapKey ?? '', Number(entry.attributes.mappedValue)] as const)
  const isMultiple = declaration!.attributes.cardinality === 'multiple'
  const positive = values.map(([, value]) => value).filter((value) => value > 0)
  const whole = isMultiple ? positive.reduce((sum, value) => sum + value, 0) : Math.max(0, ...positive)
  return new Map(
    whole > 0 ? values.map(([key, value]) => [key, Math.round((value / whole) * 10_000_000) / 100_000]) : [],
  )
}

/** The highest score an item can have, where it says so. */
function pointsOf(item: Element): number {
  const outcome = elements(item).find(
    (one) => one.name === 'outcomeDeclaration' && /^(MAXSCORE|SCORE)$/i.test(one.attributes.identifier ?? ''),
  )
  const named = elements(item)
    .filter((one) => one.name === 'outcomeDeclaration' && /^MAXSCORE$/i.test(one.attributes.identifier ?? ''))
    .map((one) => Number(textOf(descendants(one, 'value')[0])))
    .find((value) => value > 0)
  const limit = Number(outcome?.attributes.normalMaximum)
  return named ?? (limit > 0 ? limit : 1)
}

function feedbackOf(item: Element, identifier: string | null): string {
  const found = elements(item).find(
    (one) => one.name === 'modalFeedback' && (identifier === null || one.attributes.identifier === identifier),
  )
  return found ? plainText(innerHtml(found)) : ''
}

/** The words of a choice without the feedback that stands inside it. */
const words = (choice: Element): string =>
  plainText(innerHtml(choice, (one) => (one.name === 'feedbackInline' || one.name === 'feedbackBlock' ? '' : null)))

const inlineFeedback = (choice: Element): string =>
  descendants(choice, 'feedbackInline', 'feedbackBlock')
    .map((one) => plainText(innerHtml(one)))
    .join('\n')

type Read = Pick<FileQuestion, 'type'> & Partial<FileQuestion>

function readInteraction(item: Element, interaction: Element): Read {
  const declaration = declarationOf(item, interaction)
  switch (interaction.name) {
    case 'choiceInteraction':
      return readChoice(item, interaction, declaration)
    case 'orderInteraction': {
      const choices = byIdentifier(descendants(interaction, 'simpleChoice'))
      return { type: 'ordering', answers: correct(declaration).map((id) => named(choices, id)) }
    }
    case 'matchInteraction':
    case 'associateInteraction': {
      const choices = byIdentifier(descendants(interaction, 'simpleAssociableChoice'))
      return { type: 'matching', answers: pairsOf(declaration, (id) => named(choices, id)) }
    }
    case 'extendedTextInteraction': {
      const forMarkers = descendants(item, 'rubricBlock').filter(isForMarkers)
      const rubric = readRubric(forMarkers.map((block) => plainText(innerHtml(block))).join('\n'), pointsOf(item))
      return { type: 'text', ...(rubric ? { rubric } : {}) }
    }
    case 'gapMatchInteraction':
      return readGapMatch(interaction, declaration)
    default:
      throw new UnreadableError(`Questions of the kind “${interaction.name}” cannot be read.`)
  }
}

const byIdentifier = (choices: Element[]): Map<string, string> =>
  new Map(choices.map((choice) => [choice.attributes.identifier ?? '', words(choice)]))

function named(choices: Map<string, string>, identifier: string): string {
  const found = choices.get(identifier)
  if (found === undefined)
    throw new UnreadableError(`Its right answer names “${identifier}”, which is not among the choices.`)
  return found
}

const pairsOf = (declaration: Element | undefined, name: (id: string) => string): FilePair[] => {
  const pairs = correct(declaration)
  return (
    pairs.length > 0 ? pairs : [...mapped(declaration)].filter(([, percent]) => percent > 0).map(([key]) => key)
  ).map((pair) => {
    const [prompt = '', answer = ''] = pair.split(/\s+/)
    return { prompt: name(prompt), answer: name(answer) }
  })
}

function readChoice(item: Element, interaction: Element, declaration: Element | undefined): Read {
  const right = correct(declaration)
  const worth = mapped(declaration)
  const isMultiple =
    declaration?.attributes.cardinality === 'multiple' || Number(interaction.attributes.maxChoices ?? 1) !== 1
  const options = descendants(interaction, 'simpleChoice').map((choice): FileOption => {
    const id = choice.attributes.identifier ?? ''
    return {
      text: words(choice),
      percent: worth.get(id) ?? (right.includes(id) ? share(isMultiple ? right.length : 1) : 0),
      feedback: inlineFeedback(choice) || feedbackOf(item, id),
    }
  })
  const isTrueFalse =
    !isMultiple &&
    options
      .map((option) => option.text.toLowerCase())
      .toSorted()
      .join() === 'false,true'
  return { type: isTrueFalse ? 'true-false' : isMultiple ? 'multiple' : 'single', options }
}

const share = (count: number): number => Math.round(10_000_000 / count) / 100_000

/** Each entry in the text is a gap; a text with one gap at its end is a short or a numeric answer. */
function readGaps(item: Element, body: Element, found: Element[]): Read & { text: string } {
  const text = plainText(innerHtml(body, (one) => (found.includes(one) ? '_____' : null)))
  const gaps = found.map((one) => spellings(item, one))
  const [first] = found
  if (found.length > 1 || first!.name === 'inlineChoiceInteraction')
    return { type: 'gaps', text, answers: gaps.map((gap) => gap.map(({ text }) => text)) }
  const declaration = declarationOf(item, first!)
  const asked = text.replace(/\s*_____\s*$/, '').trim() || text
  const whole = gaps[0]!.filter((one) => one.percent === 100).map((one) => one.text)
  if (!/^(float|integer)$/.test(declaration?.attributes.baseType ?? ''))
    return { type: 'short', text: asked, options: gaps[0]!, answers: whole }
  const numbers = whole.map(Number)
  if (numbers.some((one) => !Number.isFinite(one))) throw new UnreadableError('Its right answer is not a number.')
  const equal = descendants(item, 'equal').find((one) => one.attributes.toleranceMode === 'absolute')
  const tolerance = Number((equal?.attributes.tolerance ?? '0').split(/\s+/)[0])
  return {
    type: 'numeric',
    text: asked,
    options: gaps[0]!,
    answers: numbers,
    tolerance: Number.isFinite(tolerance) ? tolerance : 0,
  }
}

function spellings(item: Element, interaction: Element): FileOption[] {
  const declaration = declarationOf(item, interaction)
  const choices = byIdentifier(descendants(interaction, 'inlineChoice'))
  const name = (key: string) => (interaction.name === 'inlineChoiceInteraction' ? named(choices, key) : key)
  const worth = mapped(declaration)
  const found = new Map(correct(declaration).map((key) => [name(key), 100]))
  for (const [key, percent] of worth) if (percent > 0 && !found.has(name(key))) found.set(name(key), percent)
  return [...found].map(([text, percent]) => ({ text, percent, feedback: '' }))
}

function readGapMatch(interaction: Element, declaration: Element | undefined): Read {
  const choices = byIdentifier(descendants(interaction, 'gapText'))
  const gaps = descendants(interaction, 'gap').map((gap) => gap.attributes.identifier ?? '')
  const pairs = correct(declaration).map((pair) => pair.split(/\s+/))
  const answers = gaps.map((gap) => pairs.filter(([, into]) => into === gap).map(([id = '']) => named(choices, id)))
  const html = innerHtml(interaction, (one) =>
    one.name === 'gap' ? '_____' : ['gapText', 'gapImg'].includes(one.name) ? '' : null,
  )
  return { type: 'gaps', text: plainText(html), answers }
}
