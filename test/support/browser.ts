/** A browser for page tests: keeps cookies, sends what a browser sends, finds forms by what a person reads. */
import { Agent, createServer, type Server } from 'node:http'
import supertest from 'supertest'
import type { Response, Test } from 'supertest'
import type { Express } from 'express'
import { endStreams } from '../../src/features/live-room/index.ts'
import { createApp } from '../../src/web/app.ts'
import { clock } from '../../src/platform/clock.ts'
import type { Config } from '../../src/platform/config.ts'
import { createLog } from '../../src/platform/log.ts'
import { testConfig } from './config.ts'
import type { TestDatabase } from './database.ts'

export interface TestSite {
  app: Express
  /** The same, listening: supertest would open and close a server of its own for each request. */
  server: Server
  /** A new browser; `email` signs that person in by the development door. */
  browser(email?: string): Promise<Browser>
  /** Closes the server and gives the clock back. */
  stop(): Promise<void>
}

/** The whole web server on a test database. `at` sets the clock of this test file's process. */
export async function startSite(
  database: TestDatabase,
  { at = new Date('2027-04-12T09:00:00Z'), config = {} }: { at?: Date; config?: Partial<Config> } = {},
): Promise<TestSite> {
  clock.set(at)
  const app = await createApp({
    config: testConfig(config),
    db: database.db,
    log: createLog(process.env.TEST_LOG ?? 'silent'),
    state: { draining: false },
  })
  const server = createServer({ keepAliveTimeout: 0 }, app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    app,
    server,
    browser: async (email) => {
      const browser = new Browser(server, testConfig(config).base_url)
      if (email) {
        const answer = await browser.post('/dev/sign-in-as', { email })
        if (answer.status !== 303) throw new Error(`Could not sign in as ${email}: ${answer.status}`)
      }
      return browser
    },
    stop: async () => {
      await endStreams(database.db)
      server.close()
      server.closeAllConnections()
      clock.set(new Date())
    },
  }
}

export type Fields = Record<string, string | string[]>

/** Keeps its connections, as browsers do. */
const connections = new Agent({ keepAlive: true })

export class Browser {
  agent: ReturnType<typeof supertest.agent>
  baseUrl: string

  constructor(server: Server, baseUrl: string) {
    this.agent = supertest.agent(server)
    this.baseUrl = baseUrl
  }

  get(path: string): Test {
    return this.agent.get(path).agent(connections).set('Sec-Fetch-Site', 'same-origin')
  }

  /** Posts a urlencoded form as our own page would. */
  post(path: string, fields: Fields = {}): Test {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    return this.agent
      .post(path)
      .agent(connections)
      .set('Sec-Fetch-Site', 'same-origin')
      .set('Origin', this.baseUrl)
      .set('Content-Type', 'application/x-www-form-urlencoded')
      .send(body.toString())
  }

  /** Posts files and fields as multipart. */
  upload(path: string, files: Record<string, { name: string; bytes: Buffer | string }>, fields: Fields = {}): Test {
    let request = this.agent
      .post(path)
      .agent(connections)
      .set('Sec-Fetch-Site', 'same-origin')
      .set('Origin', this.baseUrl)
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) request = request.field(name, one)
    for (const [name, file] of Object.entries(files))
      request = request.attach(name, Buffer.from(file.bytes as never), file.name)
    return request
  }

  /** Follows a redirect of our own. */
  async follow(answer: Response): Promise<Response> {
    if (!answer.headers.location) throw new Error(`No redirect: ${answer.status}`)
    return this.get(answer.headers.location)
  }
}
