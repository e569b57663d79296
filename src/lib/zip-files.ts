/** Opens a zip that came from outside: its list first, then one file at a time, never more than it may be. Nothing touches the disk. */
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { fromBufferPromise, fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { Pieced } from './pieces.ts'
import { faultInPieces, faultInZip } from './zip-guard.ts'

/** Why a zip is not taken, in a sentence for who sent it, without its full stop. */
export class ZipRefused extends Error {
  override name = 'ZipRefused'
  readonly why: 'not-a-zip' | 'too-large' | 'other'
  constructor(message: string, { why = 'other', cause }: { why?: ZipRefused['why']; cause?: unknown } = {}) {
    super(message, { cause })
    this.why = why
  }
}

export interface PackedEntry {
  name: string
  /** As the list of the zip says; what comes out is held to it. */
  size: number
  read: () => Promise<Buffer>
}

export interface ZipTerms {
  /** What who sent it calls it. */
  what: 'zip' | 'package'
  entries: number
  bytes: number
  /** Of one file. */
  file_bytes?: number
}

/**
 * Calls `use` with the files of the zip, each with a name of its own; folders and what systems put beside people's files
 * are left out. What it reads is gone afterwards. Throws ZipRefused.
 */
export async function withZip<Result>(
  bytes: Buffer | Pieced,
  terms: ZipTerms,
  use: (entries: PackedEntry[]) => Promise<Result>,
): Promise<Result> {
  const { what } = terms
  switch (Buffer.isBuffer(bytes) ? faultInZip(bytes, terms) : await faultInPieces(bytes, terms)) {
    case 'not-a-zip':
      throw new ZipRefused('The file is not a zip', { why: 'not-a-zip' })
    case 'broken':
      throw new ZipRefused(`The ${what} is damaged: make it again`)
    case 'too-large':
      throw new ZipRefused(
        `The ${what} holds more than ${terms.entries.toLocaleString('en')} files, or unpacks to more than ${megabytes(terms.bytes)}`,
        { why: 'too-large' },
      )
    case null:
  }
  const { zip, entries } = await openZip(bytes, terms)
  try {
    return await use(entries)
  } finally {
    zip.close()
  }
}

async function openZip(bytes: Buffer | Pieced, terms: ZipTerms): Promise<{ zip: ZipFile; entries: PackedEntry[] }> {
  let zip: ZipFile | undefined
  try {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }
    const opened = Buffer.isBuffer(bytes)
      ? await fromBufferPromise(bytes, options)
      : await fromRandomAccessReaderPromise(new PieceReader(bytes), bytes.size, options)
    zip = opened
    const listed: Entry[] = []
    for await (const entry of opened.eachEntry() as AsyncIterable<Entry>) listed.push(entry)
    const byName = new Map<string, PackedEntry>()
    for (const entry of listed) {
      const name = nameOf(entry)
      if (name === '' || name.endsWith('/') || litter.test(name)) continue
      const fault = byName.has(name) ? `holds ${shown(name)} twice` : faultInEntry(entry, name, terms)
      if (fault) throw new ZipRefused(`The ${terms.what} ${fault}`)
      byName.set(name, { name, size: entry.uncompressedSize, read: () => readEntry(opened, entry, terms.what) })
    }
    const fault = faultInPlaces(listed)
    if (fault) throw new ZipRefused(`The ${terms.what} ${fault}`)
    return { zip: opened, entries: [...byName.values()] }
  } catch (error) {
    zip?.close()
    if (error instanceof ZipRefused) throw error
    throw new ZipRefused(wordsFor((error as Error).message, terms.what), { cause: error })
  }
}

const readAtOnce = 1_000_000

class PieceReader extends RandomAccessReader {
  readonly #pieced: Pieced
  constructor(pieced: Pieced) {
    super()
    this.#pieced = pieced
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const { read } = this.#pieced
    const parts = async function* () {
      for (let at = start; at < end; at += readAtOnce) yield await read(at, Math.min(readAtOnce, end - at))
    }
    return Readable.from(parts(), { objectMode: false })
  }
}

const nameOf = (entry: Entry): string => entry.fileName.replace(/^(\.\/)+/, '')
const shown = (name: string): string => `“${name.slice(0, 100)}”`
const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`

/** What computers leave in zips by themselves. */
const litter = /(^|\/)(__MACOSX\/|\._[^/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i

const [symbolicLink, kindMask] = [0xa000, 0xf000]

function faultInEntry(entry: Entry, name: string, { entries: _, ...terms }: ZipTerms): string | null {
  // oxlint-disable-next-line no-control-regex
  if (name.length > 500 || /[\u0000-\u001f\u007f]/.test(name) || name.split('/').includes('..'))
    return 'holds a file whose name cannot be used'
  if (entry.generalPurposeBitFlag & 1) return 'is encrypted: make it again without a password'
  if (((entry.externalFileAttributes >>> 16) & kindMask) === symbolicLink)
    return `holds a link in place of a file, ${shown(name)}`
  if (terms.file_bytes !== undefined && entry.uncompressedSize > terms.file_bytes)
    return `holds a file of more than ${megabytes(terms.file_bytes)}, ${shown(name)}`
  return null
}

/** Files that share their bytes unpack to far more than the zip could hold. */
function faultInPlaces(listed: Entry[]): string | null {
  const places = listed
    .map((entry) => ({
      from: entry.relativeOffsetOfLocalHeader,
      to: entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize,
    }))
    .toSorted((a, b) => a.from - b.from)
  return places.some(({ from }, index) => index > 0 && from < places[index - 1]!.to)
    ? 'is damaged, two of its files lie in the same place: make it again'
    : null
}

async function readEntry(zip: ZipFile, entry: Entry, what: ZipTerms['what']): Promise<Buffer> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    if (crc32(bytes) !== entry.crc32) throw new Error('Its sum is another than the list of the zip says')
    return bytes
  } catch (error) {
    throw new ZipRefused(`${shown(entry.fileName)} in the ${what} is damaged: make it again`, { cause: error })
  }
}

function wordsFor(message: string, what: ZipTerms['what']): string {
  if (/relative path|absolute path|\.\.\\|[a-z]:\\/i.test(message))
    return `The ${what} names a file outside itself. It is refused for safety`
  if (/invalid characters/.test(message))
    return `A file name in the ${what} has a backslash: make it with another program`
  return `The ${what} is damaged: make it again`
}
