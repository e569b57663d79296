/** When two spellings may be one person, and when a spelling has lost letters on its way: pure. */
import { foldForSearch, nearlySame } from '../../../lib/text.ts'

/** A letter that some program could not write: a question mark, the replacement character, UTF-8 read as windows-1252. */
export function hasLostLetters(name: string): boolean {
  return /[?\ufffd]|[ÃÂÅÄ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€/.test(name)
}

/**
 * Whether one address may well be one person's under both names: the same but for a slip, an initial or a short form of
 * the first name before the same surname, or the same but for lost letters.
 */
export function mayBeOnePerson(a: string, b: string): boolean {
  return nearlySame(a, b) || sameSurname(a, b) || sameButForLostLetters(a, b) || sameButForLostLetters(b, a)
}

/** The name as a list in capitals gives it, so that it does not overwrite a better spelling. */
export function isShouted(name: string): boolean {
  return name === name.toUpperCase() || name === name.toLowerCase()
}

/** An initial or a short form of the first name before the same surname: `R Smith` for `Robert Smith`. */
export function isShorterForm(name: string, of: string): boolean {
  return sameSurname(name, of) && words(name)[0]!.length < words(of)[0]!.length
}

/** `O’Brien-Żak, Siân` as `Siân O’Brien-Żak`; letters after a name (`Jones, MBE`) are no first name. */
export function unturned(name: string): string {
  const found = /^([^,]+),\s*([^,]+)$/.exec(name)
  if (!found) return name
  const [, last = '', first = ''] = found
  return /^(jr|sr|i{2,3}|iv|mbe|obe|cbe|kc|qc|phd|ba|bsc|ma|msc)\.?$/i.test(first) ? name : `${first} ${last.trim()}`
}

function sameSurname(a: string, b: string): boolean {
  const [left, right] = [words(a), words(b)]
  if (left.length < 2 || right.length < 2 || left.at(-1) !== right.at(-1)) return false
  const [short = '', long = ''] = [left[0]!, right[0]!].toSorted((one, other) => one.length - other.length)
  return long.startsWith(short)
}

function sameButForLostLetters(damaged: string, whole: string): boolean {
  if (!/[?\ufffd]/.test(damaged) || damaged.length > 200) return false
  const parts = foldForSearch(damaged)
    .split(/[?\ufffd]+/)
    .map((part) => part.replace(/[^\p{L}\p{N}\p{M}]/gu, ''))
  return parts.some((part) => part !== '') && fitsWithGaps(parts, words(whole).join(''))
}

/**
 * Whether the parts make up the text, up to three letters lost between each two. All places where a part may end are
 * followed at once: as a pattern, a name of thirty question marks from a hostile list would hold the process for hours.
 */
function fitsWithGaps([first = '', ...rest]: string[], text: string): boolean {
  let ends = new Set(text.startsWith(first) ? [first.length] : [])
  for (const part of rest) {
    const starts = [...ends].flatMap((end) => [end, end + 1, end + 2, end + 3]).filter((at) => at <= text.length)
    ends = new Set(starts.filter((at) => text.startsWith(part, at)).map((at) => at + part.length))
  }
  return ends.has(text.length)
}

function words(name: string): string[] {
  return foldForSearch(name)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
}
