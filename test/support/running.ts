/** Real processes of ours, as `npm start` runs them, on free ports. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Running {
  child: ChildProcess
  /** Everything it has printed, on both streams. */
  output: () => string
  /** Resolves to the exit code. */
  ended: Promise<number | null>
  /** Sends the signal and resolves to the exit code. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** All they have of the environment of the tests; compiled code is kept as for `npm start`. */
const { PATH, NODE_COMPILE_CACHE } = process.env
const shared = { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) }

const started = new Set<Running>()

/** For `afterEach`: ends what a failed test left running. */
export async function endAll(): Promise<void> {
  await Promise.all([...started].map((running) => running.end()))
}

export function run(script: 'server' | 'worker' | 'admin', env: Record<string, string>, ...words: string[]): Running {
  const child = spawn(process.execPath, [`${root}/src/${script}.ts`, ...words], {
    cwd: root,
    env: { ...shared, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const running: Running = {
    child,
    output: () => output,
    ended,
    end: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
  started.add(running)
  void ended.then(() => started.delete(running))
  return running
}

/** Waits until `address` answers with `status`, and returns how many milliseconds that took. */
export async function answers(address: string, status = 200, patience = 45_000): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const answer = await fetch(address).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.status === status) return performance.now() - begun
    if (performance.now() - begun > patience) throw new Error(`${address} did not answer ${status}: ${answer?.status}`)
    await wait(30)
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The settings of a production server on this machine, where cookies may be plain. */
export const productionSettings = (port: number, databaseUrl: string): Record<string, string> => ({
  NODE_ENV: 'production',
  PORT: String(port),
  BASE_URL: `http://localhost:${port}`,
  DATABASE_URL: databaseUrl,
  SMTP_URL: 'smtp://localhost:1',
  SESSION_SECRET: 'a secret of this test, long enough to be one',
})
