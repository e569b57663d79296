/** A SCORM package as a zip: looked at before anything is inflated, and then read one file at a time. */
import type { PackedEntry } from '../../../lib/zip-files.ts'
import { withZip, ZipRefused } from '../../../lib/zip-files.ts'
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
  const terms = { what: 'package' as const, entries: most.entries, bytes: most.unpacked, file_bytes: most.file }
  try {
    return await withZip(bytes, terms, async (entries) => use(await look(entries)))
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    const words =
      error.why === 'not-a-zip' ? 'The selected file must be a SCORM package, which is a .zip file' : error.message
    throw new PackageFault(words, { cause: error })
  }
}

async function look(entries: PackedEntry[]): Promise<OpenedPackage> {
  const byPath = new Map(entries.map((entry) => [entry.name, entry]))
  const manifest = manifestOf(byPath)
  if (manifest.size > mostOfManifest) throw new PackageFault('Its imsmanifest.xml is larger than 2 MB')
  return {
    ...readManifest(decodeXml(await manifest.read()), new Set(byPath.keys())),
    unpacked_bytes: entries.reduce((sum, { size }) => sum + size, 0),
    file_count: entries.length,
    files: async function* () {
      for (const { name, read } of entries) yield { path: name, bytes: await read() }
    },
  }
}

function manifestOf(entries: Map<string, PackedEntry>): PackedEntry {
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
