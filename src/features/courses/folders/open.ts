/** Opens the zip of a course's folder: finds the folder in it, its texts, and what its files truly are. */
import { createHash } from 'node:crypto'
import { withoutMetadata } from '../../../lib/picture-metadata.ts'
import type { Pieced } from '../../../lib/pieces.ts'
import type { PackedEntry } from '../../../lib/zip-files.ts'
import { withZip, ZipRefused } from '../../../lib/zip-files.ts'
import { kindOfFile, kindOfMedia, mostBytes } from '../file-kinds.ts'
import { lookAtPicture } from '../../quizzes/index.ts'
import { PackageFault } from '../scorm/manifest.ts'
import { most, withPackage } from '../scorm/package-zip.ts'
import { coursePath, packagePath } from './folder.ts'
import type { FolderRemark, FoundFile, ReadFolder } from './read.ts'
import { mostTextBytes, readFolder } from './read.ts'

/** Of the zip, and of what is in it. */
export const mostZipBytes = 300_000_000
const terms = { what: 'zip' as const, entries: 2000, bytes: 400_000_000 }
/** Of all packages of a folder together. */
const mostUnpacked = 500_000_000

export interface OpenedFolder extends ReadFolder {
  found: ReadonlyMap<string, FoundFile>
  /** The bytes of a file, by its path in the folder. */
  readFile: (path: string) => Promise<Buffer>
}

/**
 * Calls `use` with what the folder says; a zip that cannot be taken is a folder with one fault. `known`: what was found
 * when this zip was opened before, so that only its texts are read again.
 */
export async function withFolder<Result>(
  zip: Buffer | Pieced,
  use: (opened: OpenedFolder) => Promise<Result>,
  known: OpenedFolder['found'] | null = null,
): Promise<Result> {
  try {
    return await withZip(zip, terms, async (entries) => use(await open(entries, known)))
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    return use(refused([{ file: 'The zip', line: null, text: error.message }]))
  }
}

const refused = (faults: FolderRemark[]): OpenedFolder => ({
  ...{ folder: null, faults, notes: [], found: new Map() },
  readFile: () => Promise.reject(new ZipRefused('The folder could not be read')),
})

/** What git keeps, and other tools. */
const isHidden = (name: string): boolean => /(^|\/)\./.test(name)

async function open(packed: PackedEntry[], known: OpenedFolder['found'] | null): Promise<OpenedFolder> {
  const entries = packed.filter(({ name }) => !isHidden(name))
  const top = entries
    .filter(({ name }) => name === coursePath || name.endsWith(`/${coursePath}`))
    .toSorted((a, b) => a.name.split('/').length - b.name.split('/').length)[0]
  if (!top)
    return refused([
      { file: 'The zip', line: null, text: `There is no ${coursePath} in it, so it is not the folder of a course` },
    ])
  const root = top.name.slice(0, -coursePath.length)
  const notes: FolderRemark[] = []
  const byPath = new Map<string, PackedEntry>()
  for (const entry of entries) {
    const path = entry.name.slice(root.length)
    if (
      !entry.name.startsWith(root) ||
      !/^(course\.yaml|questions\.yaml|modules\/[^/]+\.md|files\/[^/]+\/[^/]+|packages\/[^/]+|questions\/[^/]+)$/.test(
        path,
      )
    )
      notes.push({ file: entry.name, line: null, text: 'This is no part of a course, so it is left out' })
    else byPath.set(path, entry)
  }
  const faults: FolderRemark[] = []
  const texts = new Map<string, string>()
  const found = new Map<string, FoundFile>()
  let left = mostTextBytes
  const unpacking = { left: mostUnpacked }
  for (const [path, entry] of byPath) {
    if (/^(files|packages|questions)\//.test(path)) {
      const look = path.startsWith(packagePath('')) ? lookAtPackage : lookAt
      found.set(path, known?.get(path) ?? (await look(entry, unpacking)))
      continue
    }
    left -= entry.size
    if (left < 0)
      return refused([
        {
          file: path,
          line: null,
          text: `The texts of a course must be ${mostTextBytes / 1_000_000} MB or fewer together`,
        },
      ])
    const text = textOf(await entry.read())
    if (text === null)
      faults.push({ file: path, line: null, text: 'It is not written in UTF-8: save it with that encoding' })
    else texts.set(path, text)
  }
  // What the others say of a text that could not be read would only mislead.
  const read = faults.length > 0 ? { folder: null, faults: [], notes: [] } : readFolder(texts, found)
  return {
    folder: read.folder,
    faults: [...faults, ...read.faults],
    notes: [...notes, ...read.notes],
    found,
    readFile: async (path) => withoutMetadata(await byPath.get(path)!.read()),
  }
}

/** Lines end in \n whatever wrote them, and a byte order mark is none of the text. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
  } catch {
    return null
  }
}

async function lookAt(entry: PackedEntry): Promise<FoundFile> {
  // Too large for any kind: told without taking it out.
  if (entry.size > mostBytes.media)
    return {
      size: entry.size,
      sha256: '',
      picture: 'is too large',
      kind: { media_type: 'video/mp4', extension: 'mp4' },
    }
  // A picture as it is kept: without what it tells of its camera and its place.
  const bytes = withoutMetadata(await entry.read())
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    picture: lookAtPicture(bytes),
    kind: kindOfMedia(bytes) ?? kindOfFile(bytes),
  }
}

const noPicture = { picture: 'is a package', kind: null }

/** Every file of it is unpacked once, so that nothing can be wrong with it any more when the course is made. */
async function lookAtPackage(entry: PackedEntry, unpacking: { left: number }): Promise<FoundFile> {
  const { size } = entry
  const refuse = (why: string, sha256 = ''): FoundFile => ({ ...noPicture, size, sha256, package: why })
  if (size > most.zip) return refuse(`A package must be ${most.zip / 1_000_000} MB or smaller`)
  const bytes = await entry.read()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  try {
    return await withPackage(bytes, async ({ title, edition, unpacked_bytes, files }) => {
      unpacking.left -= unpacked_bytes
      if (unpacking.left < 0)
        return refuse(`The packages of a course must unpack to ${mostUnpacked / 1_000_000} MB or less together`)
      for await (const _ of files());
      return { ...noPicture, size, sha256, package: { title, edition } }
    })
  } catch (error) {
    if (error instanceof PackageFault) return refuse(error.message, sha256)
    throw error
  }
}
