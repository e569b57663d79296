/** The one place where Markdown becomes HTML: markdown-it without HTML, then sanitize-html as a second wall. */
import { hash } from 'node:crypto'
import MarkdownIt from 'markdown-it'
import type { Token } from 'markdown-it'
import container from 'markdown-it-container'
import sanitizeHtml from 'sanitize-html'
import type { Directive } from './directives.ts'
import { directiveOf, directiveRule } from './directives.ts'

/** A piece of a text: prose as safe HTML, or a directive as it was written. */
export type Piece = { html: string } | { directive: Directive }

const kept = new Map<string, Piece[]>()
/** In characters: about a thousand pages of a course. */
const keptAtMost = 8_000_000
let keptNow = 0

const sizeOf = (pieces: Piece[]): number =>
  pieces.reduce((sum, piece) => sum + ('html' in piece ? piece.html : piece.directive.inner).length, 0)

/** The text in pieces, in its order. The same text gives the same HTML, so it is made once and kept by its hash. */
export function renderPieces(text: string): Piece[] {
  const key = hash('sha256', text, 'base64url')
  const known = kept.get(key)
  if (known !== undefined) {
    // Used last, dropped last: what authors preview never pushes out what learners read.
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  const pieces = piecesOf(text)
  kept.set(key, pieces)
  keptNow += sizeOf(pieces)
  for (const [oldest, dropped] of kept) {
    if (keptNow <= keptAtMost) break
    kept.delete(oldest)
    keptNow -= sizeOf(dropped)
  }
  return pieces
}

function piecesOf(text: string): Piece[] {
  const env = {}
  const pieces: Piece[] = []
  let prose: Token[] = []
  const flush = () => {
    if (prose.length === 0) return
    pieces.push({ html: sanitizeHtml(markdown.renderer.render(prose, markdown.options, env), allowed) })
    prose = []
  }
  for (const token of markdown.parse(text, env))
    if (token.type === 'directive') {
      flush()
      pieces.push({ directive: directiveOf(token) })
    } else prose.push(token)
  flush()
  return pieces
}

/** Safe HTML for `views/parts/_prose.ejs`; where no more than prose can be shown, a directive is the text that stands in it. */
export function renderMarkdown(text: string): string {
  return renderPieces(text)
    .map((piece) => ('html' in piece ? piece.html : renderMarkdown(piece.directive.inner)))
    .join('')
}

/** One line without blocks: the words of a choice or of an item in a list. */
export const renderLine = (text: string): string => sanitizeHtml(markdown.renderInline(text), allowed)

export interface ImageUse {
  src: string
  alt: string
  /** `![](/files/… "decorative")`: it says nothing that the text does not. */
  is_decorative: boolean
}

/** The images a text asks for, in its directives too, with the words given for those who cannot see them. */
export function listImages(text: string): ImageUse[] {
  const found: ImageUse[] = []
  for (const token of listInline(text))
    if (token.type === 'image')
      found.push({ src: attribute(token, 'src'), alt: altOf(token), is_decorative: isDecorative(token) })
    // An address that no link may have leaves the Markdown of the image as text.
    else if (token.type === 'text')
      for (const [, alt, src] of token.content.matchAll(/!\[([^[\]]*)\]\(([^()\s]*)/g))
        found.push({ src: src ?? '', alt: alt?.trim() ?? '', is_decorative: false })
  return found
}

/** The links a text has, in its directives too; one that may not stand as a link is told by `is_refused`. */
export function listLinks(text: string): { href: string; text: string; is_refused: boolean }[] {
  const found: { href: string; text: string; is_refused: boolean }[] = []
  let open: { href: string; text: string; is_refused: boolean } | null = null
  for (const token of listInline(text)) {
    if (token.type === 'link_open') open = { href: attribute(token, 'href'), text: '', is_refused: false }
    else if (token.type === 'link_close' && open) {
      found.push({ ...open, text: open.text.trim() })
      open = null
    } else if (open) open.text += token.content
    else if (token.type === 'text')
      for (const [, words, href] of token.content.matchAll(/(?<!!)\[([^[\]]*)\]\(([^()\s]*)/g))
        // A choice of a scenario may name its step in words: (#She goes).
        if (!href?.startsWith('#')) found.push({ href: href ?? '', text: words?.trim() ?? '', is_refused: true })
  }
  return found
}

/** Every word of the text as it is read, a sentence or a line each: for counting, not for showing. */
export function plainText(text: string): string {
  const lines: string[] = []
  for (const token of markdown.parse(text, {}))
    if (token.type === 'directive')
      lines.push(plainText(directiveOf(token).inner.replace(/^(source|captions):.*$/gim, '')))
    else if (token.type === 'inline') lines.push(wordsOf(token))
  return lines.filter(Boolean).join('\n')
}

/** The directives of a text, in its order. */
export const listDirectives = (text: string): Directive[] =>
  markdown.parse(text, {}).flatMap((token) => (token.type === 'directive' ? [directiveOf(token)] : []))

function listInline(text: string): Token[] {
  return markdown
    .parse(text, {})
    .flatMap((token) => (token.type === 'directive' ? listInline(directiveOf(token).inner) : (token.children ?? [])))
}

const isDecorative = (image: Token): boolean => attribute(image, 'title').trim().toLowerCase() === 'decorative'

/** The id of one of our own files, from the address of an image: `/files/<id>`. */
export function fileIdOf(src: string): string | null {
  return /^\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(src)?.[1] ?? null
}

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false })
directiveRule(markdown)
markdown.linkify.set({ fuzzyLink: false, fuzzyIP: false })
// Our own paths, places on the page, and four schemes; anything else stays the text that was typed.
markdown.validateLink = (url) => /^(https?:\/\/|mailto:|tel:|#|\/(?![/\\]))/i.test(url.trim())

const callouts: Record<string, string> = { note: '', warning: 'Important', law: 'The law' }
for (const [kind, title] of Object.entries(callouts))
  container(markdown, kind, {
    render: (tokens: Token[], index: number) => {
      const token = tokens[index]!
      if (token.nesting === -1) return '</div>\n'
      const words = token.info.trim().slice(kind.length).trim() || title
      const heading = words ? `<p class="app-callout__title">${markdown.utils.escapeHtml(words)}</p>\n` : ''
      return `<div class="app-callout app-callout--${kind}" role="note">\n${heading}`
    },
  })

const classes: Record<string, string> = {
  paragraph_open: 'govuk-body',
  bullet_list_open: 'govuk-list govuk-list--bullet',
  ordered_list_open: 'govuk-list govuk-list--number',
  table_open: 'govuk-table',
  thead_open: 'govuk-table__head',
  tbody_open: 'govuk-table__body',
  tr_open: 'govuk-table__row',
  th_open: 'govuk-table__header',
  td_open: 'govuk-table__cell',
  link_open: 'govuk-link',
}

markdown.core.ruler.push('house_style', (state) => {
  levelHeadings(state.tokens)
  labelTables(state.tokens)
  for (const token of state.tokens.flatMap((token) => [token, ...(token.children ?? [])])) {
    const own = classes[token.type]
    if (own) token.attrJoin('class', own)
    if (token.type === 'th_open') token.attrSet('scope', 'col')
    if (token.type === 'th_open' || token.type === 'td_open') alignByClass(token)
    if (token.type === 'link_open' && /^https?:/i.test(attribute(token, 'href'))) token.attrSet('rel', 'noopener')
  }
})

/** The page has its h1 already: the text's highest heading becomes h2, and no level is skipped on the way down. */
function levelHeadings(tokens: Token[]): void {
  const levels = tokens.filter((token) => token.type === 'heading_open').map((token) => Number(token.tag.slice(1)))
  const highest = Math.min(...levels)
  let previous = 1
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      previous = Math.min(Number(token.tag.slice(1)) - highest + 2, previous + 1, 4)
      token.attrJoin('class', previous === 2 ? 'govuk-heading-m' : 'govuk-heading-s')
      token.tag = `h${previous}`
    }
    if (token.type === 'heading_close') token.tag = `h${previous}`
  }
}

const tableLabels = new WeakMap<Token, string>()

/** A wide table scrolls in a region of its own, named after the heading above it; two under one heading are numbered. */
function labelTables(tokens: Token[]): void {
  const used = new Map<string, number>()
  let heading = ''
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') heading = wordsOf(tokens[index + 1]!)
    if (token.type !== 'table_open') return
    const label = heading ? `Table: ${heading}` : 'Table'
    const count = (used.get(label) ?? 0) + 1
    used.set(label, count)
    tableLabels.set(token, count === 1 ? label : `${label} (${count})`)
  })
}

function alignByClass(token: Token): void {
  const isRight = token.attrGet('style') === 'text-align:right'
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style')
  if (isRight)
    token.attrJoin('class', token.type === 'th_open' ? `${classes.th_open}--numeric` : `${classes.td_open}--numeric`)
}

function wordsOf(inline: Token): string {
  return (inline.children ?? [])
    .map((token) => (token.type === 'text' || token.type === 'code_inline' ? token.content : ' '))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

const rules = markdown.renderer.rules
rules.table_open = (tokens, index, options, _env, self) =>
  `<div class="app-table-wrap" role="region" aria-label="${markdown.utils.escapeHtml(tableLabels.get(tokens[index]!) ?? 'Table')}" tabindex="0">` +
  self.renderToken(tokens, index, options)
rules.table_close = (tokens, index, options, _env, self) => `${self.renderToken(tokens, index, options)}</div>\n`
rules.image = (tokens, index) => {
  const src = attribute(tokens[index]!, 'src')
  const alt = altOf(tokens[index]!)
  const { escapeHtml } = markdown.utils
  const hasWords = alt !== '' || isDecorative(tokens[index]!)
  if (fileIdOf(src) && hasWords) return `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}" loading="lazy">`
  // Publishing refuses both, so only authors ever read this.
  const why = hasWords ? 'it is not a file of this course' : 'it has no description between the square brackets'
  return `<strong>[An image is not shown here: ${why}]</strong>`
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '')
}

function altOf(image: Token): string {
  return markdown.renderer.renderInlineAsText(image.children ?? [], markdown.options, {}).trim()
}

const tableClasses = ['govuk-table', 'govuk-table__*']
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'br', 'div'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'img', 'strong', 'em', 's', 'code'],
  ],
  allowedAttributes: {
    a: ['href', 'rel'],
    div: ['role', 'tabindex', 'aria-label'],
    img: ['src', 'alt', 'loading'],
    ol: ['start'],
    th: ['scope'],
  },
  allowedClasses: {
    '*': [
      'govuk-body',
      'govuk-heading-*',
      'govuk-list',
      'govuk-list--*',
      'govuk-link',
      ...tableClasses,
      'app-callout*',
    ],
    div: ['app-table-wrap', 'app-callout*'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !fileIdOf(attribs.src ?? ''),
}
