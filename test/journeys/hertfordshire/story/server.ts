/** The product, as a force would start it: a process of its own on an empty database, and the first administrator by command. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { overHttp } from '../../../support/plain-browser.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

export class Server {
  baseUrl = ''
  environment: NodeJS.ProcessEnv = {}
  #folder: string
  #process: ChildProcess | null = null
  #said = ''

  constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), 'upstander-journey-'))
  }

  async prepare({ smtpUrl, clock }: { smtpUrl: string; clock: Date }): Promise<void> {
    const port = await freePort()
    this.baseUrl = `http://localhost:${port}`
    this.environment = {
      ...process.env,
      NODE_ENV: 'development',
      PORT: String(port),
      BASE_URL: this.baseUrl,
      DATA_DIR: this.#folder,
      SMTP_URL: smtpUrl,
      CLOCK: clock.toISOString(),
      DEMO: 'off',
      LOG_LEVEL: 'warn',
    }
  }

  /** `npm run admin -- …`, answering with what it prints. */
  async admin(...words: string[]): Promise<string> {
    const child = spawn('npm', ['run', '--silent', 'admin', '--', ...words], { cwd: root, env: this.environment })
    let said = ''
    child.stdout.on('data', (part) => (said += String(part)))
    child.stderr.on('data', (part) => (said += String(part)))
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`npm run admin -- ${words.join(' ')} ended with ${code}: ${said}`)
    return said.trim()
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['src/server.ts'], { cwd: root, env: this.environment })
    this.#process = child
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => (this.#said = `${this.#said}${part}`.slice(-20_000)))
    for (let tries = 0; tries < 300; tries++) {
      if (child.exitCode !== null) throw new Error(`The server ended at its start: ${this.#said}`)
      const answer = await fetch(`${this.baseUrl}/readyz`).catch(() => null)
      if (answer?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`The server was not ready within 30 seconds: ${this.#said}`)
  }

  /** Moves the time of web and worker, and with it everything that is planned. */
  async waitUntil(moment: Date): Promise<void> {
    const { status, body } = await overHttp({
      method: 'POST',
      url: new URL('/dev/clock', this.baseUrl),
      headers: {
        origin: this.baseUrl,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: Buffer.from(new URLSearchParams({ now: moment.toISOString() }).toString()),
    })
    if (status >= 400) throw new Error(`The clock could not be set: ${status} ${body.toString().slice(0, 300)}`)
  }

  /** What the server printed last, for when something fails. */
  get lastWords(): string {
    return this.#said.trim().split('\n').slice(-15).join('\n')
  }

  async stop(): Promise<void> {
    const child = this.#process
    if (child && child.exitCode === null) {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 25_000)
      await once(child, 'exit')
      clearTimeout(late)
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
