/** Pictures written into a file as base64, taken out before anything parses it: they are most of its bytes. Pure. */

// A data: URI, in which GIFT puts a backslash before colons and equals signs, or an element of Moodle's XML or QTI 1.2.
const head =
  /data\\?:\s{0,2}image\/[\w.+-]{1,40}(?:;[\w.+=-]{1,60}){0,3};base64,|<(?:file|matimage)\b[^<>]{0,500}["']base64["'][^<>]{0,500}>\s{0,9}(?:<!\[CDATA\[)?\s{0,9}/gi
/** Of one file of text; more are none. */
const mostUris = 5000
const body = /[A-Za-z0-9+/_=\\%-]*/y
const lineBreak = /\r?\n[ \t]*(?=[A-Za-z0-9+/=])/y

/** Where the base64 that begins here ends. Step by step, because it may have millions of letters. */
function endOfBase64(text: string, from: number): number {
  let at = from
  for (;;) {
    body.lastIndex = at
    body.test(text)
    at = body.lastIndex
    lineBreak.lastIndex = at
    if (!lineBreak.test(text)) return text[at - 1] === '\\' ? at - 1 : at
    at = lineBreak.lastIndex
  }
}

export interface WithoutDataUris {
  text: string
  /** The base64 of each, by its name; undefined for any other source. */
  find: (src: string) => string | undefined
  /** As it was written, where it was no picture after all. */
  restore: (text: string) => string
}

/** `from`: how many were taken out of other files before. */
export function withoutDataUris(text: string, from = 0): WithoutDataUris & { count: number } {
  const written: string[] = []
  const encoded: string[] = []
  const pieces: string[] = []
  let done = 0
  if (text.includes('base64,'))
    for (const found of text.matchAll(head)) {
      if (found.index < done) continue
      if (encoded.length >= mostUris) break
      const start = found.index + found[0].length
      const end = endOfBase64(text, start)
      // Of an element the base64 alone is taken, of an address all of it.
      const begin = found[0].startsWith('<') ? start : found.index
      encoded.push(text.slice(start, end))
      pieces.push(text.slice(done, begin), `data-uri-${from + written.push(text.slice(begin, end)) - 1}`)
      done = end
    }
  const at = (index: string | undefined): number => (index === undefined ? -1 : Number(index) - from)
  return {
    text: done === 0 ? text : pieces.join('') + text.slice(done),
    count: written.length,
    find: (src) => encoded[at(/^data-uri-(\d{1,6})$/.exec(src.trim())?.[1])],
    restore: (one) =>
      written.length === 0 || !one.includes('data-uri-')
        ? one
        : one.replace(/\bdata-uri-(\d{1,6})\b/g, (whole, index: string) => written[at(index)] ?? whole),
  }
}

/** What is no base64 gives few bytes or none, which are no picture then. */
export function decodeBase64(base64: string, mostBytes: number): Buffer | 'too-large' {
  if (base64.length > mostBytes * 1.5 + 1000) return 'too-large'
  const plain = base64
    .replace(/\\/g, '')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  const bytes = Buffer.from(plain, 'base64')
  return bytes.length > mostBytes ? 'too-large' : bytes
}
