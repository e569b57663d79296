/** XML as a tree, read without entities or document types, which are how an XML file attacks its reader. */
import { XMLParser } from 'fast-xml-parser'
import { UnreadableError } from './shape.ts'

export interface Element {
  /** Without namespace prefix, in the camel case of QTI 2 also where QTI 3 writes `qti-choice-interaction`. */
  name: string
  attributes: Record<string, string>
  children: (Element | string)[]
}

const deepest = 200

/** The root element. Throws UnreadableError for a DOCTYPE, for what is not well formed, and for absurd nesting. */
export function parseXml(text: string): Element {
  const afterProlog = text.replace(/^\ufeff?(\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/, '')
  if (/^<!DOCTYPE/i.test(afterProlog))
    throw new UnreadableError(
      'It declares a document type (DOCTYPE), which we do not read for safety. Remove that line.',
    )
  let parsed: unknown
  try {
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      removeNSPrefix: true,
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
      processEntities: false,
      cdataPropName: '#cdata',
    })
    parsed = parser.parse(text, true)
  } catch (error) {
    const { line } = (error as { err?: { line?: number } }).err ?? {}
    throw new UnreadableError(`The XML is not well formed${line ? ` (line ${line})` : ''}.`, { cause: error })
  }
  const root = toChildren(parsed as RawNode[], 0).find((child) => typeof child !== 'string')
  if (root === undefined) throw new UnreadableError('There is no XML in it.')
  return root
}

type RawNode = Record<string, unknown> & { ':@'?: Record<string, string> }

function toChildren(nodes: RawNode[], depth: number): (Element | string)[] {
  if (depth > deepest) throw new UnreadableError('The XML is nested too deeply.')
  return nodes.flatMap((node): (Element | string)[] => {
    const name = Object.keys(node).find((key) => key !== ':@')
    if (name === undefined || name.startsWith('?') || name === '#comment') return []
    if (name === '#text') return [decodeEntities(String(node[name]))]
    if (name === '#cdata') return (node[name] as RawNode[]).map((inner) => String(inner['#text'] ?? ''))
    const attributes = Object.entries(node[':@'] ?? {}).map(([key, value]) => [camel(key), decodeEntities(value)])
    return [
      {
        name: camel(name),
        attributes: Object.fromEntries(attributes) as Record<string, string>,
        children: toChildren(node[name] as RawNode[], depth + 1),
      },
    ]
  })
}

/** QTI 3 is QTI 2 with other spelling: `qti-simple-choice` and `response-identifier` for simpleChoice, responseIdentifier. */
const camel = (name: string): string =>
  name.replace(/^qti-/, '').replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name as string] ?? (whole as string)
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

export const elements = (of: Element): Element[] => of.children.filter((child) => typeof child !== 'string')

export const child = (of: Element | undefined, name: string): Element | undefined =>
  of && elements(of).find((one) => one.name === name)

/** All below, in document order, the element itself left out. */
export function descendants(of: Element, ...names: string[]): Element[] {
  return elements(of).flatMap((one) => [...(names.includes(one.name) ? [one] : []), ...descendants(one, ...names)])
}

export const textOf = (of: Element | undefined): string =>
  of === undefined ? '' : of.children.map((one) => (typeof one === 'string' ? one : textOf(one))).join('')

/** The content as HTML again, for the reader of HTML; `replace` may give other text for an element, such as a gap. */
export function innerHtml(of: Element, replace: (element: Element) => string | null = () => null): string {
  return of.children
    .map((one) => {
      if (typeof one === 'string') return one.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      const other = replace(one)
      return other ?? `<${one.name}>${innerHtml(one, replace)}</${one.name}>`
    })
    .join('')
}
