/** XML as a tree, read without entities or document types, which are how an XML file attacks its reader. */
import { XMLParser } from 'fast-xml-parser'

export interface XmlElement {
  /** Without namespace prefix; so are the names of attributes. */
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
}

/** Its message says in plain English why the text was not read. */
export class XmlError extends Error {
  override name = 'XmlError'
}

const deepest = 200

/**
 * The first words behind byte order mark, blanks, instructions and comments. Each is passed by a search for its end: one
 * expression for it would run out of stack where it is megabytes long.
 */
function afterProlog(text: string): string {
  const visible = /\S/g
  for (;;) {
    const at = visible.exec(text)?.index ?? text.length
    const close = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined
    const end = close === undefined ? -1 : text.indexOf(close, at + (close === '?>' ? 2 : 4))
    if (end < 0) return text.slice(at, at + 20)
    visible.lastIndex = end + close!.length
  }
}

/** The root element. Throws XmlError for a DOCTYPE, for what is not well formed, and for absurd nesting. */
export function readXml(text: string): XmlElement {
  if (/^<!DOCTYPE/i.test(afterProlog(text)))
    throw new XmlError('It declares a document type (DOCTYPE), which we do not read for safety. Remove that line.')
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
    throw new XmlError(`The XML is not well formed${line ? ` (line ${line})` : ''}.`, { cause: error })
  }
  const root = toChildren(parsed as RawNode[], 0).find((child) => typeof child !== 'string')
  if (root === undefined) throw new XmlError('There is no XML in it.')
  return root
}

type RawNode = Record<string, unknown> & { ':@'?: Record<string, string> }

function toChildren(nodes: RawNode[], depth: number): (XmlElement | string)[] {
  if (depth > deepest) throw new XmlError('The XML is nested too deeply.')
  return nodes.flatMap((node): (XmlElement | string)[] => {
    const name = Object.keys(node).find((key) => key !== ':@')
    if (name === undefined || name.startsWith('?') || name === '#comment') return []
    if (name === '#text') return [decodeEntities(String(node[name]))]
    if (name === '#cdata') return (node[name] as RawNode[]).map((inner) => String(inner['#text'] ?? ''))
    const attributes = Object.entries(node[':@'] ?? {}).map(([key, value]) => [key, decodeEntities(value)])
    return [
      {
        name,
        attributes: Object.fromEntries(attributes) as Record<string, string>,
        children: toChildren(node[name] as RawNode[], depth + 1),
      },
    ]
  })
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name as string] ?? (whole as string)
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

export const elements = (of: XmlElement): XmlElement[] => of.children.filter((child) => typeof child !== 'string')

export const child = (of: XmlElement | undefined, name: string): XmlElement | undefined =>
  of && elements(of).find((one) => one.name === name)

/** All below, in document order, the element itself left out. */
export function descendants(of: XmlElement, ...names: string[]): XmlElement[] {
  return elements(of).flatMap((one) => [...(names.includes(one.name) ? [one] : []), ...descendants(one, ...names)])
}

export const textOf = (of: XmlElement | undefined): string =>
  of === undefined ? '' : of.children.map((one) => (typeof one === 'string' ? one : textOf(one))).join('')
