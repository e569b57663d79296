/** Text as people type it: cleaned before it is stored, folded before it is compared, cut before it is shown. */
import { oneEditApart } from './one-edit.ts'

export { emailDomain, isEmailAddress, isPublicMailDomain, likelyTypo, normaliseEmail } from './email.ts'

// Line ends in all their forms: CR LF, CR, vertical tab, form feed, NEL, line and paragraph separators.
const lineEnds = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
// Control characters but tab and newline; zero width space, word joiner, byte order mark; marks that turn the direction
// of what follows, with which a name could hide its true spelling. Joiners stay: some scripts need them.
// oxlint-disable-next-line no-control-regex
const unwanted = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g

// Below, a lookbehind before a run that must end a text lets it start once only: a megabyte of spaces stays cheap.

/** One line of text fit to store: NFC, no control characters, whitespace of any kind as single spaces, trimmed. */
export function clean(text: string): string {
  return cleanLines(text).replace(/\s+/g, ' ').trim()
}

/**
 * The same with its lines kept, each ending in \n: inner spaces are single, line ends bare, blank lines around it gone.
 * Spaces before a line stay, because Markdown lists and code are indented by them.
 */
export function cleanLines(text: string): string {
  return withoutLoneSurrogates(text)
    .normalize('NFC')
    .replace(lineEnds, '\n')
    .replace(unwanted, '')
    .replace(/(?<![^\S\n])[^\S\n]+$/gm, '')
    .replace(/(?<=\S)[^\S\n]+/g, ' ')
    .replace(/^\n+|(?<!\n)\n+$/g, '')
}

/** The text without any line end (each run of them a space), trimmed: fit for a mail header. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' ').trim()
}

/**
 * What two spellings of one name share: lower case, Latin accents gone, ł as l, ø as o, ß as ss, apostrophes and hyphens
 * dropped, single spaces. `Siân O'Brien-Żak` gives `sian obrienzak`. Other scripts keep their vowel signs.
 */
export function foldForSearch(text: string): string {
  return clean(text)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[łøßæœđðþıħŋŧ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/['’‘ʼʹ`´\p{Pd}\u2212\u00ad]/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}

// prettier-ignore
const plainLetters: Record<string, string> = {
  ł: 'l', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'n', ŧ: 't',
}

/**
 * Whether two names may be one person's: the same folded words in any order or run together, or one slip apart when
 * five letters or longer. Only ever to flag, never to merge.
 */
export function nearlySame(a: string, b: string): boolean {
  const [left, right] = [foldedWords(a), foldedWords(b)]
  if (left.length === 0 || right.length === 0) return false
  if (left.join('') === right.join('')) return true
  const [sortedLeft, sortedRight] = [left.toSorted().join(' '), right.toSorted().join(' ')]
  if (sortedLeft === sortedRight) return true
  const long = Math.min(sortedLeft.length, sortedRight.length) >= 5
  return long && (oneEditApart(left.join(' '), right.join(' ')) || oneEditApart(sortedLeft, sortedRight))
}

/**
 * A file name that Windows, macOS and a mail client take: no reserved characters or names, no dots or spaces at its
 * ends, at most 150 bytes with its extension kept; `file` when nothing is left.
 */
export function safeFileName(text: string): string {
  const name = trimmedName(clean(text).replace(/[<>:"/\\|?*]/g, '-'))
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
  let stem = ''
  for (const character of graphemes(name.slice(0, name.length - extension.length).slice(0, 150))) {
    if (Buffer.byteLength(stem + character + extension) > 150) break
    stem += character
  }
  const whole = trimmedName(trimmedName(stem) + extension)
  if (whole === '') return 'file'
  // Windows keeps these for devices, whatever follows the first dot.
  return /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i.test(whole) ? `_${whole}` : whole
}

/** At most `n` code points; a longer text is cut between whole characters and ends in `…`. */
export function truncate(text: string, n: number): string {
  if (codePoints(text) <= n) return text
  let kept = ''
  for (const character of graphemes(text.slice(0, n * 2))) {
    if (codePoints(kept + character) > n - 1) break
    kept += character
  }
  return n < 1 ? '' : `${kept.trimEnd()}…`
}

function foldedWords(text: string): string[] {
  return foldForSearch(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
}

function trimmedName(text: string): string {
  return text.replace(/^[\s.]+|(?<![\s.])[\s.]+$/g, '')
}

function codePoints(text: string): number {
  return Array.from(text).length
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), (part) => part.segment)
}

function withoutLoneSurrogates(text: string): string {
  return text.isWellFormed() ? text : text.replace(/\p{Surrogate}/gu, '')
}
