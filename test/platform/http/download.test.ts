/** Downloads that nobody takes are cut off, so that they hold nothing for ever. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Response } from 'express'
import { cutWhenStalled } from '../../../src/platform/http/download.ts'

const endless = () =>
  Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65_536)
    })(),
  )

test('who pauses a download is cut off; who is slow is not', async () => {
  const ended: unknown[] = []
  const server = createServer((req, res) => {
    cutWhenStalled(res as Response, 500)
    const source = req.url === '/endless' ? endless() : Readable.from([Buffer.alloc(10)])
    void pipeline(source, res).then(
      () => ended.push('whole'),
      (error: NodeJS.ErrnoException) => ended.push(error.code),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  const socket = connect(port).pause()
  socket.on('error', () => {})
  socket.write('GET /endless HTTP/1.1\r\nHost: own.invalid\r\n\r\n')
  // Takes a little each time, for longer than the pause that is allowed.
  for (let tries = 0; tries < 6; tries++) {
    socket.resume()
    await wait(50)
    socket.pause()
    await wait(100)
  }
  expect(ended).toEqual([])
  while (ended.length === 0) await wait(50)
  expect(ended).toEqual(['ERR_STREAM_PREMATURE_CLOSE'])
  socket.destroy()
  await new Promise((resolve) => server.close(resolve))
}, 60_000)
