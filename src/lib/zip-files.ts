/** Opens a zip that came from outside: its list first, then one file at a time, never more than it may be. Nothing touches the disk. */
import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { faultInZip } from './zip-guard.ts'

/** Why a zip is not taken, in a sentence for who sent it. */
export class ZipRefused extends Error {
  override name = 'ZipRefused'
}

export interface PackedEntry {
  name: string
  /** As the list of the zip says; what comes out is held to it. */
  size: number
  read: () => Promise<Buffer>
}

/** Calls `use` with the files of the zip, folders left out; what it reads is gone afterwards. Throws ZipRefused. */
export async function withZip<Result>(
  bytes: Buffer,
  limits: { entries: number; bytes: number },
  use: (entries: PackedEntry[]) => Promise<Result>,
): Promise<Result> {
  switch (faultInZip(bytes, limits)) {
    case 'not-a-zip':
      throw new ZipRefused('The file is not a zip')
    case 'broken':
      throw new ZipRefused('The zip is damaged: make it again')
    case 'too-large':
      throw new ZipRefused(
        `The zip holds more than ${limits.entries.toLocaleString('en')} files, or unpacks to more than ${limits.bytes / 1_000_000} MB`,
      )
    case null:
  }
  const { zip, entries } = await openZip(bytes)
  try {
    return await use(entries)
  } finally {
    zip.close()
  }
}

async function openZip(bytes: Buffer): Promise<{ zip: ZipFile; entries: PackedEntry[] }> {
  try {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }
    const zip = await fromBufferPromise(bytes, options)
    const entries: PackedEntry[] = []
    for await (const entry of zip.eachEntry() as AsyncIterable<Entry>)
      if (!entry.fileName.endsWith('/'))
        entries.push({ name: entry.fileName, size: entry.uncompressedSize, read: () => readEntry(zip, entry) })
    return { zip, entries }
  } catch (error) {
    throw new ZipRefused(wordsFor((error as Error).message), { cause: error })
  }
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch (error) {
    throw new ZipRefused(`‘${entry.fileName}’ in the zip is damaged or locked with a password`, { cause: error })
  }
}

function wordsFor(message: string): string {
  if (/relative path|absolute path/.test(message))
    return 'The zip names a file outside itself. It is refused for safety'
  if (/invalid characters/.test(message))
    return 'A file name in the zip has a backslash: make the zip with another program'
  return 'The zip is damaged or locked with a password: make it again'
}
