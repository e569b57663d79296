/**
 * An Excel workbook made from CSV while it flows by (csv-cells.ts); the spreadsheet library needs 140 MB more for 100,000
 * rows, and ten times the work on the thread that answers everybody else.
 */
import { Readable } from 'node:stream'
import type { Dialect, SheetColumn } from './csv-cells.ts'
import { cellsOf, escapedXml } from './csv-cells.ts'
import { isDay } from './time.ts'
import { zipStream } from './zip-stream.ts'

export type { SheetColumn } from './csv-cells.ts'

/** A second sheet of what must be said about the first: pairs of what and which. */
export interface NotesSheet {
  name: string
  rows: [string, string][]
}

/** The workbook's heading row is bold and stays in view; a text never becomes a formula. */
export function workbookFromCsv(
  sheetName: string,
  columns: SheetColumn[],
  csv: AsyncIterable<Buffer>,
  notes?: NotesSheet,
): Readable {
  const sheets = ['worksheet', 'worksheets/sheet1.xml', ...(notes ? ['worksheet', 'worksheets/sheet2.xml'] : [])]
  return Readable.from(
    zipStream([
      { name: '[Content_Types].xml', bytes: contentTypes(notes ? 2 : 1) },
      { name: '_rels/.rels', bytes: rels('officeDocument', 'xl/workbook.xml') },
      { name: 'xl/_rels/workbook.xml.rels', bytes: rels(...sheets, 'styles', 'styles.xml') },
      { name: 'xl/workbook.xml', bytes: workbook([sheetName, ...(notes ? [notes.name] : [])]) },
      { name: 'xl/styles.xml', bytes: styles },
      ...(notes ? [{ name: 'xl/worksheets/sheet2.xml', bytes: notesSheet(notes) }] : []),
      { name: 'xl/worksheets/sheet1.xml', bytes: sheet(columns, csv) },
    ]),
    { objectMode: false },
  )
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const xml = (body: string): Buffer => Buffer.from(declaration + body)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

const contentTypes = (sheets: number) =>
  xml(
    `<Types xmlns="${packages}/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/>` +
      upTo(sheets)
        .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetType}.worksheet+xml"/>`)
        .join('') +
      `<Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`,
  )

/** Pairs of kind and target. */
function rels(...pairs: string[]): Buffer {
  const each = pairs
    .filter((_, index) => index % 2 === 0)
    .map((kind, n) => `<Relationship Id="rId${n + 1}" Type="${relationships}/${kind}" Target="${pairs[2 * n + 1]}"/>`)
  return xml(`<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`)
}

const workbook = (sheetNames: string[]): Buffer =>
  xml(
    `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>` +
      sheetNames
        .map((name, index) => `<sheet name="${escapedXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
        .join('') +
      `</sheets></workbook>`,
  )

// Cell styles: 0 plain, 1 a day, 2 a heading, 3 a text over several lines.
const styles = xml(
  `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="d\\ mmmm\\ yyyy"/></numFmts>` +
    `<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
    `<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
    `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
    `<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
    `<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
    `<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
    `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
    `</cellXfs></styleSheet>`,
)

const widthsXml = (widths: number[]) =>
  `<cols>${widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`

const textCell = (reference: string, style: number, text: string) =>
  `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapedXml(text)}</t></is></c>`

const notesSheet = ({ rows }: NotesSheet): Buffer =>
  xml(
    `<worksheet xmlns="${main}"><sheetFormatPr defaultRowHeight="15"/>${widthsXml([24, 90])}<sheetData>` +
      rows
        .map(
          ([what, which], index) =>
            `<row r="${index + 1}">${textCell(`A${index + 1}`, 2, what)}${textCell(`B${index + 1}`, 3, which)}</row>`,
        )
        .join('') +
      `</sheetData></worksheet>`,
  )

async function* sheet(columns: SheetColumn[], csv: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const headings = columns.map(
    ({ heading }, index) => `<c r="${letters(index)}1" s="2" t="inlineStr"><is><t>${escapedXml(heading)}</t></is></c>`,
  )
  yield xml(
    `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
      `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="15"/>${widthsXml(columns.map((column) => column.width))}<sheetData><row r="1">${headings.join('')}</row>`,
  )
  yield* cellsOf(columns, csv, cells(columns), 2)
  yield Buffer.from('</sheetData></worksheet>')
}

function cells(columns: SheetColumn[]): Dialect {
  const starts = columns.map((_, index) => `<c r="${letters(index)}`)
  const days = new Map<string, string>()
  return {
    rowOpens: (row) => `<row r="${row}">`,
    rowCloses: '</row>',
    textOpens: (column, row) => `${starts[column] ?? '<c r="'}${row}" t="inlineStr"><is><t xml:space="preserve">`,
    textCloses: '</t></is></c>',
    day: (column, row, day) => `${starts[column]!}${row}${dayCell(day, days)}`,
    empty: '',
  }
}

/** The rest of a cell after its reference. Excel counts days from 1900, one too many from March of that year on. */
function dayCell(day: string, known: Map<string, string>): string {
  const found = known.get(day)
  if (found !== undefined) return found
  const cell =
    isDay(day) && day >= '1900-03-01'
      ? `" s="1"><v>${Date.parse(day) / 86_400_000 + 25_569}</v></c>`
      : `" t="inlineStr"><is><t>${escapedXml(day.replace(/[^ -~]/g, ' '))}</t></is></c>`
  if (known.size < 10_000) known.set(day, cell)
  return cell
}

/** A, B, … Z, AA, AB … */
function letters(index: number): string {
  return (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}
