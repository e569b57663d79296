/** A SCORM package as a zip: looked at before anything is inflated, and then read one file at a time. Nothing touches the disk. */
import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { faultInZip } from '../../../lib/zip-guard.ts'
import type { PackageFacts } from './manifest.ts'
import { PackageFault, readManifest } from './manifest.ts'

export const most = { zip: 50_000_000, unpacked: 250_000_000, file: 50_000_000, entries: 5000 }
const mostOfManifest = 2_000_000

export interface OpenedPackage extends PackageFacts {
  unpacked_bytes: number
  file_count: number
  /** One file in memory at a time. */
  files: () => AsyncGenerator<{ path: string; bytes: Buffer }>
}

/** Gives `use` the package once all of it has been looked at. Throws PackageFault, in words for its author. */
export async function withPackage<Result>(
  bytes: Buffer,
  use: (opened: OpenedPackage) => Promise<Result>,
): Promise<Result> {
  switch (faultInZip(bytes, { entries: most.entries, bytes: most.unpacked })) {
    case 'not-a-zip':
      throw new PackageFault('The selected file must be a SCORM package, which is a .zip file')
    case 'too-large':
      throw new PackageFault('The package holds more than 5,000 files, or unpacks to more than 250 MB')
    case 'broken':
      throw new PackageFault('The package is damaged and cannot be read. Export it again')
    case null:
  }
  let zip: ZipFile | undefined
  try {
    zip = await fromBufferPromise(bytes, {
      lazyEntries: true,
      autoClose: false,
      strictFileNames: true,
      validateEntrySizes: true,
    })
    const opened = zip
    const entries = await listEntries(opened)
    const manifest = await readEntry(opened, manifestOf(entries), mostOfManifest)
    const facts = readManifest(decodeXml(manifest), new Set(entries.keys()))
    return await use({
      ...facts,
      unpacked_bytes: [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0),
      file_count: entries.size,
      files: async function* () {
        for (const [path, entry] of entries) yield { path, bytes: await readEntry(opened, entry, most.file) }
      },
    })
  } catch (error) {
    throw zipFault(error)
  } finally {
    zip?.close()
  }
}

/** What the reader of zips says, in words; a fault of ours stays one. */
function zipFault(error: unknown): unknown {
  if (error instanceof PackageFault || !(error instanceof Error)) return error
  if (/relative path|absolute path|invalid characters/.test(error.message))
    return new PackageFault('The package names a file outside itself. It was refused for safety')
  const isOfZip =
    error.stack?.includes('yauzl') === true || String((error as NodeJS.ErrnoException).code).startsWith('Z_')
  return isOfZip ? new PackageFault('The package is damaged and cannot be read. Export it again') : error
}

const [symbolicLink, kindMask] = [0xa000, 0xf000]
/** What computers leave in zips by themselves. */
const litter = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  const places: { from: number; to: number }[] = []
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    const path = entry.fileName.replace(/^(\.\/)+/, '')
    places.push({
      from: entry.relativeOffsetOfLocalHeader,
      to: entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize,
    })
    if (path === '' || path.endsWith('/') || litter.test(path)) continue
    // oxlint-disable-next-line no-control-regex
    if (path.length > 500 || /[\u0000-\u001f\u007f]/.test(path) || path.split('/').includes('..'))
      throw new PackageFault('The package holds a file whose name cannot be used')
    if (entry.generalPurposeBitFlag & 1)
      throw new PackageFault('The package is encrypted. Export it without a password')
    if (((entry.externalFileAttributes >>> 16) & kindMask) === symbolicLink)
      throw new PackageFault(`The package holds a link in place of a file, “${path.slice(0, 100)}”`)
    if (entry.uncompressedSize > most.file)
      throw new PackageFault(`The package holds a file of more than 50 MB, “${path.slice(0, 100)}”`)
    if (entries.has(path)) throw new PackageFault(`The package holds “${path.slice(0, 100)}” twice`)
    entries.set(path, entry)
  }
  places.sort((a, b) => a.from - b.from)
  if (places.some(({ from }, index) => index > 0 && from < places[index - 1]!.to))
    throw new PackageFault('The package is damaged: two of its files lie in the same place. Export it again')
  return entries
}

function manifestOf(entries: Map<string, Entry>): Entry {
  const found = [...entries.keys()].filter((path) => /(^|\/)imsmanifest\.xml$/i.test(path))
  const manifest = entries.get('imsmanifest.xml')
  if (found.length > 1)
    throw new PackageFault(
      `The package holds ${found.length} manifests (${found.slice(0, 3).join(', ')}). Upload one package at a time`,
    )
  if (manifest) return manifest
  if (found.length === 1)
    throw new PackageFault(
      `imsmanifest.xml must lie at the top of the zip, under just that name, and the zip has “${found[0]!.slice(0, 100)}”. Zip what is in the folder, not the folder`,
    )
  if (entries.has('cmi5.xml')) throw new PackageFault('This is a cmi5 package. Only SCORM packages can be used yet')
  throw new PackageFault('The package has no imsmanifest.xml. Choose a SCORM package as your authoring tool exports it')
}

/** What comes out is counted: what an entry says of its size is only what it says. */
async function readEntry(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) throw new PackageFault(`“${entry.fileName.slice(0, 100)}” is larger than it may be`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** By its byte order mark, or by what it says itself. */
function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const said = /^[^>]{0,100}encoding=["']([\w-]{1,40})["']/.exec(bytes.toString('latin1', 0, 200))?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(/^utf-?16/i.test(said) ? 'utf-8' : said).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
