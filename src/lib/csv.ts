/** Files of separated values as people's programs write them, and as ours does. */

const byteOrderMark = '\ufeff'
const delimiters = [',', ';', '\t'] as const
// Zip (and .xlsx), PDF, PNG, JPEG, GIF, old Office files, gzip.
const binaryStarts = ['PK\x03\x04', '%PDF-', '\x89PNG', '\xff\xd8\xff', 'GIF8', '\xd0\xcf\x11\xe0', '\x1f\x8b']
type Delimiter = (typeof delimiters)[number]

/**
 * The text of a file, without its byte order mark. UTF-16 is known by its mark or by the NULs between Latin letters;
 * what is not valid UTF-8 is taken as windows-1252, which Excel still writes in Britain.
 */
export function decodeText(bytes: Buffer): {
  text: string
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
} {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : wideByNuls(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

/**
 * Whether the bytes are a program, picture, archive or other binary rather than text in any encoding we read. An .xlsx
 * is a zip, so it is binary here. A stray NUL or two in a text does not make it binary.
 */
export function looksBinary(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 8)
  if (binaryStarts.some((mark) => start.startsWith(mark))) return true
  const { text } = decodeText(bytes.subarray(0, 8192))
  // oxlint-disable-next-line no-control-regex
  const strange = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffe\uffff]/g)?.length ?? 0
  return strange > 2 && strange > text.length / 100
}

/**
 * The cells of a text, one array a record; blank lines stay as `['']`, so that records keep their numbers. The delimiter
 * is the one named by a first line `sep=;`, or else the one under which most records are of one width. Takes any line
 * end, quoted cells with delimiters, line ends and doubled quotes in them, and Excel's `="0123"`; spaces are kept. A
 * quote that is never closed is a character like any other: it must not swallow the rest of the file. Reading stops
 * after `atMost` records.
 */
export function parseCsv(text: string, atMost = Infinity): { delimiter: ',' | ';' | '\t'; rows: string[][] } {
  const whole = text.startsWith(byteOrderMark) ? text.slice(1) : text
  const named = /^sep=([,;\t])(?:\r\n|\r|\n|$)/i.exec(whole)
  if (named) {
    const delimiter = named[1] as Delimiter
    return { delimiter, rows: splitRecords(whole.slice(named[0].length), delimiter, atMost) }
  }
  const delimiter = sniff(whole)
  return { delimiter, rows: splitRecords(whole, delimiter, atMost) }
}

/**
 * RFC 4180: commas, CR LF after every record, quotes where needed, UTF-8 byte order mark only when asked for (Excel
 * needs it). A cell that a spreadsheet would run (it begins with = + - @, a tab or a line end) gets a leading
 * apostrophe. Null is an empty cell.
 */
export function formatCsv(rows: (string | null)[][], { bom = false }: { bom?: boolean } = {}): string {
  const records = rows.map((row) => {
    const record = row.map((cell) => formatCell(cell ?? '')).join(',')
    // An empty line would be read as no record at all.
    return `${record === '' ? '""' : record}\r\n`
  })
  return (bom ? byteOrderMark : '') + records.join('')
}

function formatCell(cell: string): string {
  // A negative number is a number, and runs nothing.
  const safe = /^[=+\-@\t\r\n]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell
  return /["\r\n,;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function wideByNuls(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096)
  const nuls = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) nuls[index % 2]!++
  const [even = 0, odd = 0] = nuls
  // Latin text has a NUL in nearly every pair; even a page of Chinese names has ASCII delimiters, addresses, line ends.
  const many = Math.max(1, sample.length / 10)
  if (odd >= many && even <= odd / 20) return 'utf-16le'
  if (even >= many && odd <= even / 20) return 'utf-16be'
  return null
}

/** The delimiter under which neighbouring records agree most in their width; a comma when none tells. */
function sniff(text: string): Delimiter {
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    let score = 0
    let before = 0
    for (const row of splitRecords(text, delimiter, 50)) {
      if (row.length === 1 && row[0] === '') continue
      // A lone row counts a little, so that a file of headings alone is split too.
      if (row.length > 1) score += row.length === before ? row.length : row.length / 8
      before = row.length
    }
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

/** The cells of a text under a delimiter that is known: one character, `|` as well; otherwise as `parseCsv` does it. */
export function splitRecords(text: string, delimiter: string, atMost = Infinity): string[][] {
  const rows: string[][] = []
  const endOfPlain = new RegExp(`[${delimiter}\\r\\n]`, 'g')
  let row: string[] = []
  let at = 0
  while (at < text.length && rows.length < atMost) {
    let cell = ''
    const closed = text[at] === '"' ? closingQuote(text, at) : -1
    if (closed !== -1) {
      cell = text.slice(at + 1, closed).replaceAll('""', '"')
      at = closed + 1
    }
    // What follows up to the delimiter: the whole of a plain cell, or stray text behind a closing quote.
    endOfPlain.lastIndex = at
    const end = endOfPlain.exec(text)?.index ?? text.length
    cell += text.slice(at, end)
    row.push(/^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : cell)
    at = end + 1
    if (text[end] === delimiter) {
      // A delimiter as the last character of the file opens one more, empty cell.
      if (at === text.length) row.push('')
      else continue
    } else if (text[end] === '\r' && text[at] === '\n') at++
    rows.push(row)
    row = []
  }
  return rows
}

/** Where the quote opened at `start` closes, doubled quotes skipped; -1 when it never does. */
function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start + 1)
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
