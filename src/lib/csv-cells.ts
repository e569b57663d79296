/**
 * CSV to the cells of a sheet while it flows by, for exports too large to hold: bytes in, bytes out. No cell ever becomes
 * an object, so 100,000 rows take the memory and nearly the time of the CSV itself.
 */
export interface SheetColumn {
  heading: string
  /** A `date` is `2027-03-28` in the CSV and a day in the sheet. */
  kind: 'text' | 'date'
  /** In characters. */
  width: number
}

/** How a format writes rows and cells, in ASCII; `row` is the number of the row as text. */
export interface Dialect {
  rowOpens: (row: string) => string
  rowCloses: string
  textOpens: (column: number, row: string) => string
  textCloses: string
  /** A whole cell of a day, after what may be kept of it for equal ones. */
  day: (column: number, row: string, day: string) => string
  /** What stands for a cell without anything in it. */
  empty: string
}

const [tab, lineFeed, carriageReturn, quote, ampersand, comma, less, greater] = [9, 10, 13, 34, 38, 44, 60, 62]
const block = 32_768
// More than any one byte of CSV becomes: the end of a cell and of a row, the start of both, a character in XML.
const margin = 1024
const longestDay = 40

/**
 * `csv` is UTF-8 with commas, bare line feeds, doubled quotes, no byte order mark and no heading row, as COPY writes it.
 * One pass over the bytes: where a field begins and ends, and what of it XML wants written otherwise. Makes no garbage.
 */
export async function* cellsOf(
  columns: SheetColumn[],
  csv: AsyncIterable<Buffer>,
  dialect: Dialect,
  firstRow: number,
): AsyncGenerator<Buffer> {
  const isDate = columns.map((column) => column.kind === 'date')
  const day = Buffer.alloc(longestDay)
  let dayLength = 0
  let out = Buffer.allocUnsafe(block)
  let used = 0
  let row = firstRow
  let label = String(firstRow)
  let column = 0
  let at: 'row' | 'field' | 'plain' | 'quoted' | 'quote' = 'row'
  let isOpen = false
  const put = (text: string) => {
    used += out.write(text, used, 'latin1')
  }
  const character = (byte: number) => {
    if (isDate[column]) {
      if (dayLength < longestDay) day[dayLength++] = byte
      return
    }
    if (!isOpen) {
      put(dialect.textOpens(column, label))
      isOpen = true
    }
    if (byte === ampersand) put('&amp;')
    else if (byte === less) put('&lt;')
    else if (byte === greater) put('&gt;')
    // XML has no other control characters.
    else if (byte >= 32 || byte === tab || byte === lineFeed || byte === carriageReturn) out[used++] = byte
  }
  const endField = () => {
    if (dayLength > 0) put(dialect.day(column, label, day.toString('latin1', 0, dayLength)))
    else put(isOpen ? dialect.textCloses : dialect.empty)
    isOpen = false
    dayLength = 0
    column++
    at = 'field'
  }
  const endRow = () => {
    endField()
    put(dialect.rowCloses)
    label = String(++row)
    column = 0
    at = 'row'
  }
  for await (const chunk of csv)
    for (let index = 0; index < chunk.length; index++) {
      if (used > block - margin) {
        yield out.subarray(0, used)
        out = Buffer.allocUnsafe(block)
        used = 0
      }
      const byte = chunk[index]!
      if (at === 'quoted') {
        if (byte === quote) at = 'quote'
        else character(byte)
        continue
      }
      if (at === 'row') {
        put(dialect.rowOpens(label))
        at = 'field'
      }
      if (byte === quote && at === 'quote') {
        // A doubled quote is one, and the field goes on.
        character(byte)
        at = 'quoted'
      } else if (byte === quote && at === 'field') at = 'quoted'
      else if (byte === comma) endField()
      else if (byte === lineFeed) endRow()
      else {
        character(byte)
        at = 'plain'
      }
    }
  if (at !== 'row') endRow()
  yield out.subarray(0, used)
}

export const escapedXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
