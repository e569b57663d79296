/** Text out of HTML as a person would read it: tags, scripts and styles are gone, paragraphs and items are lines. */
import sanitizeHtml from 'sanitize-html'

const plainEntities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/** Blank lines and spaces at the ends of lines mean nothing in a question. */
export const tidyLines = (text: string): string =>
  text
    .replaceAll('\u00a0', ' ')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line, index, lines) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .join('\n')
    .trim()

export function plainText(html: string): string {
  const spaced = html
    .replace(/[\r\n]+/g, ' ')
    .replace(/<br\s*\/?>|<\/(p|div|h[1-6]|tr|ul|ol|pre|blockquote)>/gi, '$&\n')
    .replace(/<li\b[^>]*>/gi, '\n- $&')
  const bare = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} })
  return tidyLines(bare.replace(/&(lt|gt|quot|amp);/g, (entity) => plainEntities[entity]!)).replace(/\n+- /g, '\n- ')
}

export const looksLikeHtml = (text: string): boolean => /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>/i.test(text)

/** Text that may be HTML or not, as exports often leave open. */
export const anyText = (text: string): string => (looksLikeHtml(text) ? plainText(text) : tidyLines(text))

/** How many pictures, films and sounds a text has: they do not come along, and that must be said. */
export const countMedia = (html: string): number =>
  html.match(/<(img|video|audio|object|iframe|embed)\b/gi)?.length ?? 0

/** Plain text as HTML that reads the same. */
export const writeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
