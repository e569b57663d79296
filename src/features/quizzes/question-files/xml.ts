/** The XML of questions as a tree, under the names of QTI 2 also where QTI 3 has its own spelling. */
import type { XmlElement } from '../../../lib/xml.ts'
import { readXml, XmlError } from '../../../lib/xml.ts'
import { writeImage } from './html.ts'
import { UnreadableError } from './shape.ts'

import { textOf } from '../../../lib/xml.ts'

export { child, descendants, elements, textOf } from '../../../lib/xml.ts'

export type Element = XmlElement

/** The root element. Throws UnreadableError where the text cannot be read. */
export function parseXml(text: string): Element {
  try {
    return renamed(readXml(text))
  } catch (error) {
    if (error instanceof XmlError) throw new UnreadableError(error.message, { cause: error.cause ?? error })
    throw error
  }
}

const renamed = ({ name, attributes, children }: Element): Element => ({
  name: camel(name),
  attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [camel(key), value])),
  children: children.map((one) => (typeof one === 'string' ? one : renamed(one))),
})

/** QTI 3 is QTI 2 with other spelling: `qti-simple-choice` and `response-identifier` for simpleChoice, responseIdentifier. */
const camel = (name: string): string =>
  name.replace(/^qti-/, '').replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The content as HTML again, for the reader of HTML; `replace` may give other text for an element, such as a gap. */
export function innerHtml(of: Element, replace: (element: Element) => string | null = () => null): string {
  return of.children
    .map((one) => {
      if (typeof one === 'string') return one.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      return replace(one) ?? pictureHtml(one) ?? `<${one.name}>${innerHtml(one, replace)}</${one.name}>`
    })
    .join('')
}

/** A picture keeps what it needs; an object that is a picture says what it shows between its tags. */
function pictureHtml(one: Element): string | null {
  const { src = '', alt = '', data = '', type = '', role = '' } = one.attributes
  const isDecorative = role === 'presentation' || role === 'none' || one.attributes.ariaHidden === 'true'
  if (one.name === 'img') return writeImage(quoted(src), { alt, is_decorative: isDecorative })
  if (one.name !== 'object' || !(/^image\//i.test(type) || isPictureName(data))) return null
  return writeImage(quoted(data), { alt: textOf(one).trim() || alt, is_decorative: isDecorative })
}

const isPictureName = (path: string): boolean => /\.(png|jpe?g|gif|webp|svg)$/i.test(path)
const quoted = (src: string): string => src.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
