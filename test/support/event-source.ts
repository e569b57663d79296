/** Follows a stream as a browser's EventSource does, and tells what came down it. */
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { ClientRequest, IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import type { TestPerson } from './factories.ts'
import { testConfig } from './config.ts'

export interface Sent {
  id: number | null
  event: string
  data: Record<string, unknown>
}

export interface Listening {
  server: Server
  port: number
  /** The Cookie header of a person who is signed in here. */
  cookieOf(person: TestPerson, baseUrl?: string): Promise<string>
  stop(): Promise<void>
}

/** The application on a port of its own: supertest opens one for each request, and waits for its end. */
export async function listenFor(app: Express, wanted = 0): Promise<Listening> {
  const server = createServer(app).listen(wanted)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    server,
    port,
    cookieOf: async ({ email }, baseUrl = testConfig().base_url) => {
      const answer = await fetch(`http://localhost:${port}/dev/sign-in-as`, {
        method: 'POST',
        body: new URLSearchParams({ email }),
        headers: { origin: baseUrl, 'sec-fetch-site': 'same-origin' },
        redirect: 'manual',
      })
      const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
      return cookies.join('; ')
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export class EventStreamReader {
  readonly events: Sent[] = []
  comments = 0
  status: number | undefined
  hasEnded = false
  retry: number | undefined
  #request: ClientRequest
  #answer: IncomingMessage | undefined
  #text = ''
  #waiting = new Set<() => void>()

  constructor(port: number, path: string, cookie: string, lastEventId?: number) {
    this.#request = request({
      host: '127.0.0.1',
      port,
      path,
      agent: false,
      headers: {
        cookie,
        accept: 'text/event-stream',
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
    })
    this.#request.on('response', (answer) => {
      this.#answer = answer
      this.status = answer.statusCode
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => this.#read(text))
      answer.on('close', () => this.#end())
      this.#wake()
    })
    this.#request.on('error', () => this.#end())
    this.#request.end()
  }

  #end(): void {
    this.hasEnded = true
    this.#wake()
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
  }

  #read(text: string): void {
    this.#text += text
    const blocks = this.#text.split('\n\n')
    this.#text = blocks.pop()!
    for (const block of blocks) {
      if (block.startsWith(':')) this.comments += 1
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2)
      if (field('retry')) this.retry = Number(field('retry'))
      const [id, event, data] = [field('id'), field('event'), field('data')]
      if (event) this.events.push({ id: id === undefined ? null : Number(id), event, data: JSON.parse(data!) })
    }
    this.#wake()
  }

  get ids(): number[] {
    return this.events.flatMap(({ id }) => id ?? [])
  }

  get last(): Sent | undefined {
    return this.events.findLast(({ event }) => event === 'room')
  }

  /** Reads no further: a client whose line is full. */
  pause(): void {
    this.#answer!.pause()
    this.#answer!.socket.pause()
  }

  async until(what: () => boolean, milliseconds = 5000): Promise<void> {
    const limit = performance.now() + milliseconds
    while (!what()) {
      if (performance.now() > limit)
        throw new Error(`Waited in vain: ${this.status} ${this.hasEnded} ${JSON.stringify(this.events).slice(0, 500)}`)
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake)
          clearTimeout(timer)
          resolve()
        }
        const timer = setTimeout(wake, 50)
        this.#waiting.add(wake)
      })
    }
  }

  close(): void {
    this.#request.destroy()
  }
}
