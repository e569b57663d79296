/** Text out of HTML as a person would read it: tags, scripts and styles are gone, paragraphs and items are lines, pictures are marks. */
import sanitizeHtml from 'sanitize-html'
import { oneTooMany, writeMark } from './marks.ts'

// oxlint-disable-next-line no-control-regex
const unkept = /\u0000|\p{Surrogate}/gu

const plainEntities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/** Blank lines and spaces at the ends of lines mean nothing in a question; NUL and half a sign cannot be kept. */
export const tidyLines = (text: string): string =>
  text
    .replace(unkept, '')
    .replaceAll('\u00a0', ' ')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line, index, lines) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .join('\n')
    .trim()

/** Said in the ways of HTML; an empty alt alone is how editors write what nobody has thought of. */
const isDecorative = (attributes: Record<string, string>): boolean =>
  /^(presentation|none)$/.test(attributes.role ?? '') || attributes['aria-hidden'] === 'true'

const pictureMark = (attributes: Record<string, string>): string =>
  writeMark({
    kind: 'picture',
    src: attributes.src ?? '',
    alt: attributes.alt ?? '',
    is_decorative: isDecorative(attributes),
  })

const film = writeMark({ kind: 'film', src: '', alt: '', is_decorative: false })
const drawing = writeMark({ kind: 'picture', src: 'data:image/svg+xml', alt: '', is_decorative: false })

/** Those after so many in one text are not looked at. */
const mostImages = 200
const tooMany = writeMark({ kind: 'picture', src: oneTooMany, alt: '', is_decorative: false })

export function plainText(html: string): string {
  let images = 0
  const spaced = html
    .replace(/[\r\n]+/g, ' ')
    .replace(/<(video|audio|iframe|embed|object)\b/gi, `${film}$&`)
    .replace(/<svg\b/gi, `${drawing}$&`)
    .replace(/<img\b/gi, (tag) => (++images <= mostImages ? tag : images === mostImages + 1 ? `${tooMany}<i` : '<i'))
    .replace(/<br\s*\/?>|<\/(p|div|h[1-6]|tr|ul|ol|pre|blockquote)>/gi, '$&\n')
    .replace(/<li\b[^>]*>/gi, '\n- $&')
  const bare = sanitizeHtml(spaced, {
    allowedTags: ['img'],
    allowedAttributes: { img: ['src', 'alt', 'role', 'aria-hidden'] },
    allowedSchemes: ['http', 'https', 'data'],
  }).replace(/<img((?: [a-z-]+="[^"]*")*) \/>/g, (_, attributes: string) => pictureMark(attributesIn(attributes)))
  return tidyLines(withoutEntities(bare)).replace(/\n+- /g, '\n- ')
}

const withoutEntities = (text: string): string =>
  text.replace(/&(lt|gt|quot|amp);/g, (entity) => plainEntities[entity]!)

/** As the sanitiser writes them. */
const attributesIn = (written: string): Record<string, string> =>
  Object.fromEntries(
    [...written.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, withoutEntities(value!)]),
  )

export const looksLikeHtml = (text: string): boolean => /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>/i.test(text)

/** Text that may be HTML or not, as exports often leave open. */
export const anyText = (text: string): string => (looksLikeHtml(text) ? plainText(text) : tidyLines(text))

/** Markdown has a way of its own to show a picture. */
export const markdownText = (text: string): string =>
  anyText(
    text.replace(
      /!\[([^\]\n]{0,500})\]\(\s{0,3}<?([^\s()<>]{1,2000})>?(?:\s+"[^"\n]{0,500}")?\s{0,3}\)/g,
      (_, alt: string, src: string) => pictureMark({ src, alt }),
    ),
  )

/** Plain text as HTML that reads the same. */
export const writeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')

/** A picture as the formats that hold HTML show it. */
export const writeImage = (src: string, { alt, is_decorative }: { alt: string; is_decorative: boolean }): string =>
  `<img src="${src}" alt="${writeHtml(alt).replaceAll('"', '&quot;')}"${is_decorative ? ' role="presentation"' : ''}>`
