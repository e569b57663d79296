/** An OpenDocument spreadsheet made from CSV while it flows by (csv-cells.ts): what LibreOffice writes, and ISO 26300. */
import { Readable } from 'node:stream'
import type { Dialect, SheetColumn } from './csv-cells.ts'
import { cellsOf, escapedXml } from './csv-cells.ts'
import { isDay, wordsForDate } from './time.ts'
import type { NotesSheet } from './workbook-from-csv.ts'
import { zipStream } from './zip-stream.ts'

const mediaType = 'application/vnd.oasis.opendocument.spreadsheet'

export function odsFromCsv(
  sheetName: string,
  columns: SheetColumn[],
  csv: AsyncIterable<Buffer>,
  notes: NotesSheet,
): Readable {
  return Readable.from(
    zipStream([
      // First and as it is, so that the kind of file can be read off its first bytes.
      { name: 'mimetype', bytes: Buffer.from(mediaType), is_stored: true },
      { name: 'META-INF/manifest.xml', bytes: manifest },
      { name: 'settings.xml', bytes: settings(sheetName) },
      { name: 'content.xml', bytes: content(sheetName, columns, csv, notes) },
    ]),
    { objectMode: false },
  )
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const names = 'urn:oasis:names:tc:opendocument:xmlns'

const manifest = Buffer.from(
  `${declaration}<manifest:manifest xmlns:manifest="${names}:manifest:1.0" manifest:version="1.3">` +
    `<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mediaType}"/>` +
    `<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>` +
    `<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
)

const setting = (name: string, type: 'short' | 'int', value: number) =>
  `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`

/** The headings stay where they are while the rows below them are scrolled: of all that LibreOffice keeps here, no more. */
const settings = (sheetName: string) =>
  Buffer.from(
    `${declaration}<office:document-settings xmlns:office="${names}:office:1.0" xmlns:config="${names}:config:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3">` +
      `<office:settings><config:config-item-set config:name="ooo:view-settings">` +
      `<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>` +
      `<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>` +
      `<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="${escapedXml(sheetName)}">` +
      setting('HorizontalSplitMode', 'short', 0) +
      setting('VerticalSplitMode', 'short', 2) +
      setting('VerticalSplitPosition', 'int', 1) +
      setting('ActiveSplitRange', 'short', 2) +
      setting('PositionTop', 'int', 0) +
      setting('PositionBottom', 'int', 1) +
      `</config:config-item-map-entry></config:config-item-map-named>` +
      `</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`,
  )

const centimetresPerCharacter = 0.2

const columnStyle = (name: string, width: number) =>
  `<style:style style:name="${name}" style:family="table-column">` +
  `<style:table-column-properties style:column-width="${(width * centimetresPerCharacter).toFixed(1)}cm"/></style:style>`

const head = (columns: SheetColumn[]) =>
  `${declaration}<office:document-content xmlns:office="${names}:office:1.0" xmlns:table="${names}:table:1.0" ` +
  `xmlns:text="${names}:text:1.0" xmlns:style="${names}:style:1.0" xmlns:number="${names}:datastyle:1.0" ` +
  `xmlns:fo="${names}:xsl-fo-compatible:1.0" office:version="1.3"><office:automatic-styles>` +
  columns.map(({ width }, index) => columnStyle(`c${index}`, width)).join('') +
  columnStyle('what', 24) +
  columnStyle('which', 90) +
  `<style:style style:name="heading" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>` +
  `<style:style style:name="lines" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/></style:style>` +
  `<number:date-style style:name="words"><number:day/><number:text> </number:text><number:month number:textual="true" number:style="long"/>` +
  `<number:text> </number:text><number:year number:style="long"/></number:date-style>` +
  `<style:style style:name="day" style:family="table-cell" style:data-style-name="words"/>` +
  `</office:automatic-styles><office:body><office:spreadsheet>`

const textCell = (style: string, text: string) =>
  `<table:table-cell table:style-name="${style}" office:value-type="string"><text:p>${escapedXml(text)}</text:p></table:table-cell>`

const notesTable = ({ name, rows }: NotesSheet) =>
  `<table:table table:name="${escapedXml(name)}"><table:table-column table:style-name="what"/><table:table-column table:style-name="which"/>` +
  rows
    .map(
      ([what, which]) => `<table:table-row>${textCell('heading', what)}${textCell('lines', which)}</table:table-row>`,
    )
    .join('') +
  `</table:table>`

async function* content(
  sheetName: string,
  columns: SheetColumn[],
  csv: AsyncIterable<Buffer>,
  notes: NotesSheet,
): AsyncGenerator<Buffer> {
  yield Buffer.from(
    `${head(columns)}<table:table table:name="${escapedXml(sheetName)}">` +
      columns.map((_, index) => `<table:table-column table:style-name="c${index}"/>`).join('') +
      `<table:table-row>${columns.map(({ heading }) => textCell('heading', heading)).join('')}` +
      `</table:table-row>`,
  )
  yield* cellsOf(columns, csv, cells(), 2)
  yield Buffer.from(`</table:table>${notesTable(notes)}</office:spreadsheet></office:body></office:document-content>`)
}

function cells(): Dialect {
  const days = new Map<string, string>()
  return {
    rowOpens: () => '<table:table-row>',
    rowCloses: '</table:table-row>',
    textOpens: () => '<table:table-cell office:value-type="string"><text:p>',
    textCloses: '</text:p></table:table-cell>',
    day: (_column, _row, day) => {
      const found = days.get(day)
      if (found !== undefined) return found
      const cell = isDay(day)
        ? `<table:table-cell table:style-name="day" office:value-type="date" office:date-value="${day}"><text:p>${wordsForDate(day)}</text:p></table:table-cell>`
        : `<table:table-cell office:value-type="string"><text:p>${escapedXml(day.replace(/[^ -~]/g, ' '))}</text:p></table:table-cell>`
      if (days.size < 10_000) days.set(day, cell)
      return cell
    },
    empty: '<table:table-cell/>',
  }
}
