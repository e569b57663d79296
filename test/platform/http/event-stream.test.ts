/** A stream holds no more for a slow client than it may, and says so once. */
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { EventStream } from '../../../src/platform/http/event-stream.ts'
import { eventBytes, openEventStream } from '../../../src/platform/http/event-stream.ts'

let stream: EventStream | undefined
let closed = 0
const app = express()
app.get('/', (_req, res) => {
  stream = openEventStream(res, () => (closed += 1))
})
const server = createServer(app)

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  stream = undefined
  closed = 0
})

async function open(): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo
  const [answer] = (await once(request({ port, host: '127.0.0.1', agent: false }).end(), 'response')) as [
    IncomingMessage,
  ]
  answer.on('error', () => {})
  return answer
}

test('what is sent comes as it is, without chunks, until the end', async () => {
  const answer = await open()
  expect(answer.headers['transfer-encoding']).toBeUndefined()
  expect(stream!.send(eventBytes('room', { words: 'two\nlines' }, 7))).toBe(true)
  stream!.end(Buffer.from(':bye\n\n'))
  const texts: Buffer[] = await answer.toArray()
  expect(Buffer.concat(texts).toString()).toBe('id: 7\nevent: room\ndata: {"words":"two\\nlines"}\n\n:bye\n\n')
  expect(closed).toBe(1)
  expect(stream!.send(Buffer.from('late'))).toBe(false)
})

test('a client that does not read is cut; one message more than the limit is always taken', async () => {
  const answer = await open()
  answer.pause()
  answer.socket.pause()
  const large = Buffer.alloc(100_000, 'x')
  let sent = 0
  while (stream!.send(large) && sent < 1000) {
    sent += 1
    if (sent % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(sent).toBeGreaterThan(0)
  expect(sent).toBeLessThan(1000)
  expect(closed).toBe(1)
})

test('a client that goes away is noticed', async () => {
  const answer = await open()
  answer.destroy()
  while (closed === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(stream!.send(Buffer.from('x'))).toBe(false)
})
