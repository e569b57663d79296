/** Reads an attendance report of Teams, Zoom, Google Meet or Webex: bytes in, meetings, questions and warnings out. */
import type { Blocks } from './blocks.ts'
import { findBlocks } from './blocks.ts'
import { settleDates } from './date-order.ts'
import type { Decoded } from './encoding.ts'
import { decodeReport } from './encoding.ts'
import { bestLocale } from './headings.ts'
import { meetingsInWords, warningsOf } from './in-words.ts'
import type { Notes, RawMeeting } from './raw.ts'
import { newMeeting } from './raw.ts'
import type { Format, ReadingOptions, Report, Vendor } from './report.ts'
import { expected, refusal } from './report.ts'
import { splitMeetings } from './split.ts'
import { tablesOf, tidy } from './tables.ts'
import * as meet from './vendors/meet.ts'
import * as teams from './vendors/teams.ts'
import * as webex from './vendors/webex.ts'
import * as zoom from './vendors/zoom.ts'

export const mostBytes = 20_000_000

const tooLarge = `The file is larger than 20 MB; ${expected}.`

/** Never throws for a file, whatever its bytes: what cannot be read is refused. */
export async function readVendorReport(bytes: Buffer, options: ReadingOptions = {}): Promise<Report> {
  if (bytes.length > mostBytes) return refusal(tooLarge)
  if (bytes.toString('latin1', 0, 4) === 'PK\x03\x04') return readWorkbookReport(bytes, options)
  let decoded = decodeReport(bytes, options.encoding)
  if (typeof decoded === 'string') return refusal(decoded)
  let blocks = blocksOfText(decoded.text)
  const locale = blocks ? bestLocale(blocks.locales) : null
  if (decoded.is_guess && !options.encoding && locale) {
    // The language of the headings says how the letters of the names were written.
    const again = decodeReport(bytes, null, locale)
    if (typeof again !== 'string' && again.encoding !== decoded.encoding) {
      decoded = again
      blocks = blocksOfText(again.text)
    }
  }
  return blocks ? readBlocks(blocks, decoded, options) : refusal(noReport)
}

const noReport = `No headings of an attendance report were found in the file; ${expected}.`

function blocksOfText(text: string): Blocks | null {
  for (const rows of tablesOf(text)) {
    const blocks = findBlocks(rows)
    if (blocks.blocks.length > 0) return blocks
  }
  return null
}

/** A report that was saved by Excel. Its reader is loaded only when it is needed. */
async function readWorkbookReport(bytes: Buffer, options: ReadingOptions): Promise<Report> {
  const { BadWorkbookError, readWorkbook } = await import('../../../lib/spreadsheet.ts')
  let sheets
  try {
    sheets = await readWorkbook(bytes)
  } catch (error) {
    if (error instanceof BadWorkbookError)
      return refusal(`${error.message.split('. ')[0]!.replace(/\.$/, '')}; ${expected}.`)
    throw error
  }
  const found = sheets.map(({ rows }) => findBlocks(tidy(rows))).filter(({ blocks }) => blocks.length > 0)
  const [first] = found
  if (!first) return refusal(noReport)
  const all: Blocks = {
    ...first,
    blocks: found.flatMap(({ blocks }) => blocks),
    sections: found.flatMap(({ sections }) => sections),
  }
  return readBlocks(all, { encoding: 'xlsx', warnings: [] }, options)
}

interface Reader {
  format: Format
  readMeetings: (blocks: Blocks['blocks'], notes: Notes) => RawMeeting[]
}

function readerFor(blocks: Blocks): [Vendor, Reader] {
  const some = (recognises: (block: Blocks['blocks'][number]) => boolean) =>
    blocks.blocks.some((block) => block.kind === 'people' && block.section === null && recognises(block))
  const read = ({
    formatOf,
    readMeetings,
  }: {
    formatOf: (blocks: Blocks) => Format
    readMeetings: Reader['readMeetings']
  }): Reader => ({
    format: formatOf(blocks),
    readMeetings,
  })
  if (some(webex.recognises) && !some(zoom.recognises)) return ['webex', read(webex)]
  if (some(zoom.recognises)) return ['zoom', read(zoom)]
  if (some(meet.recognises)) return ['meet', read(meet)]
  return ['teams', read(teams)]
}

function readBlocks(
  blocks: Blocks,
  { encoding, warnings }: Pick<Decoded, 'encoding' | 'warnings'>,
  options: ReadingOptions,
): Report {
  const [vendor, { format, readMeetings }] = readerFor(blocks)
  const notes: Notes = { not_attended: 0, unreadable: new Set() }
  const read = readMeetings(blocks.blocks, notes)
  const raw = read.length > 0 ? read : [newMeeting(blocks.blocks[0]!.summary)]
  const settled = settleDates(raw, options)
  const meetings = meetingsInWords(splitMeetings(raw, settled.order), settled)
  return {
    format,
    vendor,
    locale: bestLocale(blocks.locales),
    encoding,
    meetings: meetings.map(({ report }) => report),
    questions: settled.questions,
    warnings: [...warnings, ...settled.warnings, ...warningsOf(meetings, notes, raw)],
    refused: null,
  }
}
