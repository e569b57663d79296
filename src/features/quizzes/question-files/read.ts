/** Reads a file of questions in whatever format it is: GIFT, Moodle XML, Aiken, QTI 1.2 to 3.0, packages, our spreadsheet. */
import { decodeText, looksBinary, parseCsv } from '../../../lib/csv.ts'
import { BadWorkbookError, readWorkbook } from '../../../lib/spreadsheet.ts'
import { looksLikeAiken, readAiken } from './aiken.ts'
import { readGift } from './gift.ts'
import { decodeBase64, withoutDataUris } from './data-uris.ts'
import { renameSources, withoutStraySigns } from './marks.ts'
import { readMoodleXml, takeFiles } from './moodle-xml.ts'
import type { OpenedPackage } from './package.ts'
import { pathIn, withPackage } from './package.ts'
import type { FindPicture } from './pictures.ts'
import { notInFile, PictureReader, takePictures, tooLarge } from './pictures.ts'
import { items12, readItem12, takeEmbedded } from './qti-12.ts'
import { itemWhere, qtiVersion, readItem } from './qti.ts'
import type { FileQuestion, ReadQuestions } from './shape.ts'
import { breather, readEach, UnreadableError } from './shape.ts'
import { looksLikeTable, readTable } from './table.ts'
import { mostPictureBytes } from '../pictures.ts'
import type { Element } from './xml.ts'
import { parseXml } from './xml.ts'

export interface QuestionFile extends Omit<ReadQuestions, 'format'> {
  /** gift, moodle-xml, aiken, qti-1.2, qti-2.1, qti-2.2, qti-3.0 or spreadsheet; null where nothing could be told. */
  format: string | null
  /** Null for workbooks and packages, which say it themselves. */
  encoding: string | null
}

export const mostBytes = 20_000_000
/** More than anybody looks through on one page. */
export const mostQuestions = 2000
/** How many pictures that are lost are named. */
const mostNamed = 20
const expected = 'GIFT, Moodle XML, Aiken, QTI or our spreadsheet was expected.'

export type ReadUpload = { file: QuestionFile } | { too_many: number }

/** What is too much to be looked through is only counted. */
export function handedOver(file: QuestionFile): ReadUpload {
  const count = file.questions.length + file.refused.length
  return count > mostQuestions ? { too_many: count } : { file }
}

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
  const read = await readText(text)
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

async function readText(text: string): Promise<ReadQuestions> {
  const { text: bare, find, restore } = withoutDataUris(withoutStraySigns(text))
  if (/^\ufeff?\s*<(\?xml|!--|!DOCTYPE|quiz\b|questestinterop\b|(\w+:)?(qti-)?assessment)/i.test(bare)) {
    const read = await readXml([{ name: null, text: bare }])
    return withPictures(read, [find, read.find], restore)
  }
  if (looksLikeTable(parseCsv(bare).rows)) return readTable(parseCsv(text).rows)
  if (looksLikeAiken(text) && !/^\s*::|[^\\]\{[^}]*[=~#TF]/m.test(bare)) return readAiken(text)
  if (!/(^|[^\\])\{|^\s*\$CATEGORY:/m.test(bare))
    throw new UnreadableError(`This is not a file of questions. ${expected}`)
  return withPictures(await readGift(bare), [find], restore)
}

type FindBase64 = (src: string) => string | undefined

/** The texts plain, the pictures beside them, and what does not come along said. */
async function withPictures(
  read: ReadQuestions,
  written: FindBase64[],
  restore: (text: string) => string,
  packed: FindPicture = () => notInFile,
): Promise<ReadQuestions> {
  const look = (src: string) => written.map((find) => find(src)).find((one) => one !== undefined)
  const reader = new PictureReader((src) => {
    const found = look(src)
    // A file in the XML was taken out before, and its name stands in its place.
    const base64 = found === undefined ? undefined : (look(found.trim()) ?? found)
    if (base64 === undefined) return packed(src)
    const bytes = decodeBase64(base64, mostPictureBytes)
    return bytes === 'too-large' ? tooLarge : bytes
  })
  const questions = []
  const rest = breather()
  for (const question of read.questions) {
    await rest()
    questions.push(await takePictures(question, reader, restore))
  }
  return { ...read, questions, warnings: [...read.warnings, ...lossesOf(questions)] }
}

function lossesOf(questions: FileQuestion[]): string[] {
  const films = questions.reduce((sum, { films = 0 }) => sum + films, 0)
  const lost = questions.flatMap(({ title, lost = [] }, index) =>
    lost.map((words) => `Question ${index + 1}${title ? ` (${title})` : ''}: ${words}`),
  )
  return [
    ...lost.slice(0, mostNamed),
    ...(lost.length > mostNamed ? [`${lost.length - mostNamed} more pictures do not come along.`] : []),
    ...(films === 1 ? ['A film or sound in the questions does not come along.'] : []),
    ...(films > 1 ? [`${films} films or sounds in the questions do not come along.`] : []),
  ]
}

async function readXlsx(bytes: Buffer): Promise<ReadQuestions> {
  const sheets = await readWorkbook(bytes)
  const found = sheets.find((sheet) => looksLikeTable(sheet.rows))
  if (!found)
    throw new UnreadableError('No sheet has headings such as “Type”, “Question” and “Answer 1”. Download our template.')
  return readTable(found.rows)
}

const readZip = (bytes: Buffer): Promise<ReadQuestions> => withPackage(bytes, readOpened)

async function readOpened({ files, picture }: OpenedPackage): Promise<ReadQuestions> {
  if (files.length === 0) throw new UnreadableError(`The package holds no questions. ${expected}`)
  let count = 0
  const bare = files.map(({ name, bytes }) => {
    const found = withoutDataUris(withoutStraySigns(decode(bytes).text), count)
    count += found.count
    return { name, ...found }
  })
  const read = await readXml(bare)
  const restore = (text: string) => bare.reduce((done, one) => one.restore(done), text)
  return withPictures(read, [...bare.map(({ find }) => find), read.find], restore, picture)
}

interface Item {
  element: Element
  where: string
  is12: boolean
  file: string | null
}

/** One file, or those of a package: in a package what holds no question is passed over, and what is broken is refused. */
async function readXml(files: { name: string | null; text: string }[]): Promise<ReadQuestions & { find: FindBase64 }> {
  const items: Item[] = []
  const whole: ReadQuestions = { format: '', questions: [], refused: [], warnings: [] }
  const embedded = new Map<string, string>()
  const finders: FindBase64[] = [(src) => embedded.get(src)]
  for (const { name, text } of files)
    try {
      const root = parseXml(text)
      const format = formatOf(root, text)
      if (format === null && name === null)
        throw new UnreadableError(`This XML is not a file of questions. ${expected}`)
      if (format === null) continue
      whole.format ||= format
      if (format === 'qti-1.2') takeEmbedded(root, embedded)
      if (format === 'moodle-xml') {
        finders.push(takeFiles(root, finders.length))
        add(whole, await readMoodleXml(root))
      } else items.push(...itemsIn(root, name))
    } catch (error) {
      if (!(error instanceof UnreadableError) || name === null) throw error
      whole.refused.push({ where: name, reason: error.message })
    }
  const isNamed = (src: string) => /^(data:|data-uri-|embedded-|one-too-many$|(https?:)?\/\/)/i.test(src)
  add(
    whole,
    await readEach(
      items,
      ({ element, is12, file }) => {
        const read = is12 ? readItem12(element) : readItem(element)
        return file === null ? read : renameSources(read, (src) => (isNamed(src) ? src : pathIn(file, src)))
      },
      ({ where }) => where,
    ),
  )
  return { ...whole, find: (src) => finders.map((find) => find(src)).find((one) => one !== undefined) }
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
  return (is12 ? items12(root) : [root]).map((element) => ({
    element,
    where: itemWhere(element, name),
    is12,
    file: name,
  }))
}
