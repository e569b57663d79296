/** Excel workbooks in and out: the only importer of the spreadsheet library. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { readXlsx, writeXlsxStream, type CellValue, type ColumnDef, type Sheet } from 'hucre/xlsx'
import { isDay } from './time.ts'
import { faultInZip } from './zip-guard.ts'

const mostRows = 20_000
const mostColumns = 100
const longestCell = 32_767 // Excel's own limit

/** A file that is no workbook we read; `message` is a plain sentence for the person who sent it. */
export class BadWorkbookError extends Error {
  override name = 'BadWorkbookError'
}

/**
 * The visible sheets of an .xlsx with their cells as a person sees them: text; numbers as they are, with the leading
 * zeros of a format such as `00000`; `2027-03-28`, `2027-03-28T10:00` or `10:00` for dates and times; TRUE and FALSE; the
 * last result of a formula. Rows end with their last filled cell, sheets with their last filled row. Throws BadWorkbookError
 * for anything else than such a file, and for more than 20,000 rows, 100 columns or 50 MB inflated.
 */
export async function readWorkbook(bytes: Buffer): Promise<{ sheet: string; rows: string[][] }[]> {
  refuseBadZip(bytes)
  // One row and column more than we take, so that what is left out is noticed.
  const range = `A1:CW${mostRows + 1}`
  let sheets: Sheet[]
  try {
    const visible = (sheet: { hidden?: boolean; veryHidden?: boolean }) => !sheet.hidden && !sheet.veryHidden
    sheets = (await readXlsx(bytes, { sheets: visible, range, readStyles: true })).sheets
  } catch (error) {
    throw new BadWorkbookError('The file is damaged or is not an Excel workbook. Open it in Excel and save it again.', {
      cause: error,
    })
  }
  return sheets.map((sheet) => ({ sheet: sheet.name, rows: seenRows(sheet) }))
}

/**
 * An .xlsx as a stream of bytes, in constant memory: rows are pulled as they are read, and the iterable is closed when the
 * stream is destroyed. The heading row is bold and stays in view. `date` columns take `2027-03-28`, `number` columns numbers;
 * any other value is a text, and a text never becomes a formula. `width` is in characters.
 */
export function workbookStream(
  sheetName: string,
  columns: { heading: string; kind: 'text' | 'date' | 'number'; width: number }[],
  rows: AsyncIterable<(string | number | null)[]>,
): Readable {
  const definitions: ColumnDef[] = columns.map(({ heading, width }) => ({
    header: fitText(heading),
    width,
    style: { font: { name: 'Calibri', size: 11, bold: true } },
  }))
  const cells = async function* () {
    // The library styles by column only, and has written the headings before it pulls the first row.
    for (const [index, definition] of definitions.entries()) {
      delete definition.style
      if (columns[index]?.kind === 'date') definition.numFmt = 'd mmmm yyyy'
    }
    for await (const row of rows) yield row.map((value, index) => cellFor(value, columns[index]?.kind))
  }
  const bytes = writeXlsxStream(cells(), {
    name: fitSheetName(sheetName),
    columns: definitions,
    freezePane: { rows: 1 },
  })
  return Readable.fromWeb(bytes as ReadableStream)
}

function refuseBadZip(bytes: Buffer): void {
  if (bytes.toString('latin1', 0, 4) === '\xd0\xcf\x11\xe0')
    throw new BadWorkbookError('The file is an old .xls or has a password. Save it as .xlsx without a password.')
  const fault = faultInZip(bytes)
  if (fault === 'not-a-zip') throw new BadWorkbookError('The file is not an Excel workbook (.xlsx).')
  if (fault === 'too-large') throw new BadWorkbookError('The workbook is too large once unpacked.')
  if (fault === 'broken') throw new BadWorkbookError('The file is damaged. Open it in Excel and save it again.')
}

function seenRows(sheet: Sheet): string[][] {
  const rows = sheet.rows.map((row, rowIndex) => {
    const cells = row.map((value, column) => seenCell(value, sheet.cells?.get(`${rowIndex},${column}`)?.style?.numFmt))
    while (cells.at(-1) === '') cells.pop()
    if (cells.length > mostColumns) throw new BadWorkbookError(`The workbook has more than ${mostColumns} columns.`)
    return cells
  })
  while (rows.at(-1)?.length === 0) rows.pop()
  if (rows.length > mostRows)
    throw new BadWorkbookError(`The workbook has more than ${mostRows.toLocaleString('en-GB')} rows.`)
  return rows
}

function seenCell(value: CellValue, format = 'General'): string {
  if (value === null) return ''
  if (typeof value === 'string') {
    if (value.length > longestCell) throw new BadWorkbookError('A cell of the workbook is too long.')
    return value
  }
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return seenDate(value)
  if (/^0[0 ()-]+$/.test(format) && Number.isInteger(value) && value >= 0) return padded(value, format)
  // 15 digits is what Excel keeps, and hides the tail of 0.1 + 0.2.
  if (/^0(\.0+)?%$/.test(format)) return `${Number((value * 100).toPrecision(15))}%`
  return String(Number(value.toPrecision(15)))
}

/** Cells have no zone: the library carries what the cell shows as UTC. A day before 1900 is a time alone. */
function seenDate(value: Date): string {
  if (Number.isNaN(value.getTime())) return ''
  const [day = '', clock = ''] = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().split('T')
  const time = clock.slice(0, clock.startsWith('00:00:00') || clock.slice(6, 8) === '00' ? 5 : 8)
  if (value.getTime() < Date.UTC(1900, 0, 1)) return time
  return time === '00:00' ? day : `${day}T${time}`
}

/** The digits put into the zeros of a format such as `00000 000000`, from the right; more digits stay in front. */
function padded(value: number, format: string): string {
  const digits = String(value).padStart(format.replace(/[^0]/g, '').length, '0').split('')
  const signs = format.split('').toReversed()
  const shown = signs.map((sign) => (sign === '0' ? digits.pop() : sign))
  return digits.join('') + shown.toReversed().join('')
}

function cellFor(value: string | number | null, kind: 'text' | 'date' | 'number' | undefined): CellValue {
  if (typeof value !== 'string') return value
  // Excel counts days from 1900.
  return kind === 'date' && isDay(value) && value >= '1900-03-01' ? new Date(`${value}T00:00:00Z`) : fitText(value)
}

function fitText(text: string): string {
  return (
    text
      .slice(0, longestCell)
      .replace(/[\ufffe\uffff]/g, '')
      // Excel would read a text _x0041_ as the letter A.
      .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
  )
}

function fitSheetName(text: string): string {
  const name = text
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, 31)
    .replace(/^[\s']+|[\s']+$/g, '')
  return name === '' || name.toLowerCase() === 'history' ? 'Sheet1' : name
}
