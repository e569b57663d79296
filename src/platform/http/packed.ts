/** Sends a text smaller, to browsers that unpack it. */
import type { Request, Response } from 'express'
import { gzipSync } from 'node:zlib'

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
