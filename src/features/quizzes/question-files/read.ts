/** Reads a file of questions in whatever format it is: GIFT, Moodle XML, Aiken, QTI 1.2 to 3.0, packages, our spreadsheet. */
import { decodeText, looksBinary, parseCsv } from '../../../lib/csv.ts'
import { BadWorkbookError, readWorkbook } from '../../../lib/spreadsheet.ts'
import { looksLikeAiken, readAiken } from './aiken.ts'
import { readGift } from './gift.ts'
import { readMoodleXml } from './moodle-xml.ts'
import { readPackage } from './package.ts'
import { items12, media12, readItem12 } from './qti-12.ts'
import { itemMedia, itemWhere, qtiVersion, readItem } from './qti.ts'
import type { ReadQuestions } from './shape.ts'
import { readEach, UnreadableError } from './shape.ts'
import { looksLikeTable, readTable } from './table.ts'
import type { Element } from './xml.ts'
import { parseXml } from './xml.ts'

export interface QuestionFile extends Omit<ReadQuestions, 'format'> {
  /** gift, moodle-xml, aiken, qti-1.2, qti-2.1, qti-2.2, qti-3.0 or spreadsheet; null where nothing could be told. */
  format: string | null
  /** Null for workbooks and packages, which say it themselves. */
  encoding: string | null
}

export const mostBytes = 20_000_000
const expected = 'GIFT, Moodle XML, Aiken, QTI or our spreadsheet was expected.'

/** Never throws for what a file holds: what cannot be read stands in `refused`, with a reason in words. */
export async function readQuestionFile(bytes: Buffer): Promise<QuestionFile> {
  try {
    const read = await readAny(bytes)
    if (read.questions.length > 0 || read.refused.length > 0) return read
    return { ...read, refused: [{ where: 'file', reason: 'There is no question in it.' }] }
  } catch (error) {
    const reason = error instanceof UnreadableError || error instanceof BadWorkbookError ? error.message : null
    if (reason === null) throw error
    return refusal(reason)
  }
}

/** Nothing could be read, for this reason. */
export const refusal = (reason: string): QuestionFile => ({
  format: null,
  encoding: null,
  questions: [],
  refused: [{ where: 'file', reason }],
  warnings: [],
})

async function readAny(bytes: Buffer): Promise<QuestionFile> {
  if (bytes.length === 0) throw new UnreadableError(`The file is empty. ${expected}`)
  if (bytes.length > mostBytes) throw new UnreadableError('The file is larger than 20 MB.')
  if (bytes.toString('latin1', 0, 4) === 'PK\x03\x04')
    return { ...(bytes.includes('xl/workbook.xml') ? await readXlsx(bytes) : await readZip(bytes)), encoding: null }
  if (looksBinary(bytes)) throw new UnreadableError(`This is not a file of questions. ${expected}`)
  const { text, encoding } = decode(bytes)
  const guessed =
    encoding === 'windows-1252' ? ['The file is not UTF-8; it was read as windows-1252 (Western European).'] : []
  const read = readText(text)
  const { format, questions, refused } = read
  return { format, encoding, questions, refused, warnings: [...guessed, ...read.warnings] }
}

/** An XML file says its encoding itself. */
function decode(bytes: Buffer): { text: string; encoding: string } {
  const said = /^\s*<\?xml[^>]*\bencoding=["']([\w.-]+)["']/.exec(bytes.toString('latin1', 0, 200))?.[1]?.toLowerCase()
  const known = decodeText(bytes)
  if (said === undefined || known.encoding.startsWith('utf-16')) return known
  try {
    const decoder = new TextDecoder(said, { fatal: true })
    return { text: decoder.decode(bytes), encoding: decoder.encoding }
  } catch {
    return known
  }
}

function readText(text: string): ReadQuestions {
  if (/^\ufeff?\s*<(\?xml|!--|!DOCTYPE|quiz\b|questestinterop\b|(\w+:)?(qti-)?assessment)/i.test(text))
    return readXml([{ name: null, text }])
  const { rows } = parseCsv(text)
  if (looksLikeTable(rows)) return readTable(rows)
  if (looksLikeAiken(text) && !/^\s*::|[^\\]\{[^}]*[=~#TF]/m.test(text)) return readAiken(text)
  if (!/(^|[^\\])\{|^\s*\$CATEGORY:/m.test(text))
    throw new UnreadableError(`This is not a file of questions. ${expected}`)
  return readGift(text)
}

async function readXlsx(bytes: Buffer): Promise<ReadQuestions> {
  const sheets = await readWorkbook(bytes)
  const found = sheets.find((sheet) => looksLikeTable(sheet.rows))
  if (!found)
    throw new UnreadableError('No sheet has headings such as “Type”, “Question” and “Answer 1”. Download our template.')
  return readTable(found.rows)
}

async function readZip(bytes: Buffer): Promise<ReadQuestions> {
  const files = await readPackage(bytes)
  if (files.length === 0) throw new UnreadableError(`The package holds no questions. ${expected}`)
  return readXml(files.map((file) => ({ name: file.name, text: decode(file.bytes).text })))
}

interface Item {
  element: Element
  where: string
  is12: boolean
}

/** One file, or those of a package: in a package what holds no question is passed over, and what is broken is refused. */
function readXml(files: { name: string | null; text: string }[]): ReadQuestions {
  const items: Item[] = []
  const whole: ReadQuestions = { format: '', questions: [], refused: [], warnings: [] }
  for (const { name, text } of files)
    try {
      const root = parseXml(text)
      const format = formatOf(root, text)
      if (format === null && name === null)
        throw new UnreadableError(`This XML is not a file of questions. ${expected}`)
      if (format === null) continue
      whole.format ||= format
      if (format === 'moodle-xml') add(whole, readMoodleXml(root))
      else items.push(...itemsIn(root, name))
    } catch (error) {
      if (!(error instanceof UnreadableError) || name === null) throw error
      whole.refused.push({ where: name, reason: error.message })
    }
  add(
    whole,
    readEach(
      items,
      ({ element, is12 }) => (is12 ? readItem12(element) : readItem(element)),
      ({ where }) => where,
    ),
  )
  const media = items.reduce((sum, { element, is12 }) => sum + (is12 ? media12(element) : itemMedia(element)), 0)
  if (media > 0) whole.warnings.push(`${media} pictures, films or sounds in the questions do not come along.`)
  return whole
}

function add(to: ReadQuestions, more: Partial<ReadQuestions>): void {
  to.questions.push(...(more.questions ?? []))
  to.refused.push(...(more.refused ?? []))
  to.warnings.push(...(more.warnings ?? []))
}

function formatOf(root: Element, text: string): string | null {
  switch (root.name) {
    case 'quiz':
      return 'moodle-xml'
    case 'questestinterop':
      return 'qti-1.2'
    case 'assessmentItem':
      return qtiVersion(text)
    default:
      return null
  }
}

function itemsIn(root: Element, name: string | null): Item[] {
  const is12 = root.name === 'questestinterop'
  return (is12 ? items12(root) : [root]).map((element) => ({ element, where: itemWhere(element, name), is12 }))
}
