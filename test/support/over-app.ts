/** A plain browser's way into an app in this process: through supertest. */
import type { Express } from 'express'
import supertest from 'supertest'
import type { Send } from './plain-browser.ts'

export const overApp =
  (app: Express): Send =>
  async ({ method, url, headers, body }) => {
    const path = url.pathname + url.search
    const request = method === 'POST' ? supertest(app).post(path) : supertest(app).get(path)
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
