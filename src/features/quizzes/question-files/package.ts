/** Packages: zips of XML files, as QTI, Canvas and Blackboard make them. Nothing is unpacked to disk. */
import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { faultInZip } from '../../../lib/zip-guard.ts'
import { UnreadableError } from './shape.ts'

export interface PackedFile {
  name: string
  bytes: Buffer
}

const mostBytes = 30_000_000

/** The XML files in it (Blackboard calls them .dat), by name; the manifest is left out. Throws UnreadableError. */
export async function readPackage(bytes: Buffer): Promise<PackedFile[]> {
  const fault = faultInZip(bytes)
  if (fault === 'too-large') throw new UnreadableError('The package holds too many files or unpacks to too much.')
  if (fault !== null) throw new UnreadableError('The file is not a zip package that can be read.')
  let zip: ZipFile | undefined
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true })
    return await readEntries(zip)
  } catch (error) {
    if (error instanceof UnreadableError) throw error
    const isPath = /relative path|absolute path|invalid characters/.test((error as Error).message)
    throw new UnreadableError(
      isPath
        ? 'The package names a file outside itself. It was refused for safety.'
        : 'The package is damaged and cannot be read.',
      { cause: error },
    )
  } finally {
    zip?.close()
  }
}

async function readEntries(zip: ZipFile): Promise<PackedFile[]> {
  const files: PackedFile[] = []
  let total = 0
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    if (!/\.(xml|dat|qti)$/i.test(entry.fileName) || /(^|\/)imsmanifest\.xml$/i.test(entry.fileName)) continue
    const chunks: Buffer[] = []
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      // What comes out is counted: what an entry says of its size is only what it says.
      total += chunk.length
      if (total > mostBytes) throw new UnreadableError('The package unpacks to too much.')
      chunks.push(chunk)
    }
    files.push({ name: entry.fileName, bytes: Buffer.concat(chunks) })
  }
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
