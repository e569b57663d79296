/** Sends a text smaller, to browsers that unpack it. */
import type { Request, Response } from 'express'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzipSync } from 'node:zlib'

/** What a new connection carries before the first answer comes back: anything up to it arrives at the same moment. */
const firstFlight = 14_000

/** HTML shrinks to a fifth in under half a millisecond. The type of the answer is set already. */
export function sendPacked(req: Request, res: Response, text: string): void {
  if (text.length <= firstFlight) return void res.send(text)
  res.vary('Accept-Encoding')
  if (!req.acceptsEncodings('gzip')) return void res.send(text)
  res.setHeader('Content-Encoding', 'gzip')
  res.send(gzipSync(text, { level: 3 }))
}

const squeezed = promisify(brotliCompress)

/** For what is too large for that, while others have their turn. Effort is brotli's, from 0 to 11: 10 takes a quarter of a second for 300 kB. */
export async function sendSqueezed(req: Request, res: Response, text: string, effort: number): Promise<void> {
  res.vary('Accept-Encoding')
  if (!req.acceptsEncodings('br')) return sendPacked(req, res, text)
  const bytes = await squeezed(text, { params: { [constants.BROTLI_PARAM_QUALITY]: effort } })
  res.setHeader('Content-Encoding', 'br')
  res.send(bytes)
}
