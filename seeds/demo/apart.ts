/**
 * The demo of a first start is made in a process of its own: it has read its code by the time the database is there, and
 * works while the server reads its own.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface DemoProcess {
  /** Has the demo made in that database, whole or not at all; throws what went wrong. */
  seed: (database_url: string) => Promise<void>
  stop: () => Promise<void>
}

export function startDemoProcess(): DemoProcess {
  const child = fork(fileURLToPath(new URL('process.ts', import.meta.url)), { execArgv: [] })
  const ended = once(child, 'exit')
  return {
    seed: async (database_url) => {
      const answered = once(child, 'message')
      child.send(database_url)
      const [fault] = (await Promise.race([answered, ended.then(() => ['The process that makes the demo ended'])])) as [
        string | null,
      ]
      if (fault !== null) throw new Error(fault)
      await ended
    },
    stop: async () => {
      child.kill()
      await ended
    },
  }
}
