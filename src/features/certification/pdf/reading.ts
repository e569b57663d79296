/** Finds in an uploaded PDF the addresses of certificates: whoever changes a paper seldom thinks of the link behind the code. */
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { isSecret } from '../../../lib/ids.ts'

/** A certificate has some thirty streams; what needs more than this is no certificate and is not worth the time. */
const mostStreams = 300
const mostInflatedBytes = 1_000_000
const mostInflatedInAll = 8_000_000

export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-')

/** The references in links to `/verify/…`, each once, in the order they are found: in the open, and in packed streams. */
export async function referencesIn(bytes: Buffer): Promise<string[]> {
  const found = new Set(referencesOf(bytes))
  for await (const packed of streamsOf(bytes)) for (const one of referencesOf(packed)) found.add(one)
  return [...found]
}

function* referencesOf(bytes: Buffer): Generator<string> {
  for (const [, reference = ''] of bytes.toString('latin1').matchAll(/\/verify\/([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/g))
    if (isSecret(reference)) yield reference
}

async function* streamsOf(bytes: Buffer): AsyncGenerator<Buffer> {
  let inflatedInAll = 0
  let at = 0
  for (let count = 0; count < mostStreams && inflatedInAll < mostInflatedInAll; count++) {
    const begin = bytes.indexOf('stream', at)
    if (begin === -1) return
    const end = bytes.indexOf('endstream', begin)
    if (end === -1) return
    at = end + 'endstream'.length
    const { unpacked, cost } = await unpack(bytes.subarray(begin + 'stream'.length, end))
    inflatedInAll += cost
    if (unpacked) yield unpacked
  }
}

const inflated = promisify(inflate)

/** Null: it is packed otherwise, or not at all, or swells beyond what a certificate holds, which costs as much as if it did not. */
async function unpack(stream: Buffer): Promise<{ unpacked: Buffer | null; cost: number }> {
  const from = stream[0] === 13 && stream[1] === 10 ? 2 : stream[0] === 10 || stream[0] === 13 ? 1 : 0
  try {
    const unpacked = await inflated(stream.subarray(from), { maxOutputLength: mostInflatedBytes })
    return { unpacked, cost: unpacked.length }
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return { unpacked: null, cost: isTooLarge ? mostInflatedBytes : 0 }
  }
}
