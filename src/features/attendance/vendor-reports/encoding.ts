/** The text of a report and how its letters were written; what is no text is refused with a sentence. */
import { decodeText, looksBinary } from '../../../lib/csv.ts'
import { expected } from './report.ts'

export interface Decoded {
  text: string
  encoding: string
  /** A code page is a guess, which somebody must look at before anything is kept. */
  is_guess: boolean
  warnings: string[]
}

/** The code pages that a person may choose from, with the languages they are for. */
export const codePages: Record<string, string> = {
  'windows-1252': 'Western European',
  'windows-1250': 'Central European, such as Polish and Czech',
  'windows-1251': 'Cyrillic',
  'windows-1253': 'Greek',
  'windows-1254': 'Turkish',
  'windows-1257': 'Baltic',
}

/** The code page that the language of the headings asks for, where it is not the Western one. */
const pageOfLocale: Record<string, string> = {
  pl: 'windows-1250',
  cs: 'windows-1250',
  hu: 'windows-1250',
  tr: 'windows-1254',
}

const starts: [string, string][] = [
  ['%PDF-', 'a PDF'],
  ['PK\x03\x04', 'an archive'],
  ['\xd0\xcf\x11\xe0', 'an old .xls workbook, or one with a password'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\x1f\x8b', 'an archive'],
]

export function decodeReport(
  bytes: Buffer,
  chosen: string | null = null,
  locale: string | null = null,
): Decoded | string {
  if (bytes.length === 0) return `The file is empty; ${expected}.`
  const kind = starts.find(([start]) => bytes.toString('latin1', 0, 8).startsWith(start))?.[1]
  if (kind) return `The file is ${kind}; ${expected}.`
  const decoded = decodeBytes(bytes, chosen, locale)
  const text = decoded.text.replace(/^\ufeff/, '').replace(/\ufffd$/, '')
  if (text.includes('\0') || looksBinary(bytes)) return `The file is not a text; ${expected}.`
  if (text.trim() === '') return `The file is empty; ${expected}.`
  if (/^\s*(<!doctype html|<html|<\?xml|<table)/i.test(text)) return `The file is a web page; ${expected}.`
  return { ...decoded, text }
}

function decodeBytes(bytes: Buffer, chosen: string | null, locale: string | null): Decoded {
  if (chosen && chosen in codePages) return asCodePage(bytes, chosen)
  const plain = decodeText(bytes)
  if (plain.encoding !== 'windows-1252') return { ...plain, is_guess: false, warnings: [] }
  if (isDamagedUtf8(bytes))
    return {
      text: new TextDecoder('utf-8').decode(bytes),
      encoding: 'utf-8',
      is_guess: false,
      warnings: ['Some letters of this file are damaged and show as �.'],
    }
  return asCodePage(bytes, pageOfLocale[locale ?? ''] ?? likeliestPage(bytes))
}

function asCodePage(bytes: Buffer, encoding: string): Decoded {
  const text = new TextDecoder(encoding).decode(bytes)
  const words = [...new Set(text.match(/[^\s,;|"]*[^\s\p{ASCII}][^\s,;|"]*/gu))].slice(0, 3)
  const examples = words.map((word) => `“${word.slice(0, 40)}”`).join(', ')
  const warning = `The file does not say how its letters are written. It was read as ${encoding} (${codePages[encoding]}): ${examples}. Check the names.`
  return { text, encoding, is_guess: true, warnings: [warning] }
}

/** UTF-8 in which a few bytes were lost is still UTF-8. */
function isDamagedUtf8(bytes: Buffer): boolean {
  const latin = bytes.toString('latin1')
  const sequences = latin.match(/[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g) ?? []
  const high = latin.match(/[\x80-\xff]/g)?.length ?? 0
  const inSequences = sequences.reduce((sum, sequence) => sum + sequence.length, 0)
  return sequences.length > 0 && inSequences >= (high - inSequences) * 4
}

/** The page under which the words look most like words; the Western one when none looks better. */
function likeliestPage(bytes: Buffer): string {
  let best = 'windows-1252'
  let least = Infinity
  for (const page of Object.keys(codePages)) {
    const strangeness = strangenessOf(new TextDecoder(page).decode(bytes.subarray(0, 200_000)))
    if (strangeness < least) [best, least] = [page, strangeness]
  }
  return best
}

/** Signs within words, words of accented letters only, scripts mixed within a word: what a wrong page makes of names. */
function strangenessOf(text: string): number {
  let sum = 0
  for (const [word] of text.matchAll(/[^\s,;|"\t]*[^\s\p{ASCII}][^\s,;|"\t]*/gu)) {
    sum += (word.match(/[\u0080-\u009f\ufffd]/g)?.length ?? 0) * 10
    sum +=
      (word.match(/(?<=\p{L})[^\p{L}\p{M}\p{ASCII}’‘–—…·]|[^\p{L}\p{M}\p{ASCII}’‘“”–—…«»„]\p{L}/gu)?.length ?? 0) * 3
    const letters = word.match(/\p{L}/gu) ?? []
    const ascii = letters.filter((letter) => letter < '\u0080').length
    const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length
    if (latin > 0 && latin < letters.length) sum += 8
    if (latin === letters.length && letters.length > 2 && ascii < letters.length / 3) sum += 6
    // McDonald and DeVito change their minds once, in plain letters.
    sum +=
      (word.match(/\p{Ll}[^\p{Ll}\p{ASCII}]|[^\P{L}\p{ASCII}]\p{Lu}/gu)?.filter((pair) => /\p{Ll}\p{Lu}/u.test(pair))
        .length ?? 0) * 4
  }
  return sum
}
