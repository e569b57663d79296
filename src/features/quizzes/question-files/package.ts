/** Packages: zips of XML files and of the pictures they show, as QTI, Canvas and Blackboard make them. */
import type { PackedEntry } from '../../../lib/zip-files.ts'
import { withZip, ZipRefused } from '../../../lib/zip-files.ts'
import { mostPictureBytes } from '../pictures.ts'
import type { Found } from './pictures.ts'
import { decoded, notInFile, tooLarge } from './pictures.ts'
import { UnreadableError } from './shape.ts'

export interface PackedFile {
  name: string
  bytes: Buffer
}

export interface OpenedPackage {
  /** The XML files in it (Blackboard calls them .dat), by name; the manifest is left out. */
  files: PackedFile[]
  /** A picture by its path in the package, as `pathIn` gives it. */
  picture: (path: string) => Promise<Found>
}

const terms = { what: 'package' as const, entries: 12_000, bytes: 80_000_000 }
/** Of the XML: how many files are read, and how many bytes. */
const most = { files: 1000, bytes: 30_000_000 }

/** Calls `use` with what is in it. Throws UnreadableError. */
export async function withPackage<Result>(
  bytes: Buffer,
  use: (opened: OpenedPackage) => Promise<Result>,
): Promise<Result> {
  try {
    return await withZip(bytes, terms, async (entries) => {
      const wanted = entries.filter(
        ({ name }) => /\.(xml|dat|qti)$/i.test(name) && !/(^|\/)imsmanifest\.xml$/i.test(name),
      )
      if (wanted.length > most.files || wanted.reduce((sum, { size }) => sum + size, 0) > most.bytes)
        throw new UnreadableError('The package holds too many files or unpacks to too much.')
      const files: PackedFile[] = []
      for (const { name, read } of wanted) files.push({ name, bytes: await read() })
      return use({ files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)), picture: picturesOf(entries) })
    })
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    const words = error.why === 'too-large' ? 'The package holds too many files or unpacks to too much' : error.message
    throw new UnreadableError(`${words}.`, { cause: error })
  }
}

/** The path in the package of what a file of it shows; Canvas and Blackboard have ways of their own to begin it. */
export function pathIn(file: string, src: string): string {
  const plain = decoded(src.split(/[?#]/)[0]!.trim())
  const [, fromTop] = /^(?:\$IMS[-_]CC[-_]FILEBASE\$\/?|\/)(.*)$/i.exec(plain) ?? []
  const [, blackboardId] = /@X@EmbeddedFile\.[^@]*@X@.*?(xid-\d+_\d+)/i.exec(plain) ?? []
  if (blackboardId !== undefined) return blackboardId
  const path: string[] = fromTop === undefined ? file.split('/').slice(0, -1) : []
  for (const step of (fromTop ?? plain).split('/'))
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  return path.join('/')
}

function picturesOf(entries: PackedEntry[]): (path: string) => Promise<Found> {
  const byPath = new Map(entries.map((entry) => [entry.name, entry]))
  const byFolded = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  const byBlackboardId = new Map(
    entries.flatMap((entry) => {
      const [, id] = /__(xid-\d+_\d+)\.\w+$/.exec(entry.name) ?? []
      return id === undefined ? [] : [[id, entry] as const]
    }),
  )
  return async (path) => {
    const entry =
      byPath.get(path) ??
      byPath.get(`web_resources/${path}`) ??
      byFolded.get(path.toLowerCase()) ??
      byFolded.get(`web_resources/${path}`.toLowerCase()) ??
      byBlackboardId.get(path)
    if (entry === undefined) return notInFile
    if (entry.size > mostPictureBytes) return tooLarge
    try {
      return await entry.read()
    } catch (error) {
      if (!(error instanceof ZipRefused)) throw error
      return 'is damaged in the package'
    }
  }
}
