/** Server-Sent Events: an answer that stays open, with as much waiting in it as a slow client may have, and no more. */
import type { Response } from 'express'

/** A client that lets more than this wait is cut; it comes back and is told what it missed. */
const mostWaitingBytes = 65_536

export interface EventStream {
  /** Whether it was taken; if not, the client is gone or was cut, and `closed` has been called. */
  send(bytes: Buffer): boolean
  end(lastWords?: Buffer): void
}

/**
 * Opens the stream. `closed` is called once, however it ends. Nothing is kept of the request but its socket: ten thousand
 * of them stand open at once.
 */
export function openEventStream(res: Response, closed: () => void): EventStream {
  const { socket } = res
  res.setHeader('Content-Type', 'text/event-stream; charset=utf-8')
  res.setHeader('Cache-Control', 'no-store, no-transform')
  // nginx would wait for a buffer to fill.
  res.setHeader('X-Accel-Buffering', 'no')
  // The end of the connection is the end of the answer: chunks would only be copied and framed once more for each client.
  res.useChunkedEncodingByDefault = false
  res.setHeader('Connection', 'close')
  res.writeHead(200)
  res.flushHeaders()
  socket?.setNoDelay(true)
  forget(res)
  let isOpen = !res.closed
  const close = () => {
    isOpen = false
    closed()
  }
  if (isOpen) res.once('close', close)
  else setImmediate(close)
  return {
    send: (bytes) => {
      if (!isOpen) return false
      if (res.writableLength > mostWaitingBytes) {
        res.destroy()
        return false
      }
      // The body of this answer is the bytes as they are: past what http does for each piece of an answer.
      if (socket?.writable) socket.write(bytes)
      else res.write(bytes)
      return true
    },
    end: (lastWords) => {
      if (isOpen) res.end(lastWords)
    },
  }
}

const nothing: Record<string, never> = {}

/**
 * What the middleware hung on the request, and what was sent already, is of no use to a stream. It is overwritten, not
 * deleted: an object that has lost a property is kept as a dictionary, of some kilobytes.
 */
function forget(res: Response): void {
  const asked = res.req as unknown as Record<string, unknown>
  for (const name of ['session', 'sessionStore', 'signed_in', 'ctx', 'body', 'user', 'next', '_parsedUrl'])
    if (Object.hasOwn(asked, name)) asked[name] = undefined
  res.req.rawHeaders = []
  res.req.headers = nothing
  res.locals = nothing
  const answer = res as unknown as Record<string | symbol, unknown>
  const original = Object.getPrototypeOf(answer) as Record<string, unknown>
  // Each holds the session of its request.
  for (const name of ['redirect', 'end', 'writeHead']) if (Object.hasOwn(answer, name)) answer[name] = original[name]
  // The head has gone out; where Node keeps it under other names it is merely kept.
  const head = Object.getOwnPropertySymbols(answer).find(({ description }) => description === 'kOutHeaders')
  if (head) answer[head] = null
  if (typeof answer._header === 'string') answer._header = ' '
}

/** One event. `data` is JSON, which has no line ends of its own. */
export function eventBytes(event: string, data: unknown, id?: number): Buffer {
  return Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

/** How long a browser waits before it comes back: not all of them at the same moment. */
export const retryAfter = (fromMilliseconds: number, toMilliseconds: number): Buffer =>
  Buffer.from(`retry: ${Math.round(fromMilliseconds + Math.random() * (toMilliseconds - fromMilliseconds))}\n\n`)
