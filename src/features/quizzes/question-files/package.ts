/** Packages: zips of XML files, as QTI, Canvas and Blackboard make them. */
import { withZip, ZipRefused } from '../../../lib/zip-files.ts'
import { UnreadableError } from './shape.ts'

export interface PackedFile {
  name: string
  bytes: Buffer
}

const terms = { what: 'package' as const, entries: 1000, bytes: 50_000_000 }
/** Of what is read of it. */
const mostBytes = 30_000_000

/** The XML files in it (Blackboard calls them .dat), by name; the manifest is left out. Throws UnreadableError. */
export async function readPackage(bytes: Buffer): Promise<PackedFile[]> {
  try {
    return await withZip(bytes, terms, async (entries) => {
      const wanted = entries.filter(
        ({ name }) => /\.(xml|dat|qti)$/i.test(name) && !/(^|\/)imsmanifest\.xml$/i.test(name),
      )
      if (wanted.reduce((sum, { size }) => sum + size, 0) > mostBytes)
        throw new UnreadableError('The package unpacks to too much.')
      const files: PackedFile[] = []
      for (const { name, read } of wanted) files.push({ name, bytes: await read() })
      return files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    })
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    const words = error.why === 'too-large' ? 'The package holds too many files or unpacks to too much' : error.message
    throw new UnreadableError(`${words}.`, { cause: error })
  }
}
