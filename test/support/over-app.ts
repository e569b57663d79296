/** A plain browser's way into a server in this process: through supertest. */
import type { Server } from 'node:http'
import supertest from 'supertest'
import type { Send } from './plain-browser.ts'

export const overApp =
  (server: Server): Send =>
  async ({ method, url, headers, body }) => {
    const path = url.pathname + url.search
    const request = method === 'POST' ? supertest(server).post(path) : supertest(server).get(path)
    const answer = await request
      .set(headers)
      .redirects(0)
      .ok(() => true)
      .buffer(true)
      .parse((stream, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => done(null, Buffer.concat(parts)))
      })
      // The bytes as they are, whatever their type.
      .serialize((bytes: unknown) => bytes as string)
      .send(body)
    const found = Object.entries(answer.headers as Record<string, string | string[]>)
    const pairs = found.flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))
    return { status: answer.status, headers: new Headers(pairs), body: answer.body as Buffer }
  }
