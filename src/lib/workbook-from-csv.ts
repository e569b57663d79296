/**
 * An Excel workbook of one sheet, made from CSV while it flows by, for exports too large to hold: bytes in, bytes out. No
 * cell ever becomes an object, so 100,000 rows take the memory and nearly the time of the CSV itself (the spreadsheet
 * library needs 140 MB more for them, and ten times the work on the thread that answers everybody else).
 */
import { Readable } from 'node:stream'
import { isDay } from './time.ts'
import { zipStream } from './zip-stream.ts'

export interface SheetColumn {
  heading: string
  /** A `date` is `2027-03-28` in the CSV and a day in the workbook. */
  kind: 'text' | 'date'
  /** In characters. */
  width: number
}

/**
 * `csv` is UTF-8 with commas, bare line feeds, doubled quotes, no byte order mark and no heading row, as COPY writes it. The
 * workbook's heading row is bold and stays in view; a text never becomes a formula.
 */
export function workbookFromCsv(sheetName: string, columns: SheetColumn[], csv: AsyncIterable<Buffer>): Readable {
  return Readable.from(
    zipStream([
      { name: '[Content_Types].xml', bytes: contentTypes },
      { name: '_rels/.rels', bytes: rels('officeDocument', 'xl/workbook.xml') },
      { name: 'xl/_rels/workbook.xml.rels', bytes: rels('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml') },
      { name: 'xl/workbook.xml', bytes: workbook(sheetName) },
      { name: 'xl/styles.xml', bytes: styles },
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

const contentTypes = xml(
  `<Types xmlns="${packages}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`,
)

/** Pairs of kind and target. */
function rels(...pairs: string[]): Buffer {
  const each = pairs
    .filter((_, index) => index % 2 === 0)
    .map((kind, n) => `<Relationship Id="rId${n + 1}" Type="${relationships}/${kind}" Target="${pairs[2 * n + 1]}"/>`)
  return xml(`<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`)
}

const workbook = (sheetName: string): Buffer =>
  xml(
    `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>` +
      `<sheet name="${escaped(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  )

// Cell styles: 0 plain, 1 a day, 2 a heading.
const styles = xml(
  `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="d\\ mmmm\\ yyyy"/></numFmts>` +
    `<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
    `<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
    `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
    `<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
    `<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
    `<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
)

async function* sheet(columns: SheetColumn[], csv: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const headings = columns.map(
    ({ heading }, index) => `<c r="${letters(index)}1" s="2" t="inlineStr"><is><t>${escaped(heading)}</t></is></c>`,
  )
  yield xml(
    `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
      `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`,
  )
  yield* rowsOf(columns, csv)
  yield Buffer.from('</sheetData></worksheet>')
}

const [tab, lineFeed, carriageReturn, quote, ampersand, comma, less, greater] = [9, 10, 13, 34, 38, 44, 60, 62]
const block = 32_768
// More than any one byte of CSV becomes: the end of a cell and of a row, the start of both, a character in XML.
const margin = 256
const longestDay = 40

/** One pass over the bytes: where a field begins and ends, and what of it XML wants written otherwise. Makes no garbage. */
async function* rowsOf(columns: SheetColumn[], csv: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const starts = columns.map((_, index) => `<c r="${letters(index)}`)
  const isDate = columns.map((column) => column.kind === 'date')
  const days = new Map<string, string>()
  const day = Buffer.alloc(longestDay)
  let dayLength = 0
  let out = Buffer.allocUnsafe(block)
  let used = 0
  let row = 2
  let label = '2'
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
      put(starts[column] ?? '<c r="')
      put(label)
      put('" t="inlineStr"><is><t xml:space="preserve">')
      isOpen = true
    }
    if (byte === ampersand) put('&amp;')
    else if (byte === less) put('&lt;')
    else if (byte === greater) put('&gt;')
    // XML has no other control characters.
    else if (byte >= 32 || byte === tab || byte === lineFeed || byte === carriageReturn) out[used++] = byte
  }
  const endField = () => {
    if (dayLength > 0) {
      put(starts[column]!)
      put(label)
      put(dayCell(day.toString('latin1', 0, dayLength), days))
    } else if (isOpen) put('</t></is></c>')
    isOpen = false
    dayLength = 0
    column++
    at = 'field'
  }
  const endRow = () => {
    endField()
    put('</row>')
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
        put('<row r="')
        put(label)
        put('">')
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

/** The rest of a cell after its reference. Excel counts days from 1900, one too many from March of that year on. */
function dayCell(day: string, known: Map<string, string>): string {
  const found = known.get(day)
  if (found !== undefined) return found
  const cell =
    isDay(day) && day >= '1900-03-01'
      ? `" s="1"><v>${Date.parse(day) / 86_400_000 + 25_569}</v></c>`
      : `" t="inlineStr"><is><t>${escaped(day.replace(/[^ -~]/g, ' '))}</t></is></c>`
  if (known.size < 10_000) known.set(day, cell)
  return cell
}

/** A, B, … Z, AA, AB … */
function letters(index: number): string {
  return (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
